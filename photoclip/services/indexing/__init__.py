"""From folders to a library in step: scan, watch, hand out, commit, in the background and paced.

What a photo is worth to a query is no business of this room.
"""
