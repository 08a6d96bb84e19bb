"""The program ``photoclip``: a command on the shell, or the window when there is none.

Light at import, since the worker's start passes through here.
"""

from __future__ import annotations

from photoclip.interrupts import end_at_once

if __name__ in ("__main__", "photoclip.__main__"):
    # Ctrl+C may come while everything else is still being imported.
    end_at_once()

import multiprocessing
import sys


def main() -> None:
    """Do what was typed."""
    end_at_once()
    multiprocessing.freeze_support()
    from photoclip.start import has_display, window_request

    request = window_request(sys.argv[1:])
    if request is None:
        from photoclip.cli.main import run

        run()
    elif has_display():
        from photoclip.gui.app import run_window

        sys.exit(run_window(request))
    else:
        from photoclip.cli.main import stay_on_the_shell

        sys.exit(stay_on_the_shell())


if __name__ == "__main__":
    main()
