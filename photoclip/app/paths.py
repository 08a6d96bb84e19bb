"""Where things lie on this machine. The only module that knows appdirs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import appdirs

from photoclip.core.errors import PhotoClipError

NAME = "PhotoClip"


def default_library_folder() -> Path:
    """Where the person's library lies unless they name another place.

    The variable PHOTOCLIP_LIBRARY moves it.
    """
    chosen = os.environ.get("PHOTOCLIP_LIBRARY")
    return Path(chosen) if chosen else Path(appdirs.user_data_dir(NAME, appauthor=False))


def cache_folder() -> Path:
    """Where exported models and measurements lie, shared by all libraries; may be deleted.

    The variable PHOTOCLIP_CACHE_DIR moves it.
    """
    chosen = os.environ.get("PHOTOCLIP_CACHE_DIR")
    return Path(chosen) if chosen else Path(appdirs.user_cache_dir(NAME, appauthor=False))


def resources_folder() -> Path:
    """The files that come with the application: starter model, sample photos, prompts."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if frozen is not None:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if (place / "models").is_dir():
            return place
    raise PhotoClipError(
        "The files that come with PhotoClip (its model and sample photos) are missing.",
        "Install PhotoClip again.",
    )
