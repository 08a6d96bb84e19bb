"""Albums in the window: their section of the sidebar, page, dialogs, order and suggestions.

What an album holds is computed by the services; the main window is not known here.
"""
