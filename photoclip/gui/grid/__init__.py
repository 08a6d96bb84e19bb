"""The grid of photos: model, layout, painting, selection, keys and scrubber.

Half a million rows stay cheap; which photos are shown, and what is done to them, is decided above.
"""
