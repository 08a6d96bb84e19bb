"""Tags of photos: the label set, its vectors, scores, and the person's decisions.

Scores come from stored vectors alone; no picture is decoded here.
"""
