"""Makes photo libraries of any size, for measuring: folders of files that are all different.

    python benchmarks/synthetic.py photos FOLDER --count 48      12-megapixel JPEGs
    python benchmarks/synthetic.py tiny FOLDER --count 100000    small JPEGs, thousands a second

Vectors come from synthetic_vectors, catalogs with rows and thumbnails from synthetic_library.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
from PIL import Image

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "sample-photos"
WIDTH, HEIGHT = 4000, 3000
NOISE = 6
FILES_A_FOLDER = 500


def write_photos(folder: Path, count: int, seed: int = 0) -> None:
    """``count`` JPEGs of 4000 × 3000 pixels, 2 to 5 MB each, as a camera might write them.

    Random crops of the sample photos, enlarged, with sensor-like noise so that they compress and
    decode like photographs.
    """
    rng = np.random.default_rng(seed)
    samples = sorted(SAMPLES.glob("*.jpg"))
    folder.mkdir(parents=True, exist_ok=True)
    noise = rng.integers(-NOISE, NOISE + 1, (HEIGHT, WIDTH, 3), dtype=np.int16)
    for number in range(count):
        with Image.open(samples[int(rng.integers(len(samples)))]) as image:
            picture = _crop(image.convert("RGB"), rng).resize(
                (WIDTH, HEIGHT), Image.Resampling.BICUBIC
            )
        shifted = np.roll(noise, int(rng.integers(HEIGHT)), axis=0)
        pixels = np.clip(np.asarray(picture, np.int16) + shifted, 0, 255).astype(np.uint8)
        path = folder / f"IMG_{number:05}.jpg"
        Image.fromarray(pixels).save(path, "JPEG", quality=int(rng.integers(86, 93)))


def _crop(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    share = float(rng.uniform(0.6, 1.0))
    width, height = int(image.width * share), int(image.height * share)
    left = int(rng.integers(image.width - width + 1))
    top = int(rng.integers(image.height - height + 1))
    return image.crop((left, top, left + width, top + height))


def write_tiny_photos(folder: Path, count: int, seed: int = 0) -> None:
    """``count`` different JPEGs of 64 × 48 pixels, 500 to a folder.

    One picture is encoded for each folder; the files differ by a comment segment, which decoders
    pass over.
    """
    rng = np.random.default_rng(seed)
    for first in range(0, count, FILES_A_FOLDER):
        place = folder / f"{first // FILES_A_FOLDER:05}"
        place.mkdir(parents=True, exist_ok=True)
        data = tiny_jpeg(rng)
        for number in range(first, min(first + FILES_A_FOLDER, count)):
            (place / f"IMG_{number:07}.jpg").write_bytes(_with_comment(data, number))


def tiny_jpeg(rng: np.random.Generator, scale: int = 1) -> bytes:
    """A JPEG of 64 × 48 pixels times ``scale``, of soft random colours."""
    colours = rng.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(colours).resize((64 * scale, 48 * scale), Image.Resampling.BICUBIC).save(
        buffer, "JPEG"
    )
    return buffer.getvalue()


def _with_comment(data: bytes, number: int) -> bytes:
    """The same JPEG with a COM segment (ITU-T T.81, B.2.4.5) right behind its start."""
    comment = f"{number:016}".encode("ascii")
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=["photos", "tiny"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write = write_photos if options.kind == "photos" else write_tiny_photos
    write(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()
