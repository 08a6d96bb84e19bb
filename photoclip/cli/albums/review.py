"""``photoclip albums review``: teach an album with yes and no, one photo after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from photoclip.cli import opening
from photoclip.cli.albums.shared import AlbumName, AsJson, say_quality
from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.albums import AlbumKind
from photoclip.core.errors import AlbumError
from photoclip.core.wording import Message

if TYPE_CHECKING:
    from photoclip.app.library import Library

QUESTIONS = 20
ANSWERS = "y: it belongs, n: it does not, s: skip, u: take the last answer back, q: enough"


def review_album(
    name: AlbumName,
    count: Annotated[
        int, typer.Option("--count", min=1, help="Ask about so many photos at most.")
    ] = QUESTIONS,
    as_json: AsJson = False,
) -> None:
    """Ask whether photos belong in an album, the most useful ones first; it learns from each.

    Answers are read a line at a time, typed or piped in: y, n, s to skip, u to take the last one
    back, q for enough. What was answered is kept, whenever it ends.
    """
    with opening.open_library(to_write=True) as library:
        review = ShellReview(library, name)
        review.run(count)
        quality = library.album_desk.learned.quality(library.albums.tree().get(review.album_id))
    if as_json:
        say_json({"answered": review.answered, "skipped": review.skipped, **asdict(quality)})
        return
    say(f"Answered {counted(review.answered, 'question')}.")
    say_quality(quality)


class ShellReview:
    """One review, from the first question to the last."""

    def __init__(self, library: Library, name: str) -> None:
        """Raises AlbumError for an album that does not learn."""
        album = library.albums.find(name)
        if album.kind not in (AlbumKind.AUTO, AlbumKind.LEARNED):
            raise AlbumError(
                Message("“{name}” does not learn from answers.", name=album.name),
                "Albums of words, of labels and learned ones do.",
            )
        self.album_id = album.id
        self._library = library
        self._steps: list[tuple[int, bool | None]] = []
        self._again: int | None = None

    @property
    def answered(self) -> int:
        """Photos that were said to belong or not."""
        return sum(said is not None for _, said in self._steps)

    @property
    def skipped(self) -> int:
        """Photos that were passed over."""
        return len(self._steps) - self.answered

    def run(self, count: int) -> None:
        """Ask until there is nothing to ask, so many were asked, or the person has enough."""
        answers = _answers()
        note(ANSWERS)
        while len(self._steps) < count:
            photo_id = self._next()
            if photo_id is None:
                note("There is nothing more to ask.")
                return
            path = self._library.details.paths([photo_id]).get(photo_id, "")
            note(f"{len(self._steps) + 1}  {printable(path)}")
            answer = next(answers, "q")
            if answer == "q":
                return
            self._take(photo_id, answer)

    def _next(self) -> int | None:
        if self._again is not None:
            again, self._again = self._again, None
            return again
        album = self._library.albums.tree().get(self.album_id)
        passed_over = [photo_id for photo_id, said in self._steps if said is None]
        asked = self._library.album_desk.learned.questions(album, 1, passed_over)
        return int(asked[0]) if len(asked) else None

    def _take(self, photo_id: int, answer: str) -> None:
        if answer != "u":
            said = {"y": True, "n": False}.get(answer)
            if said is not None:
                self._library.albums.judge(self.album_id, [photo_id], said)
            self._steps.append((photo_id, said))
        elif self._steps:
            self._again, said = self._steps.pop()
            if said is not None:
                self._library.albums.judge(self.album_id, [self._again], None)
        else:
            note("There is no answer to take back.")


def _answers() -> Iterator[str]:
    """The answers that can be understood, until the input ends."""
    for line in sys.stdin:
        answer = line.strip().lower()[:1]
        if answer in set("ynsuq"):
            yield answer
        else:
            note(ANSWERS)


COMMANDS = {
    "review": review_album,
}
