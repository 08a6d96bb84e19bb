"""The worker's export channel: makes copies of pictures, beside all embedding."""

from __future__ import annotations

import logging
from multiprocessing.connection import Connection

from photoclip.core.errors import ExportError, PhotoClipError
from photoclip.core.wording import Message
from photoclip.embed.worker.messages import ExportRequest, PictureExported, RequestFailed
from photoclip.media.export import export_picture

log = logging.getLogger(__name__)


def serve_exports(exports: Connection) -> None:
    """Answer one request after the other until the app is gone."""
    while True:
        try:
            exports.send(_answer(exports.recv()))
        except (EOFError, OSError):
            # The app is gone. The thread of the queries sees it too and ends the process.
            return


def _answer(request: ExportRequest) -> PictureExported | RequestFailed:
    try:
        return PictureExported(export_picture(request.job))
    except PhotoClipError as error:
        return RequestFailed(error)
    except Exception as error:
        log.exception("a copy could not be made")
        return RequestFailed(
            ExportError(Message("The copy could not be made: {error}.", error=repr(error)))
        )
