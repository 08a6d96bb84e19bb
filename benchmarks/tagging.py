"""Tags a synthetic library anew, from stored vectors: seconds, including what is written.

    python benchmarks/tagging.py --photos 100000 --labels 500

Prints one JSON object and keeps it in benchmarks/results/tagging.json with --keep. The labels'
vectors are synthetic too, and lie so that a photo gets about two tags.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic_library import make_library
from synthetic_vectors import Array, PhotoSpace

from photoclip import Library
from photoclip.app.paths import resources_folder
from photoclip.app.tagging import LABELS_NAME
from photoclip.core.label_file import format_labels
from photoclip.core.labels import Label, LabelSet
from photoclip.embed.models.prompts import load_templates
from photoclip.relevance.zeroshot import BACKGROUND, TagScorer
from photoclip.services.search.vector_file import KnownTexts, write_vectors
from photoclip.services.tags.label_sets import OWN_GROUP
from photoclip.services.tags.label_vectors import LabelVectors
from photoclip.services.tags.runs import MANY_LABELS

RESULTS = Path(__file__).resolve().parent / "results" / "tagging.json"
TAGS_A_PHOTO = 2.0
LOGIT_SCALE = 3.22


def label_set(library: Path, count: int) -> list[str]:
    """Replace the built-in labels of a library by ``count`` made-up ones; their names."""
    names = [f"label-{number}" for number in range(count)]
    with Library.open(library) as opened:
        removed = tuple(one.id for one in opened.tags.labels().labels if one.id not in names)
    labels = tuple(Label(name, OWN_GROUP.id, name) for name in names)
    text = format_labels(LabelSet((OWN_GROUP,), labels, removed))
    (library / LABELS_NAME).write_text(text, encoding="utf-8")
    return names


def write_cache(cache: Path, model_key: str, names: list[str], space: PhotoSpace) -> None:
    """Synthetic vectors of labels, and a bias that lets TAGS_A_PHOTO of them pass."""
    texts = [*names, *BACKGROUND]
    rows = space.texts(len(texts))
    bias = passing_bias(space.photos(2000, seed=77), rows[: len(names)])
    templates = load_templates(
        resources_folder(), "openai80" if len(names) <= MANY_LABELS else "openai7"
    )
    place = LabelVectors([cache / "labels"], model_key, templates).path
    place.parent.mkdir(parents=True, exist_ok=True)
    write_vectors(place, KnownTexts(dict(zip(texts, rows, strict=True)), LOGIT_SCALE, bias))


def passing_bias(photos: Array, labels: Array) -> float:
    """The bias at which photos get TAGS_A_PHOTO labels, by bisection."""
    low, high = -2.0 * float(np.exp(LOGIT_SCALE)), 0.0
    for _ in range(20):
        bias = (low + high) / 2
        scorer = TagScorer(labels, [], labels[:1], logit_scale=LOGIT_SCALE, logit_bias=bias)
        if len(scorer.score(photos).rows) > TAGS_A_PHOTO * len(photos):
            high = bias
        else:
            low = bias
    return low


def measure(photos: int, labels: int, place: Path) -> dict[str, object]:
    """All figures."""
    os.environ["PHOTOCLIP_CACHE_DIR"] = str(place / "cache")
    make_library(place, photos)
    names = label_set(place / "library", labels)
    with Library.open(place / "library") as library:
        model = library.model()
        write_cache(place / "cache", model.keys.texts, names, PhotoSpace.make(photos, model.dim))
        first = library.tags.retag()
        again = library.tags.retag()
        started = time.perf_counter()
        nothing = library.tags.tag_new()
        idle_s = time.perf_counter() - started
        started = time.perf_counter()
        counts = library.tags.counts()
        counts_s = time.perf_counter() - started
        started = time.perf_counter()
        found = library.tags.photos_with(counts[0].label.english)
        with_s = time.perf_counter() - started
    assert first is not None
    assert again is not None
    assert nothing is not None
    return {
        "machine": describe_machine(),
        "photos": first.photos,
        "labels": first.labels,
        "tags": first.tags,
        "first_s": round(first.seconds, 3),
        "again_s": round(again.seconds, 3),
        "nothing_new_s": round(idle_s, 4),
        "counts_s": round(counts_s, 4),
        "photos_with_tag_s": round(with_s, 4),
        "photos_with_tag": len(found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--labels", type=int, default=500)
    parser.add_argument("--keep", action="store_true", help="write the figures to results/")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.photos, options.labels, Path(folder))
    if options.keep:
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
