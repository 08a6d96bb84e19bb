"""The settings dialog, a page a module.

Reads and writes preferences through the library; opens nothing but itself.
"""
