"""The label set of a library: the built-in one, changed by a file of the person's own."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from photoclip.core.errors import (
    DiskFullError,
    LabelError,
    LibraryReadOnlyError,
    UnfitFileError,
    is_disk_full,
)
from photoclip.core.korean import is_korean
from photoclip.core.label_file import format_labels, located, parse_labels
from photoclip.core.labels import Label, LabelGroup, LabelSet, plain
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.core.wording import Message
from photoclip.media.whole_files import write_document

OWN_GROUP = LabelGroup("own", "My labels", "내 라벨")
LARGEST_FILE = MOST_LIST_BYTES


class LabelSetStore:
    """Reads and writes a library's label set. Any thread may use it.

    own: the person's file, which may be missing. Edits are written there; the built-in set is
    never touched. A file edited by hand is noticed at the next look.
    """

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in_path = built_in
        self.path = own
        self._lock = threading.RLock()
        self._built_in: LabelSet | None = None
        self._merged: tuple[tuple[int, int] | None, LabelSet] | None = None

    def load(self) -> LabelSet:
        """The set in use. Raises LabelError when a file is broken or contradicts itself."""
        with self._lock:
            stamp = self._stamp()
            if self._merged is None or self._merged[0] != stamp:
                self._merged = (stamp, self._read(self.text()))
            return self._merged[1]

    def with_own(self, text: str | None) -> LabelSet:
        """The set that this text in the person's file would make. Raises LabelError."""
        with self._lock:
            return self._base().changed_by(parse_own(text, self.path))

    def _read(self, text: str | None) -> LabelSet:
        own = parse_own(text, self.path)
        try:
            return self._base().changed_by(own)
        except LabelError as error:
            raise located(error, text or "", str(self.path)) from error

    def text(self) -> str | None:
        """The person's file as it is, None where there is none."""
        try:
            return read_small_text(self.path, LARGEST_FILE)
        except FileNotFoundError:
            return None
        except UnfitFileError as error:
            raise LabelError(error.message, "Mend or remove the file.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise LabelError(
                Message(
                    "The label set {path} cannot be read: {error}.", path=self.path, error=error
                ),
                "Mend or remove the file.",
            ) from error

    def write(self, text: str | None) -> None:
        """Put another text in place of the person's file, or none; it must make sense.

        Raises LabelError when it does not, LibraryReadOnlyError or DiskFullError when it cannot
        be written; the old file stays then.
        """
        with self._lock:
            self.with_own(text)
            try:
                if text is None:
                    self.path.unlink(missing_ok=True)
                else:
                    write_document(self.path, text.encode())
            except OSError as error:
                kind = DiskFullError if is_disk_full(error) else LibraryReadOnlyError
                raise kind(
                    Message(
                        "The label set {path} cannot be written: {reason}.",
                        path=self.path,
                        reason=error.strerror,
                    ),
                    "Nothing was changed.",
                ) from error
            self._merged = None

    def edited(self, edit: Callable[[LabelSet, LabelSet], LabelSet]) -> str:
        """The person's file after an edit: a function of the set in use and the own part."""
        own = parse_own(self.text(), self.path)
        return format_labels(edit(self.load(), own))

    def _base(self) -> LabelSet:
        if self._built_in is None:
            text = self._built_in_path.read_text(encoding="utf-8")
            self._built_in = LabelSet().changed_by(parse_labels(text, self._built_in_path.name))
        return self._built_in

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


def parse_own(text: str | None, path: Path) -> LabelSet:
    """The person's part of a label set; empty where there is no file."""
    return LabelSet() if text is None else parse_labels(text, str(path))


def add_label(
    english: str, korean: str = "", *, group: str = OWN_GROUP.id, is_scored: bool = True
) -> Callable[[LabelSet, LabelSet], LabelSet]:
    """An edit that adds a label. Raises LabelError where the name is taken."""

    def edit(labels: LabelSet, own: LabelSet) -> LabelSet:
        for name in filter(None, (english.strip(), korean.strip())):
            _expect_free(labels, name)
        label = Label(
            _new_id(english, labels), group, english.strip(), korean.strip(), is_scored=is_scored
        )
        groups = own.groups
        if group == OWN_GROUP.id and all(one.id != group for one in labels.groups):
            groups = (*groups, OWN_GROUP)
        return replace(own, groups=groups, labels=(*own.labels, label))

    return edit


