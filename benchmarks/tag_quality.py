"""How right tags are, on pictures whose truth is known: folders named by label, and captions.

    python benchmarks/tag_quality.py --pictures DIR --captions CSV --root DIR

For folders named by label: how many of a label's pictures get its tag, and of the pictures with
the tag, how many lie in its folder (pictures of the other folders count as wrong). For captioned
pictures (a CSV of file,caption; files relative to --root): a tag counts as right when one of the
captions has one of its names, or a word of its kind; captions leave much unsaid, so this is a
lower bound. Prints one JSON object, with the figures by threshold.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from photoclip.app.opening import worker_without_library
from photoclip.app.paths import cache_folder, resources_folder
from photoclip.app.tagging import BUILT_IN
from photoclip.core.config import Settings
from photoclip.core.label_file import parse_labels
from photoclip.core.labels import Label, LabelSet
from photoclip.core.models import Vectors
from photoclip.embed.models.prompts import load_templates
from photoclip.relevance.zeroshot import BACKGROUND, THRESHOLD, TagScorer
from photoclip.services.measuring.labelled_pictures import embed_folders, labelled_folders
from photoclip.services.tags.label_vectors import LabelVectors
from photoclip.services.tags.runs import exclusive_places

THRESHOLDS = (0.3, 0.4, 0.45, THRESHOLD, 0.6, 0.7, 0.8)
SAID_OTHERWISE = {
    "boat": "boat|ship|canoe|kayak|raft|row",
    "building": "building|house|skyscraper",
    "child": "child|kid|boy|girl|baby|toddler",
    "cliff": "cliff|rock|mountain|climb",
    "climbing": "climb|cliff|rock",
    "coast": "coast|shore|beach|ocean|sea|rock",
    "crowd": "crowd|people",
    "cyclist": "bik|cycl",
    "group-of-people": "people|group|men|women|children|team|players",
    "hiking": "hik|mountain|trail|backpack",
    "mountain": "mountain|cliff|hill",
    "musician": "guitar|music|band|sing|perform|drum",
    "person": "man|woman|person|boy|girl|lady|guy|child|player|rider",
    "playing-music": "guitar|music|band|sing|perform|drum|instrument",
    "riding-a-bike": "bik|cycl",
    "river": "river|stream|water|creek|kayak",
    "sea": "sea|ocean|beach|wave|surf|water",
    "skiing": "ski",
    "snow": "snow|ski|ice",
    "street": "street|road|sidewalk|city|alley",
    "swimmer": "swim|pool",
    "swimming": "swim|pool",
    "tree": "tree|wood|forest",
    "winter": "snow|ski|ice",
}
"""Words of captions that say as much as the label's own name."""
FOLDER_LABELS = {"shine": "blue-sky", "sunrise": "sunset", "cloudy": "clouds"}

Scored = list[tuple[str, list[str]]]
"""Pictures with the ids of the tags that they got."""


def by_folder(scored: Scored, labels: LabelSet) -> dict[str, dict[str, float]]:
    """Recall and precision of each folder's own label among all folders."""
    folders = sorted({Path(path).parent.name for path, _ in scored})
    figures = {}
    for folder in folders:
        label = labels.find(FOLDER_LABELS.get(folder, folder))
        if label is None:
            continue
        own = [label.id in tags for path, tags in scored if Path(path).parent.name == folder]
        held = sum(label.id in tags for _, tags in scored)
        figures[folder] = {
            "recall": round(sum(own) / len(own), 3),
            "precision": round(sum(own) / held, 3) if held else float("nan"),
        }
    return figures


def by_caption(
    scored: Scored, captions: dict[str, str], labels: LabelSet
) -> dict[str, float | dict[str, int]]:
    """Share of tags that a caption bears out, tags a picture, and pictures with any."""
    right, wrong = 0, defaultdict(int)
    for path, tags in scored:
        for tag in tags:
            if is_said(labels.by_id[tag], captions[Path(path).name]):
                right += 1
            else:
                wrong[tag] += 1
    total = right + sum(wrong.values())
    return {
        "precision": round(right / max(total, 1), 3),
        "tags_a_picture": round(total / len(scored), 3),
        "pictures_with_tags": round(sum(bool(tags) for _, tags in scored) / len(scored), 3),
        "not_in_captions": dict(sorted(wrong.items(), key=lambda one: -one[1])[:12]),
    }


def is_said(label: Label, captions: str) -> bool:
    names = [label.english, *(english for english, _ in label.also if english)]
    words = "|".join(re.escape(name.lower()) + "(?:s|es)?" for name in names)
    if re.search(rf"\b(?:{words})\b", captions):
        return True
    return label.id in SAID_OTHERWISE and bool(re.search(SAID_OTHERWISE[label.id], captions))


def read_captions(path: Path) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[Path(row["file"]).name].append(row["caption"].lower())
    return {name: "\n".join(some) for name, some in found.items()}


def tagged(
    paths: Sequence[str], vectors: Vectors, scorer: TagScorer, labels: LabelSet
) -> list[tuple[str, list[str]]]:
    found: dict[int, list[str]] = defaultdict(list)
    scored = scorer.score(vectors)
    for row, label in zip(scored.rows.tolist(), scored.labels.tolist(), strict=True):
        found[row].append(labels.scored[label].id)
    return [(path, found[row]) for row, path in enumerate(paths)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pictures", type=Path, action="append", default=[])
    parser.add_argument("--captions", type=Path)
    parser.add_argument("--root", type=Path, help="where the captioned files lie")
    options = parser.parse_args()
    resources = resources_folder()
    labels = parse_labels((resources / "labels" / BUILT_IN).read_text("utf-8"), BUILT_IN)
    results: dict[str, object] = {}
    with worker_without_library(Settings(), lambda _: None) as client:
        model = client.describe()
        places = (cache_folder() / "labels", resources / "labels" / "vectors")
        vectors = LabelVectors(places, model.keys.texts, load_templates(resources))
        texts = [one.text for one in labels.scored]
        vectors.embed([*texts, *BACKGROUND], model, client.embed_texts)
        sets = {str(one): embed_folders(client, labelled_folders(one)) for one in options.pictures}
        if options.captions:
            folders = {"": sorted(str(one) for one in options.root.glob("*.jpg"))}
            sets["captions"] = embed_folders(client, folders)
    for threshold in THRESHOLDS:
        scorer = TagScorer(
            vectors.matrix(texts),
            exclusive_places(labels),
            vectors.matrix(BACKGROUND),
            logit_scale=model.logit_scale,
            logit_bias=model.logit_bias,
            threshold=threshold,
        )
        figures: dict[str, object] = {}
        for name, some in sets.items():
            scored = tagged(some.paths, np.asarray(some.vectors), scorer, labels)
            if name == "captions":
                figures[name] = by_caption(scored, read_captions(options.captions), labels)
            else:
                figures[Path(name).name] = by_folder(scored, labels)
        results[str(threshold)] = figures
    print(json.dumps({"model": model.keys.texts, "by_threshold": results}, indent=1))


if __name__ == "__main__":
    main()
