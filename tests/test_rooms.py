"""How the house is built: no circles, no crowded folders, and each room says what it is for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from scenery import ROOT

PACKAGE = ROOT / "photoclip"
MOST_MODULES = 25


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    return {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """Every module of the package that another one names, for type checkers only as well."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{one.name}" for one in node.names} & set(known)
            found |= inside or ({node.module} & set(known))
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names} & set(known)
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Tarjan's strongly connected components (SIAM J. Comput. 1, 1972) of more than one module."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in stack:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            together = stack[stack.index(name) :]
            del stack[-len(together) :]
            if len(together) > 1 or name in graph[name]:
                found.append(sorted(together))

    for name in graph:
        if name not in order:
            visit(name)
    return found


def test_a_circle_would_be_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}, "e": set()}
    assert circles(graph) == [["b", "c"], ["d"]]


def test_no_modules_refer_to_one_another_in_a_circle() -> None:
    known = modules()
    graph = {name: imports(path, known) - {"photoclip"} for name, path in known.items()}
    assert sum(map(len, graph.values())) > 1000
    assert circles(graph) == []


def test_no_folder_is_crowded() -> None:
    counts: dict[Path, int] = {}
    for path in modules().values():
        if path.name != "__init__.py":
            counts[path.parent] = counts.get(path.parent, 0) + 1
    crowded = {str(folder): count for folder, count in counts.items() if count > MOST_MODULES}
    assert crowded == {}


def test_each_room_says_what_lives_there_and_what_may_not_come_in() -> None:
    silent = []
    for path in modules().values():
        inner = len(path.relative_to(PACKAGE).parts) > 2
        if path.name == "__init__.py" and inner:
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            if len([one for one in said.split("\n\n") if one.strip()]) < 2:
                silent.append(dotted(path))
    assert silent == []


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", *(f"docs/{one.name}" for one in
             sorted((ROOT / "docs").glob("*.md")))]  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_module_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/.])((?:photoclip/)?(?:[a-z_]+/)+[a-z_]+\.py)\b", text))
    places = (ROOT, PACKAGE)
    missing = [one for one in sorted(named) if not any((two / one).is_file() for two in places)]
    assert missing == []


def test_both_ways_are_shown_as_pictures() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    ways = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    assert [len(re.findall(r"\.py", one)) > 10 for one in ways] == [True, True]
