"""Gathers what the library says to people into one list that Qt's translation tools read.

Run it with ``python packaging/library_words.py`` after a sentence was added or changed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "resources" / "translations" / "library_words.py"
SOURCES = ("core", "media", "ingest", "embed", "index", "catalog", "services", "app", "cli")
HEAD = '''"""What the library says to people: the list that Qt's translation tools read.

Written by packaging/library_words.py; nothing here runs but the import.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

# One sentence a line.
# ruff: noqa: E501
# fmt: off
WORDS = (
'''


def gather() -> list[str]:
    """Every sentence given to Message or to a known error, and templates named as constants."""
    errors = _error_names()
    found: set[str] = set()
    for layer in SOURCES:
        for path in sorted((ROOT / "photoclip" / layer).rglob("*.py")):
            found.update(_sentences(ast.parse(path.read_text(encoding="utf-8")), errors))
    return sorted(found)


def text_of_list() -> str:
    """What the list has to be."""
    lines = "".join(f'    QT_TRANSLATE_NOOP("Library", {_quoted(one)}),\n' for one in gather())
    return f"{HEAD}{lines})\n"


def _error_names() -> set[str]:
    tree = ast.parse((ROOT / "photoclip" / "core" / "errors.py").read_text(encoding="utf-8"))
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.ClassDef)}


def _sentences(tree: ast.Module, errors: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            if name == "Message":
                yield from _texts(node.args[:1])
            elif name in errors or name == "_problem":
                yield from _texts(node.args)
        elif isinstance(node, ast.Assign) and "{" in "".join(_texts([node.value])):
            # A template that is named before it is used, such as NOT_READ in ingest/scanner.py.
            yield from (one for one in _texts([node.value]) if one.endswith("."))


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    LIST.write_text(text_of_list(), encoding="utf-8")
