"""Albums in the shell: make, show, review, exchange.

Other commands live one floor up; what an album is and does is told by ``services.albums``.
"""
