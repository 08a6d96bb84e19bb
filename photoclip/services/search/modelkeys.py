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


def remember_model(catalog: Catalog, model: str, ready: ModelReady) -> int:
    """Note what a loaded model's vectors are called, and return the catalog's id for them."""
    model_id = catalog.models.id_of(ready.key, ready.dim)
    if remembered_model(catalog, model) != model_id:
        catalog.settings.set(f"model-id:{model}", model_id)
    return model_id
