"""The words of the window, in the person's language.

Only text: no widget, no library call.
"""
