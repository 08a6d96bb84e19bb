"""What ten answers are worth: a person who answers truthfully teaches albums, and the average
precision on all photos that were not asked about is compared with that of the words alone.

Folders with pictures are named by what they show; all of them make one mixed library. Pictures
in ``--others`` belong to no label; with ``--captions``, those whose caption names a label (or a
word of its kind) are answered with yes and not counted, and words of the captions are taught to
albums of a library of these pictures alone. One library of everything is one draw: what a single
label gains or loses in it is mostly luck. ``--parts`` draws some libraries of three quarters of
the pictures instead and averages over them. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parent))

from album_names import HARD, KIND, WORDS
from machine import describe_machine

from photoclip import Library
from photoclip.core.albums import USUAL_CUT_OFF

Booleans = npt.NDArray[np.bool_]
Rows = dict[str, list[dict[str, object]]]

SLIDER = (USUAL_CUT_OFF, 0.75)
"""Cut-offs at which albums of words are measured before any answer."""

PART = 0.75
SUFFIXES = (".jpg", ".jpeg", ".png")


def average_precision(scores: npt.NDArray[np.float32], is_right: Booleans) -> float:
    """Precision at each right photo, averaged (Manning et al. 2008, section 8.4)."""
    right = is_right[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(precision[right].mean())


class Truth:
    """Which label each photo of a library bears, and which ones it may bear besides."""

    def __init__(self, library: Library, others: str, captions: Mapping[str, str]) -> None:
        ids = library.browse.ids()
        paths = library.details.paths(ids)
        self.ids = np.array(sorted(paths), np.int64)
        names = [Path(paths[one]) for one in self.ids.tolist()]
        self.labels = np.array(
            ["" if one.parent.name == others else one.parent.name for one in names]
        )
        self.captions = [captions.get(one.name, "") for one in names]

    def of(self, label: str) -> tuple[Booleans, Booleans]:
        """(bears it, may bear it as well), bool (n,) in the order of ``ids``."""
        words = "|".join(f"{one}s?" for one in [label, *KIND.get(label, "").split()])
        named = re.compile(rf"\b({words})\b")
        may = np.array([bool(named.search(one)) for one in self.captions])
        is_label = self.labels == label
        return is_label, may & ~is_label


class WordTruth(Truth):
    """The same of a word that captions say: at least two of a picture's, or just one."""

    def of(self, label: str) -> tuple[Booleans, Booleans]:
        named = re.compile(rf"\b({'|'.join([label, *WORDS[label].split()])})\b")
        times = np.array(
            [sum(bool(named.search(one)) for one in part.split("\n")) for part in self.captions]
        )
        return times >= 2, times == 1


def taught(
    library: Library, truth: Truth, label: str, words: str, answers: int
) -> dict[str, object]:
    """Make an album of ``words``, answer what it asks, and measure before and after."""
    bears, may = truth.of(label)
    said_yes = dict(zip(truth.ids.tolist(), (bears | may).tolist(), strict=True))
    album = library.albums.create(f"{label}: {words}", "learned", query=words, cut_off=0.0)
    before = scores_of(library, truth, album.id)
    asked = []
    for _ in range(answers):
        (photo_id,) = library.album_desk.learned.questions(library.albums.tree().get(album.id))
        asked.append(int(photo_id))
        library.albums.judge(album.id, [asked[-1]], said_yes[asked[-1]])
    after = scores_of(library, truth, album.id)
    is_open = ~np.isin(truth.ids, np.array(asked))
    counted = is_open & ~may
    old = average_precision(before[counted], bears[counted])
    new = average_precision(after[counted], bears[counted])
    filled = replace(library.albums.tree().get(album.id), cut_off=None)
    quality = library.album_desk.learned.quality(filled)
    is_right = (bears | may)[is_open]
    return {
        "label": label,
        "words": words,
        "ap_before": old,
        "ap_after": new,
        "distance_closed": (new - old) / max(1.0 - old, 1e-3),
        "yes": quality.yes,
        "precision_shown": quality.precision,
        **precision(after[is_open], is_right),
        "log_loss_before": log_loss(before[is_open], is_right),
        "log_loss_after": log_loss(after[is_open], is_right),
    }


def precision(found: npt.NDArray[np.float32], is_right: Booleans) -> dict[str, float | None]:
    """Of what an album takes of the photos not asked about: the true and the expected one; None
    for fewer than three photos."""
    taken = found >= USUAL_CUT_OFF
    is_known = int(taken.sum()) >= 3
    return {
        "precision_of_rest": float(is_right[taken].mean()) if is_known else None,
        "precision_expected": float(found[taken].mean()) if is_known else None,
    }


def slider(library: Library, truth: Truth, label: str) -> dict[str, object]:
    """What an album of words says of itself before any answer, and what is true of it."""
    bears, may = truth.of(label)
    album = library.albums.create(f"Words: {label}", "auto", query=label, cut_off=0.0)
    found = scores_of(library, truth, album.id)
    row: dict[str, object] = {"label": label, "words": label}
    for cut_off in SLIDER:
        taken = found >= cut_off
        is_known = int(taken.sum()) >= 3
        row[f"expected_{cut_off}"] = float(found[taken].mean()) if is_known else None
        row[f"true_{cut_off}"] = float((bears | may)[taken].mean()) if is_known else None
        row[f"recall_{cut_off}"] = float(taken[bears].mean()) if bears.any() else None
    return row


