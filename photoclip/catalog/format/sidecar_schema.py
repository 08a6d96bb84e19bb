"""A part of the sixth migration: whose a sidecar is, and what it tells of date and place where the
picture itself is silent. Never changed once it went out, like everything in ``migrations.py``."""

from __future__ import annotations

SIDECAR_OWNERS: tuple[str, ...] = (
    "ALTER TABLE photos ADD COLUMN taken_from TEXT CHECK (taken_from IN ('sidecar'))",
    "ALTER TABLE photos ADD COLUMN placed_from TEXT CHECK (placed_from IN ('sidecar'))",
    """CREATE INDEX photos_from_sidecars ON photos (id)
        WHERE taken_from IS NOT NULL OR placed_from IS NOT NULL""",
    # The photo with which a sidecar was agreed on; its file may hold another one by now.
    "ALTER TABLE sidecars ADD COLUMN photo_id INTEGER REFERENCES photos ON DELETE SET NULL",
    "ALTER TABLE sidecars ADD COLUMN document TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sidecars ADD COLUMN taken_at TEXT",
    "ALTER TABLE sidecars ADD COLUMN latitude REAL",
    "ALTER TABLE sidecars ADD COLUMN longitude REAL",
    # 0: it was read by a version that did not look for date and place.
    """ALTER TABLE sidecars ADD COLUMN is_described INTEGER NOT NULL DEFAULT 0
        CHECK (is_described IN (0, 1))""",
    "CREATE INDEX sidecars_by_photo ON sidecars (photo_id)",
    "CREATE INDEX sidecars_by_name ON sidecars (name)",
    "UPDATE sidecars SET photo_id = (SELECT photo_id FROM files WHERE id = file_id)",
    # Sidecars that stayed behind when the file of their photo went.
    """CREATE TABLE left_sidecars (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        name BLOB NOT NULL,
        modified_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (photo_id, name)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX left_sidecars_by_name ON left_sidecars (name, modified_ns)",
    "CREATE INDEX left_sidecars_by_document ON left_sidecars (document) WHERE document <> ''",
    """CREATE TRIGGER sidecar_was_left BEFORE DELETE ON files BEGIN
        INSERT OR REPLACE INTO left_sidecars (photo_id, name, modified_ns, size, document)
        SELECT photo_id, name, modified_ns, size, document FROM sidecars
        WHERE file_id = OLD.id AND photo_id IS NOT NULL AND name <> x'';
    END""",
)
