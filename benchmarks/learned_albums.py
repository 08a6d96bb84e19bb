"""What ten answers are worth: a person who answers truthfully teaches albums, and the average
precision on all photos that were not asked about is compared with that of the words alone.

Folders with pictures are named by what they show; all of them make one mixed library. Pictures
in ``--others`` belong to no label; with ``--captions``, those whose caption names a label (or a
word of its kind) are answered with yes and not counted. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine

from photoclip import Library

Booleans = npt.NDArray[np.bool_]

HARD = {
    "guitar": ("my guitar things", "music"),
    "dog": ("Rex", "the pet"),
    "bathroom": ("places where we wash",),
    "elephant": ("stuff from the zoo",),
    "bedroom": ("grandma's rooms",),
    "kitchen": ("food",),
    "rain": ("bad days",),
    "sunrise": ("nice mornings",),
    "shine": ("summer trip",),
    "cloudy": ("something else",),
    "person": ("people I know",),
    "house": ("buildings", "photos"),
    "giraffe": ("animals with long necks",),
    "horse": ("farm",),
}
"""Names that people might give to an album of a label, and that say little or too much."""

KIND = {
    "person": "man men woman women boy girl people child children kid lady guy baby player crowd "
    "rider worker skier climber",
    "house": "home building cottage barn",
    "cloudy": "cloud sky overcast",
    "rain": "rainy umbrella wet",
    "shine": "sun sunny sunshine sky",
    "sunrise": "sunset dusk dawn silhouette sun",
    "dog": "puppy",
    "bathroom": "tub bath",
    "bedroom": "bed",
}
"""Words that make a caption's picture one that might as well bear the label."""


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
    counted = ~np.isin(truth.ids, np.array(asked)) & ~may
    old = average_precision(before[counted], bears[counted])
    new = average_precision(after[counted], bears[counted])
    quality = library.album_desk.learned.quality(library.albums.tree().get(album.id))
    return {
        "label": label,
        "words": words,
        "ap_before": round(old, 4),
        "ap_after": round(new, 4),
        "distance_closed": round((new - old) / max(1.0 - old, 1e-3), 4),
        "yes": quality.yes,
    }


def scores_of(library: Library, truth: Truth, album_id: int) -> npt.NDArray[np.float32]:
    """The probability of each photo, float32 (n,) in the order of the truth's ids."""
    content = library.album_desk.contents.of(library.albums.tree().get(album_id))
    found = dict(zip(content.photo_ids.tolist(), content.probabilities.tolist(), strict=True))
    return np.array([found.get(one, 0.0) for one in truth.ids.tolist()], np.float32)


def summary(rows: list[dict[str, object]]) -> dict[str, object]:
    """Means over rows: of the distances closed, and the distance that the mean AP closed."""
    before, after, closed = (
        np.array([row[key] for row in rows], np.float64)
        for key in ("ap_before", "ap_after", "distance_closed")
    )
    return {
        "ap_before": round(float(before.mean()), 4),
        "ap_after": round(float(after.mean()), 4),
        "distance_closed_mean": round(float(closed.mean()), 4),
        "distance_closed_of_means": round(
            float((after.mean() - before.mean()) / (1.0 - before.mean())), 4
        ),
        "worse": int((after < before - 0.005).sum()),
        "albums": len(rows),
    }


def read_captions(path: Path | None) -> dict[str, str]:
    """All captions of a picture as one text in small letters, by file name."""
    found: dict[str, str] = {}
    if path is not None:
        with open(path, encoding="utf-8", newline="") as file:
            for name, *caption in csv.reader(file):
                key = os.path.basename(name)
                found[key] = f"{found.get(key, '')} {' '.join(caption)}".lower()
    return found


def run(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Measure in a library made in ``folder``."""
    with Library.open(folder) as library:
        library.index(options.pictures)
        truth = Truth(library, options.others, read_captions(options.captions))
        labels = sorted({one for one in truth.labels.tolist() if one})
        plain = [taught(library, truth, one, one, options.answers) for one in labels]
        hard = [
            taught(library, truth, label, words, options.answers)
            for label in labels
            for words in HARD.get(label, ())
        ]
    return {
        "machine": describe_machine(),
        "photos": len(truth.ids),
        "answers": options.answers,
        "plain": summary(plain),
        "hard": summary(hard) if hard else None,
        "albums": [*plain, *hard],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--others", default="captioned", help="folder of pictures without a label")
    parser.add_argument("--captions", type=Path, help="CSV: picture, caption")
    parser.add_argument("--answers", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(options, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
