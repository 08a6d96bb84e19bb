"""Marks that may belong to a photo: listed with their reasons, given or dismissed by the person.

Offers are stored by those who doubt (``services.identity``, ``services.sidecars``).
"""
