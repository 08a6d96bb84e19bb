"""Albums: what they hold, how they change, learn, travel and are suggested.

Nothing is stored of what fills by itself; photos and sidecars have rooms of their own.
"""
