"""Makes cut-outs of the labelled pictures, to stand for a library of thousands.

    python -m benchmarks.relevance.views --labelled DIR --into DIR

Four a picture: 15 to 50 % of its area, of changing shape, every other one mirrored.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from PIL import Image

VIEWS_A_PICTURE = 4
_SIDE = 300
_DECODED = 900
_JOINT = "__"


def original_of(name: str) -> str:
    """What the file names of a picture and of its cut-outs have in common."""
    parts = Path(name).stem.split(_JOINT)
    return parts[-2] if len(parts) == 3 else parts[-1]


def make_views(picture: Path, into: Path, chance: random.Random) -> None:
    """Write the cut-outs of one picture."""
    with Image.open(picture) as opened:
        opened.draft("RGB", (_DECODED, _DECODED))
        image = opened.convert("RGB")
    width, height = image.size
    for number in range(VIEWS_A_PICTURE):
        area, shape = chance.uniform(0.15, 0.5) * width * height, chance.uniform(0.75, 1.33)
        wide = min(width, int((area * shape) ** 0.5))
        high = min(height, int((area / shape) ** 0.5))
        left, top = chance.randint(0, width - wide), chance.randint(0, height - high)
        view = image.crop((left, top, left + wide, top + high)).resize((_SIDE, _SIDE))
        if number % 2:
            view = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        name = _JOINT.join((picture.parent.name, picture.stem, f"{number}.jpg"))
        view.save(into / name, quality=88)


def main() -> None:
    """Make the cut-outs of the labelled pictures and of the sample photos."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labelled", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    samples = Path(__file__).parent.parent.parent / "resources" / "sample-photos"
    chance = random.Random(5)
    for folder in (chosen.labelled, samples):
        for picture in sorted(folder.rglob("*.jpg")):
            make_views(picture, chosen.into, chance)


if __name__ == "__main__":
    main()
