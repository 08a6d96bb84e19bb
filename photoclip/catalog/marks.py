"""What a person said of photos: favourite, rating, rotation."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from photoclip.catalog.connection import Table
from photoclip.catalog.names import id_list
from photoclip.core.listing import Marks


class MarkTable(Table):
    """Marks hang on photos, so they stay when a file is edited in place, moved or copied."""

    def get(self, photo_ids: Collection[int]) -> dict[int, Marks]:
        """The marks of each known photo among these."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT p.id, p.is_favourite, p.rating, p.rotation
                   FROM json_each(?) wanted CROSS JOIN photos p ON p.id = wanted.value""",
                (id_list(photo_ids),),
            ).fetchall()
        return {
            photo_id: Marks(bool(is_favourite), rating, rotation)
            for photo_id, is_favourite, rating, rotation in rows
        }

    def put(self, marks: Mapping[int, Marks]) -> None:
        """Set the marks of photos; unknown ones are passed over. One transaction."""
        values = json.dumps(
            [[one, int(m.is_favourite), m.rating, m.rotation] for one, m in marks.items()]
        )
        with self._connections.writing() as connection:
            connection.execute(
                """UPDATE photos SET is_favourite = json_extract(v.value, '$[1]'),
                   rating = json_extract(v.value, '$[2]'),
                   rotation = json_extract(v.value, '$[3]')
                   FROM json_each(?) v WHERE photos.id = json_extract(v.value, '$[0]')""",
                (values,),
            )
