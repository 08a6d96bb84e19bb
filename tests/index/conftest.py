"""Both libraries of graphs, for tests that hold whichever is used."""

from __future__ import annotations

import pytest

from photoclip.index.graphs import choice
from photoclip.index.graphs.graph import Graph
from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
from photoclip.index.graphs.usearch_graph import UsearchGraph


@pytest.fixture(params=[HnswlibGraph, UsearchGraph], ids=lambda one: one.LIBRARY)
def graphs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[Graph]:
    """The library that makes graphs in this test."""
    chosen: type[Graph] = request.param
    monkeypatch.setattr(choice, "graph_class", lambda: chosen)
    return chosen
