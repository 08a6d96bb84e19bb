"""The desktop around the window: other programs, drag and drop, sleep, a second start, midnight.

Nothing here knows what a page or an album looks like.
"""
