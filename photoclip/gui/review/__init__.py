"""The review of an album that learns: one photo after the other, yes or no.

What is asked next is decided by the services; the main window is not known here.
"""
