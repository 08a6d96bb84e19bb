"""Ends the worker when the app is gone, whatever the worker is doing at that moment.

The app holds one end of a pipe and never writes to it; when it ends, for whatever reason, the
system closes that end. A thread notices, but not while code in C keeps Python's lock (a model that
is loaded, exported or measured does so for seconds). Where the kernel can send a signal for a
pipe that was closed (Linux: fcntl(2), O_ASYNC and F_SETSIG), it ends the process by itself.
PR_SET_PDEATHSIG would not do: it goes by the thread that made the process, not by the app.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

GONE = 0
"""Exit code of a worker whose app is gone: nothing is wrong with the worker."""


def end_with(life: Connection) -> None:
    """From now on this process ends as soon as the other end of ``life`` is closed."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        _ask_kernel(life.fileno())
    threading.Thread(target=_wait, args=(life,), name="lifeline", daemon=True).start()


def _ask_kernel(descriptor: int) -> None:
    if sys.platform != "linux":
        return
    import fcntl

    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGKILL)
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)


def _wait(life: Connection) -> None:
    # Also for an app that went before the kernel was asked.
    with contextlib.suppress(EOFError, OSError):
        life.recv_bytes()
    os._exit(GONE)
