"""Label sets: what photos can be tagged with, in English and Korean, as plain data.

The set that comes with the application lies in ``resources/labels/everyday.json``; a library may
hold a file of the same form that changes it (``LabelSet.changed_by``).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from photoclip.core.errors import LabelError
from photoclip.core.wording import Message

MOST_LABELS = 20_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """Labels of one kind. is_exclusive: a photo has one of them at the most."""

    id: str
    english: str
    korean: str = ""
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that a photo may show.

    id: never changes, what the catalog remembers. prompt: what the model is asked instead of the
    English name, "" for the name itself. also: other names as pairs (English, Korean), either may
    be "". is_scored: False for a label that only a person gives.
    """

    id: str
    group: str
    english: str
    korean: str = ""
    prompt: str = ""
    also: tuple[tuple[str, str], ...] = ()
    is_scored: bool = True

    @property
    def text(self) -> str:
        """What stands for the label in a prompt."""
        return self.prompt or self.english

    def names(self) -> Iterator[str]:
        """Every name of it, the main ones first."""
        for pair in ((self.english, self.korean), *self.also):
            yield from filter(None, pair)


@dataclass(frozen=True)
class LabelSet:
    """Groups and labels that fit together; made by the functions of this package only.

    removed: ids of labels that a change takes out of the set below it. words: Korean words that
    are no labels, with their English ones, for translating queries.
    """

    groups: tuple[LabelGroup, ...] = ()
    labels: tuple[Label, ...] = ()
    removed: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Label]:
        """Labels by their id."""
        return {one.id: one for one in self.labels}

    @cached_property
    def _by_name(self) -> Mapping[str, Label]:
        """A main name goes before another label's further name, the first label before others."""
        found = {one.id: one for one in self.labels}
        for one in self.labels:
            for name in filter(None, (one.english, one.korean)):
                found[plain(name)] = one
        for one in self.labels:
            for name in one.names():
                found.setdefault(plain(name), one)
        return found

    def find(self, name: str) -> Label | None:
        """The label of this id, or of this English or Korean name in any spelling of its case."""
        return self.by_id.get(name) or self._by_name.get(plain(name))

    @cached_property
    def scored(self) -> tuple[Label, ...]:
        """The labels that a model is asked about."""
        return tuple(one for one in self.labels if one.is_scored)

    @cached_property
    def version(self) -> str:
        """12 hex digits of all that decides about scores: they differ when tags may differ."""
        exclusive = {one.id for one in self.groups if one.is_exclusive}
        asked = [[one.id, one.text, one.group in exclusive and one.group] for one in self.scored]
        return hashlib.blake2b(json.dumps(asked).encode(), digest_size=6).hexdigest()

    def changed_by(self, change: LabelSet) -> LabelSet:
        """This set with another one laid over it: same ids are replaced, new ones are added.

        Raises LabelError when the two do not go together.
        """
        groups = {one.id: one for one in (*self.groups, *change.groups)}
        labels = {one.id: one for one in (*self.labels, *change.labels)}
        removed = set(change.removed) - {one.id for one in change.labels}
        kept = tuple(one for one in labels.values() if one.id not in removed)
        merged = LabelSet(tuple(groups.values()), kept, (), (*self.words, *change.words))
        check(merged)
        return merged


def plain(name: str) -> str:
    """A name for comparing: composed Hangul (Unicode NFC), lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def check(labels: LabelSet) -> None:
    """Raise LabelError for the first thing that is wrong with a complete set."""
    if len(labels.labels) > MOST_LABELS:
        raise LabelError(
            Message(
                "The label set has {count:,} labels, more than {most:,}.",
                count=len(labels.labels),
                most=MOST_LABELS,
            ),
            "Leave some out.",
        )
    groups = [one.id for one in labels.groups]
    _expect_unique(groups, "group")
    _expect_unique([one.id for one in labels.labels], "label id")
    known = set(groups)
    taken: dict[str, Label] = {}
    for one in labels.labels:
        check_label(one)
        if one.group not in known:
            raise LabelError(
                Message(
                    "The label “{label}” is in the group “{group}”, which does not exist.",
                    label=one.english,
                    group=one.group,
                ),
                Message("Use one of: {groups}.", groups=", ".join(groups)),
            ).about(one.id)
        for name in {plain(name) for name in (one.english, one.korean) if name}:
            other = taken.setdefault(name, one)
            if other is not one:
                raise LabelError(
                    Message(
                        "The labels “{label}” and “{other}” have the same name “{name}”.",
                        label=other.id,
                        other=one.id,
                        name=name,
                    ),
                    "Give each label a name of its own.",
                ).about(other.id, one.id)


def check_label(label: Label) -> None:
    """Raise LabelError when a label lacks a name or has one that cannot be used."""
    if not label.id.strip() or not label.english.strip():
        raise LabelError(
            Message("A label of the group “{group}” has no name.", group=label.group),
            "Give it an English name.",
        ).about(label.id)
    for name in (label.id, label.prompt, *label.names()):
        if len(name) > LONGEST_NAME or not name.replace("\u200d", "").isprintable():
            raise LabelError(
                Message(
                    "The label “{label}” has a name that is longer than {most} characters or "
                    "holds control characters.",
                    label=label.id[:40],
                    most=LONGEST_NAME,
                ),
                "Shorten it.",
            ).about(label.id)


def _expect_unique(names: Sequence[str], kind: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise LabelError(
                Message("The {kind} “{name}” occurs twice.", kind=kind, name=name),
                "Remove one of the two.",
            )
        seen.add(name)
