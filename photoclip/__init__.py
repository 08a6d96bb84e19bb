"""PhotoClip: find and organize the photos on your own computer by what they show.

``Library`` is the way in from Python; it is imported on first use, so that importing the package
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Library", "__version__"]

if TYPE_CHECKING:
    from photoclip.app.library import Library


def __getattr__(name: str) -> Any:
    if name == "Library":
        from photoclip.app.library import Library

        return Library
    raise AttributeError(f"module 'photoclip' has no attribute {name!r}")
