"""Models of images and text: found, checked, built, exported, and run in the fastest way here.

Knows pictures as arrays and texts as words; processes, pipes and files of photos stay outside.
"""
