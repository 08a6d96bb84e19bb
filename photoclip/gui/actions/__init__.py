"""What a person does with photos: the table of actions, and the deed behind each.

Speaks to the library and to pages; the main window is not known here, it comes as a context.
"""
