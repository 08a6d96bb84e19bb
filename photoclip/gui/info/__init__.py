"""What is known of the photos that are chosen: the panel at the side.

Shows and asks; searches and changes are left to the actions.
"""
