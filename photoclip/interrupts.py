"""Ctrl+C: what a person who presses it sees is the end of the program, never a traceback.

Python raises KeyboardInterrupt wherever it happens to be: in an import, in a callback of SQLite, in
its own shutdown. So the program ends by itself, at once, but for the moments in which a command
asks for the error to close what it has open. Every kill is survived; this one is no worse. Imports
nothing but what Python has loaded by itself.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]
import atexit
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

STOPPED = 128 + 2
"""What a shell reports of a program that Ctrl+C ended."""

_SHOW_CURSOR = b"\x1b[?25h"
_NEW_LINE = b"\r\n"


def end_at_once() -> None:
    """From now on Ctrl+C ends this process, unless the one who started it has it ignored.

    Does nothing outside the main thread, and where a program that uses the library has its own
    way.
    """
    if _is_ours():
        signal.signal(signal.SIGINT, _leave)
        # Python's own end would give the signal back to the system, which kills without a code of
        # ours. Registered first, so that it is done last, when all else is closed.
        atexit.register(_end_unharmed)


def call_once(act: Callable[[], object] | None = None) -> None:
    """The next Ctrl+C calls ``act``, or raises KeyboardInterrupt, so that what is open can be
    closed; one more ends the process at once."""

    def close(_signal: int, _frame: object) -> None:
        _State.is_interrupted = True
        signal.signal(signal.SIGINT, _leave)
        if act is None:
            raise KeyboardInterrupt
        act()

    if _is_ours():
        _State.closing = close
        signal.signal(signal.SIGINT, close)
        # Raised where nothing can catch it, in a finaliser or a callback, it would be printed.
        sys.unraisablehook = _unraisable


def was_interrupted() -> bool:
    """Whether Ctrl+C was pressed in this process."""
    return _State.is_interrupted


def leave() -> NoReturn:
    """End this process now, with what was printed so far and a terminal as it was."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # a reader that has gone, a stream that is being written to right now
            continue
    try:
        if os.isatty(2):
            os.write(2, _SHOW_CURSOR + _NEW_LINE)
    finally:
        os._exit(STOPPED)


class _State:
    is_interrupted = False
    closing: object = None


def _is_ours() -> bool:
    try:
        now = signal.getsignal(signal.SIGINT)
        if now not in (signal.default_int_handler, _leave, _State.closing):
            return False
        signal.signal(signal.SIGINT, now)
    except ValueError:  # another thread than the main one
        return False
    return True


def _end_unharmed() -> None:
    if _is_ours():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(_signal: int, _frame: object) -> None:
    _State.is_interrupted = True
    leave()


def _unraisable(error: Any) -> None:
    if not _State.is_interrupted:
        sys.__unraisablehook__(error)
