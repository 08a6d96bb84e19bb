"""The models that PhotoClip knows, as data.

Figures are zero-shot results published by open_clip, not measured here: the result tables in
https://github.com/mlfoundations/open_clip/tree/main/docs.
Architectures whose weights were trained with QuickGELU carry it in their name: the plain name
loads the same file, warns, and gives worse vectors.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from photoclip.core.config import STARTER_MODEL
from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.config import FORM
from photoclip.embed.models.folder import read_configuration

FOLDER_PREFIX = "folder:"
RANDOM_PREFIX = "random:"
CONFIG_FILE = "open_clip_config.json"

Similarity = Literal["softmax", "sigmoid"]
"""What the model was trained for: "softmax" ranks texts against each other (Radford et al. 2021),
"sigmoid" gives each pair its own probability, sigmoid(exp(logit_scale) * cosine + logit_bias)
(Zhai et al. 2023)."""


class ModelKind(StrEnum):
    """Where a model comes from."""

    FOLDER = "folder"
    """A folder with open_clip_config.json and its weights; relative ones lie in resources."""
    OPEN_CLIP = "open_clip"
    """An architecture and weights that open_clip knows; the weights are downloaded once."""
    RANDOM = "random"
    """An open_clip architecture with seeded random weights, for benchmarks only."""


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """Zero-shot results in [0, 1] as the source publishes them, None where it does not.

    imagenet_top1: accuracy. mean_of_38: mean over 38 data sets. coco_r1, flickr_r1, korean_r1:
    text-to-image recall@1 on MS COCO, Flickr30k, and the Korean part of Crossmodal-3600.
    """

    imagenet_top1: float | None = None
    mean_of_38: float | None = None
    coco_r1: float | None = None
    flickr_r1: float | None = None
    korean_r1: float | None = None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model that can be chosen.

    architecture: open_clip's name, "" for a folder, whose configuration says it.
    pretrained: open_clip's tag. repository: on the Hugging Face hub. folder: of a local model.
    sha256: of the weights, "" where unknown. identity: of all files that decide its vectors, see
    ModelFiles; "" where unknown. formerly: keys under which vectors of the same image
    tower were stored before; see embed/models/identity.py. size_mb: of the weights as downloaded, 0 if unknown.
    languages: ISO 639-1 codes, "multi" for a hundred or so. dim: length of a vector, 0 if unknown.
    """

    key: str
    title: str
    kind: ModelKind
    architecture: str = ""
    pretrained: str = ""
    repository: str = ""
    folder: str = ""
    sha256: str = ""
    identity: str = ""
    formerly: tuple[str, ...] = ()
    licence: str = ""
    size_mb: int = 0
    languages: tuple[str, ...] = ("en",)
    dim: int = 0
    similarity: Similarity = "softmax"
    figures: PublishedFigures = PublishedFigures()


_STARTER = ModelSpec(
    key=STARTER_MODEL,
    title=Message("Starter (small, ready at once)"),
    kind=ModelKind.FOLDER,
    folder="starter",
    sha256="6f80518d307bea4784d49974b28307c347681978c5ffa79dd6be917cba350a35",
    identity="6f80518d307bea47-f78349f8",
    formerly=("starter-3d25974fc641",),
    licence="Apache-2.0, see its card",
    size_mb=80,
    languages=("en", "ko"),
    dim=512,
    similarity="sigmoid",
)

_APPLE_SAMPLE = "Apple Sample Code License"
_APPLE_RESEARCH = "Apple Machine Learning Research Model License"

