"""Files and folders as rows: where each stands, what it is known by, what left its place.

Marks, tags and albums belong to photos, not to files, and have no business here.
"""
