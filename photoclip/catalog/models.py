"""The models that the library has vectors of."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.catalog.connection import Table
from photoclip.core.errors import ModelError
from photoclip.core.wording import Message


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model as the catalog knows it: key in the registry, and the vectors' dimension."""

    id: int
    key: str
    dim: int


class ModelTable(Table):
    """Models by their key."""

    def id_of(self, key: str, dim: int) -> int:
        """The id of a model, entered where it is new.

        Raises ModelError when the catalog holds vectors of another dimension under that key.
        """
        known = self.find(key)
        if known is None:
            with self._connections.writing() as connection:
                connection.execute(
                    "INSERT INTO models (key, dim) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, dim)
                )
                known = self.find(key)
        assert known is not None
        if known.dim != dim:
            raise ModelError(
                Message(
                    "The library holds vectors of {dim} dimensions for the model "
                    "{key}, but it gives {new_dim}.",
                    dim=known.dim,
                    key=key,
                    new_dim=dim,
                ),
                "Remove the model's vectors from the library, or use the model they came from.",
            )
        return known.id

    def get(self, model_id: int) -> StoredModel:
        """A model by its id. Raises ModelError when the library does not know it."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT id, key, dim FROM models WHERE id = ?", (model_id,)
            ).fetchone()
        if row is None:
            raise ModelError(
                Message("The library has no model with the number {model_id}.", model_id=model_id)
            )
        return StoredModel(*row)

    def find(self, key: str) -> StoredModel | None:
        """A model that the library has met, None otherwise."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT id, key, dim FROM models WHERE key = ?", (key,)
            ).fetchone()
        return None if row is None else StoredModel(*row)

    def list(self) -> list[StoredModel]:
        """Every model that the library has met, oldest first."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id, key, dim FROM models ORDER BY id").fetchall()
        return [StoredModel(*row) for row in rows]

    def remove(self, model_id: int) -> None:
        """Forget a model with all its vectors."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM models WHERE id = ?", (model_id,))
