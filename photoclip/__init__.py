"""PhotoClip: find and organize the photos on your own computer by what they show.

``Library`` is the way in from Python, ``PhotoClipError`` what it raises for everything that a
person can mend. Both are imported on first use, so that importing the package costs next to
nothing.
"""

from __future__ import annotations

# First of all, in every process: it switches off what dependencies would report.
from photoclip import privacy as privacy

# Not typing's: the import would take longer than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"
__all__ = ["Library", "PhotoClipError", "__version__"]

_HOMES = {"Library": "photoclip.app.library", "PhotoClipError": "photoclip.core.errors"}

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.errors import PhotoClipError


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'photoclip' has no attribute {name!r}")