def log_loss(found: npt.NDArray[np.float32], is_right: Booleans) -> float:
    """The mean of -log of the probability of what is true, bounded at a millionth."""
    right = np.clip(np.where(is_right, found, 1.0 - found), 1e-6, None)
    return float(-np.log(right).mean())


def scores_of(library: Library, truth: Truth, album_id: int) -> npt.NDArray[np.float32]:
    """The probability of each photo, float32 (n,) in the order of the truth's ids."""
    content = library.album_desk.contents.of(library.albums.tree().get(album_id))
    found = dict(zip(content.photo_ids.tolist(), content.probabilities.tolist(), strict=True))
    return np.array([found.get(one, 0.0) for one in truth.ids.tolist()], np.float32)


def merged(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """One row for each album: the means over libraries, of those where a number is known."""
    albums = dict.fromkeys((str(row["label"]), str(row["words"])) for row in rows)
    made = []
    for label, words in albums:
        same = [row for row in rows if (row["label"], row["words"]) == (label, words)]
        row: dict[str, object] = {"label": label, "words": words}
        for key in [one for one in same[0] if one not in row]:
            known = [float(str(one[key])) for one in same if one[key] is not None]
            row[key] = round(float(np.mean(known)), 4) if known else None
        made.append(row)
    return made


def summary(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Means over albums. worse: how many lost more than half a hundredth."""
    before, after = (
        np.array([row[key] for row in rows], np.float64) for key in ("ap_before", "ap_after")
    )
    keys = [one for one in rows[0] if one not in ("label", "words", "yes")]
    means: dict[str, object] = {}
    for key in keys:
        known = [float(str(row[key])) for row in rows if row[key] is not None]
        means[key] = round(float(np.mean(known)), 4) if known else None
    return {**means, "worse": int((after < before - 0.005).sum()), "albums": len(rows)}


def read_captions(path: Path | None) -> dict[str, str]:
    """All captions of a picture as one text in small letters, by file name."""
    found: dict[str, str] = {}
    if path is not None:
        with open(path, encoding="utf-8", newline="") as file:
            for name, *caption in csv.reader(file):
                key = os.path.basename(name)
                found[key] = f"{found.get(key, '')}\n{' '.join(caption)}".lower()
    return found


def teach_labels(options: argparse.Namespace, pictures: Path, folder: Path) -> Rows:
    """Albums of labels, by plain names and by bad ones, in a library made in ``folder``."""
    with Library.open(folder) as library:
        library.index(pictures)
        truth = Truth(library, options.others, read_captions(options.captions))
        labels = sorted({one for one in truth.labels.tolist() if one})
        answers = options.answers
        plain = [taught(library, truth, one, one, answers) for one in labels]
        hard = [
            taught(library, truth, label, words, answers)
            for label in labels
            for words in HARD.get(label, ())
        ]
        with_slider = [slider(library, truth, one) for one in labels]
    return {"plain": plain, "hard": hard, "slider": with_slider}


def teach_words(options: argparse.Namespace, pictures: Path, folder: Path) -> Rows:
    """Albums of words that captions say, in a library of the captioned pictures alone."""
    with Library.open(folder) as library:
        library.index(pictures / options.others)
        truth = WordTruth(library, options.others, read_captions(options.captions))
        words = [taught(library, truth, one, one, options.answers) for one in WORDS]
        with_slider = [slider(library, truth, one) for one in WORDS]
    return {"words": words, "slider of words": with_slider}


def drawn(pictures: Path, folder: Path, seed: int) -> Path:
    """A copy of three quarters of the pictures, in ``folder``."""
    found = sorted(one for one in pictures.rglob("*") if one.suffix.lower() in SUFFIXES)
    is_in = np.random.default_rng(seed).random(len(found)) < PART
    for path in (one for one, is_chosen in zip(found, is_in, strict=True) if is_chosen):
        target = folder / path.relative_to(pictures)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def run(options: argparse.Namespace) -> dict[str, object]:
    """Teach the albums in each of the libraries, and average."""
    rows: Rows = defaultdict(list)
    for seed in range(max(options.parts, 1)):
        with tempfile.TemporaryDirectory() as scratch:
            place = Path(scratch)
            pictures = options.pictures
            if options.parts:
                pictures = drawn(pictures, place / "pictures", seed)
            found = teach_labels(options, pictures, place / "labels")
            if options.captions:
                found |= teach_words(options, pictures, place / "words")
        for kind, new in found.items():
            rows[kind].extend(new)
    albums = {kind: merged(part) for kind, part in rows.items() if part}
    return {
        "machine": describe_machine(),
        "answers": options.answers,
        "libraries": max(options.parts, 1),
        "summary": {kind: summary(part) for kind, part in albums.items() if "slider" not in kind},
        "albums": albums,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--others", default="captioned", help="folder of pictures without a label")
    parser.add_argument("--captions", type=Path, help="CSV: picture, caption")
    parser.add_argument("--answers", type=int, default=10)
    parser.add_argument("--parts", type=int, default=0, help="how many random libraries")
    print(json.dumps(run(parser.parse_args()), indent=1))


if __name__ == "__main__":
    main()
