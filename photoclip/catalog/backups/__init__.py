"""Copies of a catalog by generations, and the way back to one after damage.

Looks at catalogs as whole files; what stands in their tables is read by nobody here.
"""
