"""The pages that fill the middle of the window: photos, problems, welcome.

A page shows what it is given; the window decides which one is on show.
"""
