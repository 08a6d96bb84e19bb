"""Marks that are offered: both pictures side by side, and the answer.

What is offered, and what an answer does, is decided by ``services.offers``.
"""
