"""The plain way to embed a folder, to compare with: Pillow decodes in full, open_clip's own
transform, torch in eager float32, batches of 8, one process, one loop.

Prints one JSON object: photos, seconds (the model's loading is not counted), photos_per_s.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

BATCH = 8


def load(model: str, resources: Path):  # type: ignore[no-untyped-def]
    """An open_clip model with its transform: the starter's folder, or random weights."""
    import open_clip
    import torch

    if model.startswith("random:"):
        torch.manual_seed(0)
        net, _, transform = open_clip.create_model_and_transforms(
            model.removeprefix("random:"), pretrained=None
        )
        return net.eval(), transform
    from open_clip.model import CustomTextCLIP
    from safetensors.torch import load_file

    folder = resources / "models" / model
    config = json.loads((folder / "open_clip_config.json").read_text(encoding="utf-8"))
    shape = dict(config["model_cfg"])
    shape.pop("custom_text")
    shape["text_cfg"] = shape["text_cfg"] | {
        "hf_model_name": str(folder),
        "hf_tokenizer_name": str(folder),
    }
    net = CustomTextCLIP(**shape)
    net.load_state_dict(load_file(folder / "open_clip_model.safetensors"))
    look = config["preprocess_cfg"]
    transform = open_clip.image_transform(
        shape["vision_cfg"]["image_size"],
        is_train=False,
        mean=tuple(look["mean"]),
        std=tuple(look["std"]),
        interpolation=look["interpolation"],
        resize_mode=look["resize_mode"],
    )
    return net.float().eval(), transform


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="starter")
    parser.add_argument("--resources", type=Path, required=True)
    options = parser.parse_args()
    import torch
    from PIL import Image

    net, transform = load(options.model, options.resources)
    paths = sorted(path for path in options.folder.rglob("*") if path.is_file())
    with torch.inference_mode():
        warm = transform(Image.open(paths[0]).convert("RGB"))
        net.encode_image(torch.stack([warm] * BATCH), normalize=True)
        started = time.perf_counter()
        for first in range(0, len(paths), BATCH):
            pictures = [
                transform(Image.open(path).convert("RGB")) for path in paths[first : first + BATCH]
            ]
            net.encode_image(torch.stack(pictures), normalize=True)
        seconds = time.perf_counter() - started
    print(
        json.dumps({"photos": len(paths), "seconds": seconds, "photos_per_s": len(paths) / seconds})
    )


if __name__ == "__main__":
    main()
