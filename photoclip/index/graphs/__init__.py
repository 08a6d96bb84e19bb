"""The graph of an approximate index, by whichever library is installed.

One port (``graph.py``), one module for each library, and ``choice.py``, which picks. Nothing else
imports hnswlib or usearch, and nothing here knows photos: a graph holds rows and gives rows.
"""
