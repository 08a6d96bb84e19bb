"""``photoclip`` on the shell. Light at import, since the worker's start passes through here."""

from __future__ import annotations

import multiprocessing


def main() -> None:
    """Run the command that was typed."""
    multiprocessing.freeze_support()
    from photoclip.cli.main import run

    run()


if __name__ == "__main__":
    main()
