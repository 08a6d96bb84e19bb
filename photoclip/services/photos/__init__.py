"""Photos one by one and in lists: browse, look, mark, export, trash.

Nothing here searches or computes with vectors.
"""
