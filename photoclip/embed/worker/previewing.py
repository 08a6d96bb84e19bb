"""The worker's picture channel: decodes for a person's eyes, beside all embedding."""

from __future__ import annotations

import logging
import os
from multiprocessing.connection import Connection
from pathlib import Path

from photoclip.core.errors import DiskFullError, PhotoClipError, PictureError, is_disk_full
from photoclip.core.models import Problem
from photoclip.embed.worker.messages import MakePreview, PreviewMade, RequestFailed
from photoclip.media.decode import decode
from photoclip.media.fingerprint import check_regular, picture_error_of
from photoclip.media.previews import encode_preview
from photoclip.media.thumbnails import make_thumbnail
from photoclip.media.whole_files import write_whole

log = logging.getLogger(__name__)

IN_FULL = 1 << 30
"""A shorter side that no picture has: nothing is reduced."""
MOST_SIDE = 65_500
"""JPEG's own limit for the sides of a picture, in pixels."""


def serve_previews(pictures: Connection) -> None:
    """Answer one request after the other until the app is gone."""
    while True:
        try:
            request = pictures.recv()
            pictures.send(_answer(request))
        except (EOFError, OSError):
            # The app is gone. The thread of the queries sees it too and ends the process.
            return


def _answer(request: MakePreview) -> PreviewMade | RequestFailed:
    try:
        make_preview(request)
    except PhotoClipError as error:
        return RequestFailed(error)
    except Exception as error:
        log.exception("a preview could not be made")
        message = f"The picture could not be read ({type(error).__name__})."
        return RequestFailed(PictureError(Problem.UNREADABLE, message))
    return PreviewMade()


def make_preview(request: MakePreview) -> None:
    """Decode and write. Raises PictureError, and DiskFullError where there is no room for it."""
    edge = request.edge
    try:
        check_regular(os.stat(request.path))
        with open(request.path, "rb") as file:
            # A file that is away says so here, whatever the decoder would make of it.
            file.read(1)
    except OSError as error:
        raise picture_error_of(error) from error
    image = decode(request.path, os.path.basename(request.path), min_edge=edge or IN_FULL).image
    image = make_thumbnail(image, min(edge or MOST_SIDE, MOST_SIDE))
    try:
        write_whole(Path(request.target), encode_preview(image))
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(
                "There is no room left on the disk of the library.", "Make some room there."
            ) from error
        raise
