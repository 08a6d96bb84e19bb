"""Which vectors in the catalog belong to the chosen model, known before the model is loaded.

Loading a model to learn its key would cost a second in a run that has nothing to embed; so the
key is remembered with the catalog, and checked each time a model really is loaded.
"""

from __future__ import annotations

from photoclip.catalog.database import Catalog
from photoclip.embed.worker.messages import ModelReady


def remembered_model(catalog: Catalog, model: str) -> int | None:
    """The catalog's id for the vectors that ``model`` made when it was last loaded."""
    value = catalog.settings.get(f"model-id:{model}", None)
    return value if isinstance(value, int) else None


def remembered_texts(catalog: Catalog, model: str) -> str | None:
    """Under which key ``model`` keeps what it makes of texts; None where it was never loaded.

    In a library of a time when pictures and texts had one key, that one.
    """
    value = catalog.settings.get(f"model-texts:{model}", None)
    if isinstance(value, str):
        return value
    model_id = remembered_model(catalog, model)
    return None if model_id is None else catalog.models.get(model_id).key


def remember_model(catalog: Catalog, model: str, ready: ModelReady) -> int:
    """Note what a loaded model's vectors are called, and return the catalog's id for them."""
    model_id = catalog.models.id_of(ready.keys.pictures, ready.dim, ready.keys.former)
    if remembered_model(catalog, model) != model_id:
        catalog.settings.set(f"model-id:{model}", model_id)
    if catalog.settings.get(f"model-texts:{model}", None) != ready.keys.texts:
        catalog.settings.set(f"model-texts:{model}", ready.keys.texts)
    return model_id
