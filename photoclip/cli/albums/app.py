"""``photoclip albums``: all its commands under one name."""

from __future__ import annotations

import typer

from photoclip.cli.albums import commands, exchange, review

albums_app = typer.Typer(
    help="Make, fill and hand on albums. An album is named by its path, as in “Trips/Seoul”, "
    "or by its name where only one has it.",
    no_args_is_help=True,
)

for _part in (commands, exchange, review):
    for _name, _command in _part.COMMANDS.items():
        albums_app.command(_name)(_command)
