"""Settings of one library, as JSON values by key."""

from __future__ import annotations

import json
from typing import Any

from photoclip.catalog.connection import Table


class SettingTable(Table):
    """Small values that belong to the library and travel with it."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a setting, or the default where none was ever set."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, key: str, value: Any) -> None:
        """Keep a value: None, bool, number, text, or lists and dicts of them."""
        with self._connections.writing() as connection:
            connection.execute(
                """INSERT INTO settings (key, value) VALUES (?, ?)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value""",
                (key, json.dumps(value)),
            )