def rename_label(
    name: str, english: str | None = None, korean: str | None = None
) -> Callable[[LabelSet, LabelSet], LabelSet]:
    """An edit that gives a label other names; its id, and all that hangs on it, stays."""

    def edit(labels: LabelSet, own: LabelSet) -> LabelSet:
        label = must_find(labels, name)
        new = replace(
            label,
            english=label.english if english is None else english.strip(),
            korean=label.korean if korean is None else korean.strip(),
            # A prompt was written for the old name.
            prompt=label.prompt if english is None else "",
        )
        return _with_label(own, new)

    return edit


def remove_label(name: str) -> Callable[[LabelSet, LabelSet], LabelSet]:
    """An edit that takes a label out of use; decisions about it are kept for its return."""

    def edit(labels: LabelSet, own: LabelSet) -> LabelSet:
        label = must_find(labels, name)
        kept = tuple(one for one in own.labels if one.id != label.id)
        removed = tuple(dict.fromkeys((*own.removed, label.id)))
        return replace(own, labels=kept, removed=removed)

    return edit


def add_synonym(
    name: str, english: str = "", korean: str = ""
) -> Callable[[LabelSet, LabelSet], LabelSet]:
    """An edit that gives a label a further name, in one language or in both."""

    def edit(labels: LabelSet, own: LabelSet) -> LabelSet:
        label = must_find(labels, name)
        pair = (english.strip(), korean.strip())
        if not any(pair):
            raise LabelError("There is no name to add.", "Say an English or a Korean one.")
        for one in filter(None, pair):
            _expect_free(labels, one)
        return _with_label(own, replace(label, also=(*label.also, pair)))

    return edit


def remove_synonym(name: str, synonym: str) -> Callable[[LabelSet, LabelSet], LabelSet]:
    """An edit that takes a further name from a label; its main names are changed, not removed."""

    def edit(labels: LabelSet, own: LabelSet) -> LabelSet:
        label, gone = must_find(labels, name), plain(synonym)
        kept = [
            ("" if plain(english) == gone else english, "" if plain(korean) == gone else korean)
            for english, korean in label.also
        ]
        if kept == list(label.also):
            raise LabelError(
                Message(
                    "“{name}” is no further name of the label “{label}”.",
                    name=synonym,
                    label=label.english,
                ),
                "Its main names can be changed instead.",
            )
        return _with_label(own, replace(label, also=tuple(one for one in kept if any(one))))

    return edit


def must_find(labels: LabelSet, name: str) -> Label:
    """The label of that name. Raises LabelError, with near names, where there is none."""
    label = labels.find(name)
    if label is None:
        from difflib import get_close_matches

        names = {plain(one): one for label in labels.labels for one in label.names()}
        close = get_close_matches(plain(name), names, n=3, cutoff=0.6)
        near = ", ".join(names[one] for one in close)
        raise LabelError(
            Message("There is no label “{name}”.", name=name),
            Message("Did you mean {names}?", names=near)
            if close
            else "“photoclip tags labels list” shows them all.",
        )
    return label


def _with_label(own: LabelSet, label: Label) -> LabelSet:
    others = tuple(one for one in own.labels if one.id != label.id)
    return replace(own, labels=(*others, label))


def _expect_free(labels: LabelSet, name: str) -> None:
    other = labels.find(name)
    if other is not None:
        called = other.korean if is_korean(name) and other.korean else other.english
        raise LabelError(
            Message("“{name}” is already a name of the label “{label}”.", name=name, label=called),
            "Choose another name.",
        )


def _new_id(english: str, labels: LabelSet) -> str:
    folded = unicodedata.normalize("NFC", english).casefold()
    stem = re.sub(r"[^\w]+", "-", folded).strip("-_") or "label"
    number, name = 1, stem
    while name in labels.by_id:
        number += 1
        name = f"{stem}-{number}"
    return name
