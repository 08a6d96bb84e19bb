"""Makes the label vectors that come with the starter model, after a change of its label set.

    python benchmarks/label_vectors.py

Writes resources/labels/vectors/; without it a first tagging would embed 36,000 prompts.
"""

from __future__ import annotations

import argparse
import sys

from photoclip.app.opening import worker_without_library
from photoclip.app.paths import resources_folder
from photoclip.app.tagging import BUILT_IN
from photoclip.core.config import Settings
from photoclip.core.label_file import parse_labels
from photoclip.embed.models.prompts import load_templates
from photoclip.relevance.zeroshot import BACKGROUND
from photoclip.services.tags.label_vectors import LabelVectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    resources = resources_folder()
    place = resources / "labels"
    labels = parse_labels((place / BUILT_IN).read_text(encoding="utf-8"), BUILT_IN)
    wanted = [*(one.text for one in labels.scored), *BACKGROUND]
    with worker_without_library(Settings(), print) as client:
        model = client.describe()
        vectors = LabelVectors([place / "vectors"], model.keys.texts, load_templates(resources))
        vectors.embed(
            wanted,
            model,
            client.embed_texts,
            progress=lambda done, total: print(f"\r{done} of {total}", end="", file=sys.stderr),
        )
    print(f"{len(wanted)} texts")


if __name__ == "__main__":
    main()
