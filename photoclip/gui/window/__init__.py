"""The main window, and the session that puts its rooms together.

The top of the house: everything may be used here, nobody below may import it.
"""