# key, title, architecture, tag, repository, licence, million parameters, dim, languages,
# similarity, (ImageNet, mean of 38, COCO, Flickr, Korean). The size follows from float32.
_Row = tuple[str, str, str, str, str, str, float, int, str, Similarity, tuple[float | None, ...]]
# One row a line reads better than a page a row.
# ruff: noqa: E501
# fmt: off
_ROWS: tuple[_Row, ...] = (
    ("vit-b-32-openai", "CLIP ViT-B/32 (OpenAI)", "ViT-B-32-quickgelu", "openai", "timm/vit_base_patch32_clip_224.openai", "MIT", 151.28, 512, "en", "softmax", (0.6332, 0.5245, 0.3044, 0.5878, 0.0008)),
    ("vit-b-16-openai", "CLIP ViT-B/16 (OpenAI)", "ViT-B-16-quickgelu", "openai", "timm/vit_base_patch16_clip_224.openai", "MIT", 149.62, 512, "en", "softmax", (0.6834, 0.5626, 0.3309, 0.6216, 0.0006)),
    ("vit-l-14-openai", "CLIP ViT-L/14 (OpenAI)", "ViT-L-14-quickgelu", "openai", "timm/vit_large_patch14_clip_224.openai", "MIT", 427.62, 768, "en", "softmax", (0.7554, 0.6173, 0.3651, 0.6496, 0.0006)),
    ("vit-b-32-laion2b", "CLIP ViT-B/32 (LAION-2B)", "ViT-B-32", "laion2b_s34b_b79k", "laion/CLIP-ViT-B-32-laion2B-s34B-b79K", "MIT", 151.28, 512, "en", "softmax", (0.6656, 0.5694, 0.3934, 0.6678, 0.0014)),
    ("vit-b-16-laion2b", "CLIP ViT-B/16 (LAION-2B)", "ViT-B-16", "laion2b_s34b_b88k", "laion/CLIP-ViT-B-16-laion2B-s34B-b88K", "MIT", 149.62, 512, "en", "softmax", (0.7023, 0.5866, 0.4231, 0.6984, 0.0011)),
    ("vit-l-14-laion2b", "CLIP ViT-L/14 (LAION-2B)", "ViT-L-14", "laion2b_s32b_b82k", "laion/CLIP-ViT-L-14-laion2B-s32B-b82K", "MIT", 427.62, 768, "en", "softmax", (0.7525, 0.6205, 0.4651, 0.7552, 0.0008)),
    ("vit-h-14-laion2b", "CLIP ViT-H/14 (LAION-2B)", "ViT-H-14", "laion2b_s32b_b79k", "laion/CLIP-ViT-H-14-laion2B-s32B-b79K", "MIT", 986.11, 1024, "en", "softmax", (0.7796, 0.6419, 0.4948, 0.7764, 0.0019)),
    ("vit-b-32-256-datacomp", "CLIP ViT-B/32 256 (DataComp)", "ViT-B-32-256", "datacomp_s34b_b86k", "laion/CLIP-ViT-B-32-256x256-DataComp-s34B-b86K", "MIT", 151.29, 512, "en", "softmax", (0.7281, 0.6087, 0.3993, 0.6492, 0.0028)),
    ("vit-b-16-datacomp", "CLIP ViT-B/16 (DataComp XL)", "ViT-B-16", "datacomp_xl_s13b_b90k", "laion/CLIP-ViT-B-16-DataComp.XL-s13B-b90K", "MIT", 149.62, 512, "en", "softmax", (0.7349, 0.6147, 0.4016, 0.6756, 0.0025)),
    ("vit-l-14-datacomp", "CLIP ViT-L/14 (DataComp XL)", "ViT-L-14", "datacomp_xl_s13b_b90k", "laion/CLIP-ViT-L-14-DataComp.XL-s13B-b90K", "MIT", 427.62, 768, "en", "softmax", (0.7921, 0.6627, 0.4573, 0.7338, 0.0022)),
    ("vit-b-16-dfn2b", "CLIP ViT-B/16 (DFN-2B)", "ViT-B-16-quickgelu", "dfn2b", "apple/DFN2B-CLIP-ViT-B-16", _APPLE_SAMPLE, 149.62, 512, "en", "softmax", (0.7624, 0.6092, 0.4339, 0.6912, 0.0006)),
    ("vit-l-14-dfn2b", "CLIP ViT-L/14 (DFN-2B)", "ViT-L-14-quickgelu", "dfn2b", "apple/DFN2B-CLIP-ViT-L-14", _APPLE_SAMPLE, 427.62, 768, "en", "softmax", ()),
    ("vit-h-14-dfn5b", "CLIP ViT-H/14 (DFN-5B)", "ViT-H-14-quickgelu", "dfn5b", "apple/DFN5B-CLIP-ViT-H-14", _APPLE_SAMPLE, 986.11, 1024, "en", "softmax", (0.8344, 0.6961, 0.5391, 0.8012, 0.0003)),
    ("mobileclip-s1", "MobileCLIP S1", "MobileCLIP-S1", "datacompdr", "apple/MobileCLIP-S1-OpenCLIP", _APPLE_RESEARCH, 0, 512, "en", "softmax", ()),
    ("mobileclip-s2", "MobileCLIP S2", "MobileCLIP-S2", "datacompdr", "apple/MobileCLIP-S2-OpenCLIP", _APPLE_RESEARCH, 0, 512, "en", "softmax", ()),
    ("mobileclip2-s0", "MobileCLIP2 S0", "MobileCLIP2-S0", "dfndr2b", "timm/MobileCLIP2-S0-OpenCLIP", _APPLE_RESEARCH, 0, 512, "en", "softmax", ()),
    ("mobileclip2-s2", "MobileCLIP2 S2", "MobileCLIP2-S2", "dfndr2b", "timm/MobileCLIP2-S2-OpenCLIP", _APPLE_RESEARCH, 0, 512, "en", "softmax", ()),
    ("mobileclip2-b", "MobileCLIP2 B", "MobileCLIP2-B", "dfndr2b", "timm/MobileCLIP2-B-OpenCLIP", _APPLE_RESEARCH, 0, 512, "en", "softmax", ()),
    ("siglip-b-16", "SigLIP ViT-B/16", "ViT-B-16-SigLIP", "webli", "timm/ViT-B-16-SigLIP", "Apache-2.0", 203.16, 768, "en", "sigmoid", (0.7604, 0.6232, 0.4778, 0.7468, 0.0011)),
    ("siglip-so400m-14-384", "SigLIP SO400M/14 384", "ViT-SO400M-14-SigLIP-384", "webli", "timm/ViT-SO400M-14-SigLIP-384", "Apache-2.0", 877.96, 1152, "en", "sigmoid", (0.8308, 0.6921, 0.5421, 0.8296, 0.0)),
    ("siglip2-b-32-256", "SigLIP 2 ViT-B/32 256", "ViT-B-32-SigLIP2-256", "webli", "timm/ViT-B-32-SigLIP2-256", "Apache-2.0", 0, 768, "multi", "sigmoid", ()),
    ("siglip2-b-16", "SigLIP 2 ViT-B/16", "ViT-B-16-SigLIP2", "webli", "timm/ViT-B-16-SigLIP2", "Apache-2.0", 0, 768, "multi", "sigmoid", ()),
    ("siglip2-so400m-14", "SigLIP 2 SO400M/14", "ViT-SO400M-14-SigLIP2", "webli", "timm/ViT-SO400M-14-SigLIP2", "Apache-2.0", 0, 1152, "multi", "sigmoid", ()),
    ("siglip-i18n-b-16-256", "SigLIP i18n ViT-B/16 256", "ViT-B-16-SigLIP-i18n-256", "webli", "timm/ViT-B-16-SigLIP-i18n-256", "Apache-2.0", 370.63, 768, "multi", "sigmoid", (0.7513, 0.6068, 0.4492, 0.7216, 0.4706)),
    ("xlm-roberta-b-32", "CLIP ViT-B/32 with XLM-RoBERTa", "xlm-roberta-base-ViT-B-32", "laion5b_s13b_b90k", "laion/CLIP-ViT-B-32-xlm-roberta-base-laion5B-s13B-b90k", "MIT", 366.12, 512, "multi", "softmax", (0.6236, 0.5643, 0.3778, 0.6448, 0.435)),
    ("xlm-roberta-h-14", "CLIP ViT-H/14 with XLM-RoBERTa", "xlm-roberta-large-ViT-H-14", "frozen_laion5b_s13b_b90k", "laion/CLIP-ViT-H-14-frozen-xlm-roberta-large-laion5B-s13B-b90k", "MIT", 1193.01, 1024, "multi", "softmax", (0.7695, 0.6515, 0.4921, 0.7742, 0.5156)),
    ("nllb-siglip-b", "NLLB-CLIP base (SigLIP)", "nllb-clip-base-siglip", "v1", "visheratin/nllb-clip-base-siglip", "CC-BY-NC-4.0", 507.47, 768, "multi", "sigmoid", (0.3909, 0.4451, 0.4315, 0.6922, 0.5028)),
)
# fmt: on


