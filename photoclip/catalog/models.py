"""The models that the library has vectors of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from photoclip.catalog.connection import Table
from photoclip.core.errors import ModelError
from photoclip.core.wording import Message

_TOWER = re.compile("[0-9a-f]{12}")
"""How embed.models.identity ends the keys of vectors: with what tells image towers apart."""


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model as the catalog knows it: key in the registry, and the vectors' dimension."""

    id: int
    key: str
    dim: int


class ModelTable(Table):
    """Models by their key."""

    def id_of(self, key: str, dim: int, former: Sequence[str] = ()) -> int:
        """The id of a model, entered where it is new. former: see :meth:`find_any`.

        Raises ModelError when the catalog holds vectors of another dimension under that key.
        """
        known = self.find_any(key, former)
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

    def find_any(self, key: str, former: Sequence[str] = ()) -> StoredModel | None:
        """The model whose vectors are those of ``key``, None where the library has met none.

        Vectors keep the key under which they were first stored. former: other keys for the same
        ones. Besides these, a key with the same last part names the same image tower, from a
        folder of another name.
        """
        for one in (key, *former):
            found = self.find(one)
            if found is not None:
                return found
        tower = key.rpartition("-")[2]
        if not _TOWER.fullmatch(tower):
            return None
        alike = [one for one in self.list() if one.key.rpartition("-")[2] == tower]
        return alike[0] if alike else None

    def list(self) -> list[StoredModel]:
        """Every model that the library has met, oldest first."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id, key, dim FROM models ORDER BY id").fetchall()
        return [StoredModel(*row) for row in rows]

    def remove(self, model_id: int) -> None:
        """Forget a model with all its vectors."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM models WHERE id = ?", (model_id,))
