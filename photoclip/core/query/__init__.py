"""The query language: from what a person typed to a tree, and back to text and chips.

Nothing here searches: no catalog, no model, only text and frozen parts.
"""
