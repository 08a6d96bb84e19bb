"""Tags in the person's language: their names, how sure a model was, where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from photoclip.core.labels import Label, LabelSet, plain
from photoclip.core.tagging import SharedTag, TagOrigin
from photoclip.gui.language import words

VERY_LIKELY, LIKELY = 0.9, 0.75


def is_korean() -> bool:
    """Whether the window speaks Korean."""
    return QLocale().language() == QLocale.Language.Korean


def name(label: Label) -> str:
    """What a label is called in the window's language."""
    return words.printable(label.korean if is_korean() and label.korean else label.english)


def other_name(label: Label) -> str:
    """Its name in the other language, "" where it has none."""
    return words.printable(label.english if is_korean() and label.korean else label.korean)


def sureness(probability: float) -> str:
    """A probability in words and percent."""
    if probability >= VERY_LIKELY:
        text = QCoreApplication.translate("Tags", "very likely, {percent} %")
    elif probability >= LIKELY:
        text = QCoreApplication.translate("Tags", "likely, {percent} %")
    else:
        text = QCoreApplication.translate("Tags", "perhaps, {percent} %")
    return text.format(percent=words.number(min(99, round(100 * probability))))


def origin(one: TagOrigin) -> str:
    """Which model derived a tag, from which labels, asked in which way."""
    text = QCoreApplication.translate("Tags", "Model {model}, labels {version}, prompts {prompts}")
    return text.format(
        model=words.printable(one.model_key), version=one.label_version, prompts=one.prompts
    )


def told(tag: SharedTag) -> list[str]:
    """Who says that a tag is right, line by line."""
    lines = []
    if tag.certain:
        lines.append(QCoreApplication.translate("Tags", "Said by you"))
    if tag.probability is not None:
        text = QCoreApplication.translate("Tags", "Said by the model: {sureness}")
        lines.append(text.format(sureness=sureness(tag.probability)))
    return [*lines, *map(origin, tag.origins)]


@dataclass(frozen=True, slots=True)
class Match:
    """A label that fits what is typed. note: its name in the other language, or what fitted."""

    label: Label
    title: str
    note: str


class Vocabulary:
    """Finds labels by the beginning of any of their names."""

    def __init__(self, labels: LabelSet) -> None:
        self.labels = labels
        names = [(plain(each), one, each) for one in labels.labels for each in one.names()]
        self._names = sorted(names, key=lambda entry: (len(entry[0]), entry[0]))

    def find(self, text: str) -> Label | None:
        """The label of exactly this name."""
        return self.labels.find(text)

    def matches(self, text: str, most: int) -> list[Match]:
        """Labels with a name that begins so, then those with a word in it that does."""
        typed = plain(text)
        if not typed:
            return []
        begun = [one for one in self._names if one[0].startswith(typed)]
        inside = f" {typed}"
        within = [one for one in self._names if inside in one[0]] if len(begun) < most else []
        found: dict[str, Match] = {}
        for _, label, fitted in (*begun, *within):
            if label.id not in found:
                found[label.id] = _match(label, fitted)
                if len(found) == most:
                    break
        return list(found.values())


def names_of(labels: Sequence[Label]) -> dict[str, str]:
    """Names in the window's language, by the id of the label."""
    return {one.id: name(one) for one in labels}


def _match(label: Label, fitted: str) -> Match:
    title = name(label)
    is_main = fitted in (label.english, label.korean)
    return Match(label, title, other_name(label) if is_main else words.printable(fitted))