def _from_row(row: _Row) -> ModelSpec:
    key, title, architecture, tag, repository, licence, million, dim, languages, loss, figures = row
    return ModelSpec(
        key=key,
        title=title,
        kind=ModelKind.OPEN_CLIP,
        architecture=architecture,
        pretrained=tag,
        repository=repository,
        licence=licence,
        size_mb=round(million * 4),
        languages=(languages,),
        dim=dim,
        similarity=loss,
        figures=PublishedFigures(*figures),
    )


MODELS: tuple[ModelSpec, ...] = (_STARTER, *map(_from_row, _ROWS))
"""Every model offered, the starter first."""


def find_model(key: str) -> ModelSpec:
    """The model of that key.

    Besides the keys of :data:`MODELS`: ``folder:PATH`` for a folder in open_clip's form, and
    ``random:ARCHITECTURE`` for random weights. Raises ModelError, with the closest keys, for
    anything else.
    """
    if key.startswith(FOLDER_PREFIX):
        return folder_model(Path(key.removeprefix(FOLDER_PREFIX)))
    if key.startswith(RANDOM_PREFIX):
        architecture = key.removeprefix(RANDOM_PREFIX)
        return ModelSpec(
            key=key,
            title=f"{architecture} with random weights",
            kind=ModelKind.RANDOM,
            architecture=architecture,
        )
    for spec in MODELS:
        if spec.key == key:
            return spec
    close = difflib.get_close_matches(key.lower(), [spec.key for spec in MODELS], n=3, cutoff=0.4)
    meant = f"Did you mean {', '.join(close)}?" if close else f"The first is {STARTER_MODEL!r}."
    raise ModelError(Message("There is no model {key!r}.", key=key), meant)


def folder_model(folder: Path) -> ModelSpec:
    """The model in a folder of open_clip_config.json and its weights.

    Raises ModelError when the folder has no readable configuration, or one that says what no
    model may say.
    """
    path = folder.expanduser().absolute()
    try:
        model = read_configuration(path)["model_cfg"]
        dim = int(model["embed_dim"])
    except (KeyError, TypeError) as error:
        raise ModelError(
            Message("{path} holds no model in open_clip's form ({error}).", path=path, error=error),
            FORM,
        ) from error
    has_bias = model.get("init_logit_bias") is not None
    return ModelSpec(
        key=f"{FOLDER_PREFIX}{path}",
        title=path.name,
        kind=ModelKind.FOLDER,
        folder=str(path),
        dim=dim,
        # Only a model trained with a pairwise sigmoid loss has a bias.
        similarity="sigmoid" if has_bias else "softmax",
    )
