"""Colours, sizes, style sheet and icons.

Knows no widget of PhotoClip; all of them may use it.
"""
