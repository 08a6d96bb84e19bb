"""The search bar: text, chips, suggestions, advice, and where results are cut off.

What a query means is told by ``core.query``; nothing here searches by itself.
"""
