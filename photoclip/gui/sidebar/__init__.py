"""The sidebar: places as a tree, folders, tags.

Albums bring their own section; what is shown after a click is decided by the window.
"""
