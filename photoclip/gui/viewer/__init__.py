"""One photo in full: stage, bar, film strip, slide show.

Decoding happens in Qt's threads or the worker; where the photos come from is decided above.
"""
