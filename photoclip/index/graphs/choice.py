"""Which library makes the graphs: hnswlib where it can be imported, usearch elsewhere."""

from __future__ import annotations

import functools
import logging

from photoclip.index.graphs.graph import Graph

log = logging.getLogger(__name__)


@functools.cache
def graph_class() -> type[Graph]:
    """hnswlib's, whose queries are faster, or usearch's, which every installation has.

    Imported on the first call: usearch alone takes 0.2 s. Raises ImportError without either.
    """
    try:
        from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
    except Exception as error:  # one that was compiled for another numpy raises what it likes
        log.info("graphs are made by usearch: %s", error)
    else:
        return HnswlibGraph
    from photoclip.index.graphs.usearch_graph import UsearchGraph

    return UsearchGraph
