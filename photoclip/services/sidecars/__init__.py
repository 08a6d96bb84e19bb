"""XMP sidecars: whose each is, what it says, and what the library writes into it.

How XMP is spelled is told by ``media``; photos' own files are never written to.
"""
