"""How good searches and labels are on labelled pictures, and whether the library is well.

Measures only; nothing here changes a library.
"""
