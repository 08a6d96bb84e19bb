"""``photoclip status``: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photoclip.cli.output import printable, say, say_json, size_text
from photoclip.core.models import FileState, LibraryStatus, ProblemFile

if TYPE_CHECKING:
    from photoclip.app.library import Library


def run_status(library: Library, *, with_problems: bool, as_json: bool) -> None:
    """Print counts, folders and models, and on request every problem."""
    status = library.status()
    problems = library.problems() if with_problems else []
    if as_json:
        say_json(_as_dictionary(status, problems, with_problems=with_problems))
        return
    failed = status.files.get(FileState.FAILED, 0)
    say(f"Library   {printable(status.folder)}")
    say(f"Photos    {status.photos:,} findable, {status.waiting:,} waiting, {failed:,} skipped")
    size = size_text(status.catalog_bytes)
    say(f"Space     catalog {size}, thumbnails {size_text(status.thumbnail_bytes)}")
    backup = status.last_backup
    say(f"Backup    {backup.astimezone():%Y-%m-%d %H:%M}" if backup else "Backup    none yet")
    for key, count in status.models.items():
        say(f"Model     {key}: {count:,} photos")
    for one in status.folders:
        count = one.files.get(FileState.READY, 0)
        away = ", away" if one.folder.is_offline else ""
        say(f"Folder    {printable(str(one.folder.path))} ({count:,} photos{away})")
    for problem in problems:
        say(f"Skipped   {printable(problem.path)}: {printable(problem.message)}")


def _as_dictionary(
    status: LibraryStatus, problems: list[ProblemFile], *, with_problems: bool
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "library": status.folder,
        "photos": status.photos,
        "waiting": status.waiting,
        "skipped": status.files.get(FileState.FAILED, 0),
        "catalog_bytes": status.catalog_bytes,
        "thumbnail_bytes": status.thumbnail_bytes,
        "last_backup": status.last_backup.isoformat() if status.last_backup else None,
        "models": status.models,
        "folders": [
            {
                "path": str(one.folder.path),
                "photos": one.files.get(FileState.READY, 0),
                "offline": one.folder.is_offline,
            }
            for one in status.folders
        ],
    }
    if with_problems:
        result["problems"] = [
            {"path": one.path, "problem": one.problem.value, "message": one.message}
            for one in problems
        ]
    return result
