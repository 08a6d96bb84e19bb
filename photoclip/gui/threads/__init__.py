"""The one way between threads, and what keeps the GUI thread free.

No widget here; nobody else may hand results from one thread to another.
"""
