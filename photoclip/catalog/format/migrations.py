"""How a catalog grows from one version to the next. Append only: an entry that went out stays.

``MIGRATIONS[n]`` leads from version n to n + 1. Each is run in one transaction, with foreign keys
off (a table may be rebuilt) and checked before the commit.
"""

from __future__ import annotations

from photoclip.catalog.format.sidecar_schema import SIDECAR_OWNERS

APPLICATION_ID = 0x50684370
"""``PRAGMA application_id`` of every PhotoClip catalog: "PhCp" in ASCII."""

_FOLDERS_AND_PHOTOS = (
    """CREATE TABLE folders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        added_at TEXT NOT NULL,
        is_offline INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE photos (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        content_hash BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        format TEXT NOT NULL,
        taken_at TEXT,
        camera TEXT,
        lens TEXT,
        iso INTEGER,
        f_number REAL,
        exposure_s REAL,
        focal_length_mm REAL,
        latitude REAL,
        longitude REAL,
        altitude_m REAL,
        is_animated INTEGER NOT NULL DEFAULT 0,
        added_at TEXT NOT NULL,
        orphaned_at TEXT
    ) STRICT""",
    "CREATE INDEX photos_by_size ON photos (size)",
    "CREATE INDEX photos_orphaned ON photos (orphaned_at) WHERE orphaned_at IS NOT NULL",
)

_FILES = (
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
        directory BLOB NOT NULL,
        name BLOB NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        inode INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('pending', 'ready', 'failed')),
        photo_id INTEGER REFERENCES photos,
        problem TEXT,
        problem_message TEXT,
        found_at TEXT NOT NULL,
        UNIQUE (folder_id, directory, name),
        CHECK (state <> 'ready' OR photo_id IS NOT NULL)
    ) STRICT""",
    # Every index of a rowid table ends in the id, so this one yields pending files in order.
    "CREATE INDEX files_by_state ON files (folder_id, state)",
    "CREATE INDEX files_by_photo ON files (photo_id, state)",
    "CREATE INDEX files_by_stat ON files (inode, size, modified_ns) WHERE inode <> 0",
)

_VECTORS = (
    """CREATE TABLE models (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE vectors (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        vector BLOB NOT NULL,
        UNIQUE (model_id, photo_id)
    ) STRICT""",
    "CREATE INDEX vectors_by_model ON vectors (model_id)",
    "CREATE INDEX vectors_by_photo ON vectors (photo_id)",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

# Which photos still lack a vector of which model. It could be asked of the tables above, but then
# each question would walk through the whole library; kept by triggers it costs what is missing.
# It may hold too much (a reader checks again), never too little.
_UNEMBEDDED = (
    """CREATE TABLE unembedded (
        model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        PRIMARY KEY (model_id, photo_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unembedded_by_photo ON unembedded (photo_id)",
    """CREATE TRIGGER vector_arrived AFTER INSERT ON vectors BEGIN
        DELETE FROM unembedded WHERE model_id = NEW.model_id AND photo_id = NEW.photo_id;
    END""",
    """CREATE TRIGGER vector_went AFTER DELETE ON vectors BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT OLD.model_id, OLD.photo_id
        WHERE EXISTS (SELECT 1 FROM models WHERE id = OLD.model_id)
          AND EXISTS (SELECT 1 FROM photos WHERE id = OLD.photo_id)
          AND EXISTS (SELECT 1 FROM files WHERE photo_id = OLD.photo_id AND state = 'ready')
        ON CONFLICT DO NOTHING;
    END""",
    """CREATE TRIGGER model_arrived AFTER INSERT ON models BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT DISTINCT NEW.id, f.photo_id
        FROM folders d JOIN files f ON f.folder_id = d.id AND f.state = 'ready'
        WHERE d.is_offline = 0
        ON CONFLICT DO NOTHING;
    END""",
    """CREATE TRIGGER file_became_ready AFTER UPDATE OF state, photo_id, folder_id ON files
    WHEN NEW.state = 'ready' BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT m.id, NEW.photo_id FROM models m
        WHERE NOT EXISTS (
            SELECT 1 FROM vectors v WHERE v.model_id = m.id AND v.photo_id = NEW.photo_id)
        ON CONFLICT DO NOTHING;
    END""",
    """CREATE TRIGGER folder_came_back AFTER UPDATE OF is_offline ON folders
    WHEN OLD.is_offline <> 0 AND NEW.is_offline = 0 BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT DISTINCT m.id, f.photo_id
        FROM files f CROSS JOIN models m
        WHERE f.folder_id = NEW.id AND f.state = 'ready' AND NOT EXISTS (
            SELECT 1 FROM vectors v WHERE v.model_id = m.id AND v.photo_id = f.photo_id)
        ON CONFLICT DO NOTHING;
    END""",
    """CREATE TRIGGER folder_went_away AFTER UPDATE OF is_offline ON folders
    WHEN OLD.is_offline = 0 AND NEW.is_offline <> 0 BEGIN
        DELETE FROM unembedded WHERE NOT EXISTS (
            SELECT 1 FROM files f JOIN folders d ON d.id = f.folder_id
            WHERE f.photo_id = unembedded.photo_id AND f.state = 'ready' AND d.is_offline = 0);
    END""",
)

# What a person says of a photo hangs on the photo, so it survives an edit in place and any move.
_MARKS = (
    """ALTER TABLE photos ADD COLUMN is_favourite INTEGER NOT NULL DEFAULT 0
        CHECK (is_favourite IN (0, 1))""",
    """ALTER TABLE photos ADD COLUMN rating INTEGER NOT NULL DEFAULT 0
        CHECK (rating BETWEEN 0 AND 5)""",
    """ALTER TABLE photos ADD COLUMN rotation INTEGER NOT NULL DEFAULT 0
        CHECK (rotation IN (0, 90, 180, 270))""",
    # Everything that a listing of the whole library asks of files, in the order of the photos.
    "CREATE INDEX files_shown ON files (photo_id, modified_ns) WHERE state <> 'failed'",
)

# Tags of models name where they come from and may be made anew at any time; what a person decided
# stands apart from them, so that it survives another model and another label set.
_TAGS = (
    """CREATE TABLE tag_labels (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL UNIQUE
    ) STRICT""",
    # last_seq: vectors up to this one were looked at, so that new photos are known without asking.
    """CREATE TABLE tag_origins (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        model_key TEXT NOT NULL,
        label_version TEXT NOT NULL,
        prompts TEXT NOT NULL,
        last_seq INTEGER NOT NULL DEFAULT 0,
        UNIQUE (model_key, label_version, prompts)
    ) STRICT""",
    """CREATE TABLE photo_tags (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        label_id INTEGER NOT NULL REFERENCES tag_labels,
        origin_id INTEGER NOT NULL REFERENCES tag_origins,
        probability REAL NOT NULL,
        PRIMARY KEY (photo_id, label_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX photo_tags_by_label ON photo_tags (label_id)",
    """CREATE TABLE tag_decisions (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        label_id INTEGER NOT NULL REFERENCES tag_labels,
        decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected', 'added')),
        decided_at TEXT NOT NULL,
        PRIMARY KEY (photo_id, label_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tag_decisions_by_label ON tag_decisions (label_id)",
)

# A name is unlike its siblings' in the eyes of a person (case, accents), which SQLite cannot
# compare; services/albums/service.py sees to it.
_ALBUMS = (
    """CREATE TABLE albums (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('manual', 'smart', 'auto', 'learned')),
        created_at TEXT NOT NULL,
        parent_id INTEGER REFERENCES albums ON DELETE CASCADE CHECK (parent_id <> id),
        query TEXT NOT NULL,
        labels TEXT NOT NULL,
        cut_off REAL CHECK (cut_off BETWEEN 0 AND 1),
        cover_id INTEGER REFERENCES photos ON DELETE SET NULL,
        photo_order TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX albums_by_parent ON albums (parent_id)",
    "CREATE INDEX albums_by_cover ON albums (cover_id) WHERE cover_id IS NOT NULL",
    """CREATE TABLE album_members (
        album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        place INTEGER NOT NULL,
        PRIMARY KEY (album_id, photo_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX album_members_by_photo ON album_members (photo_id)",
    """CREATE TABLE album_judgements (
        album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        is_in INTEGER NOT NULL CHECK (is_in IN (0, 1)),
        PRIMARY KEY (album_id, photo_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX album_judgements_by_photo ON album_judgements (photo_id)",
    """CREATE TABLE dismissed_albums (
        key TEXT PRIMARY KEY,
        dismissed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

# What a sidecar and PhotoClip agreed on last tells later which of the two has changed since.
_SIDECARS = (
    "ALTER TABLE tag_decisions ADD COLUMN source TEXT NOT NULL DEFAULT 'person'",
    "ALTER TABLE photos ADD COLUMN rated_at TEXT",
    """CREATE TRIGGER photo_was_rated AFTER UPDATE OF rating ON photos
    WHEN NEW.rating <> OLD.rating BEGIN
        UPDATE photos SET rated_at = strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000+00:00'
        WHERE id = NEW.id;
    END""",
    """CREATE TABLE sidecars (
        file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
        name BLOB NOT NULL,
        modified_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        rating INTEGER CHECK (rating BETWEEN -1 AND 5),
        keywords TEXT NOT NULL,
        albums TEXT NOT NULL,
        wanted TEXT NOT NULL,
        problem TEXT NOT NULL
    ) STRICT""",
)

# Marks belong to contents. What a file is, is known by its identity, of which size, time and inode
# were kept before; what left its place is remembered for a while, since it may be met elsewhere.
_IDENTITY = (
    "CREATE TABLE volumes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "ALTER TABLE files ADD COLUMN changed_ns INTEGER NOT NULL DEFAULT 0",
    # NULL: not asked for yet; 0: the system does not tell.
    "ALTER TABLE files ADD COLUMN born_ns INTEGER",
    "ALTER TABLE files ADD COLUMN volume_id INTEGER REFERENCES volumes",
    "ALTER TABLE files ADD COLUMN is_away INTEGER NOT NULL DEFAULT 0 CHECK (is_away IN (0, 1))",
    """ALTER TABLE files ADD COLUMN is_doubted INTEGER NOT NULL DEFAULT 0
        CHECK (is_doubted IN (0, 1))""",
    "ALTER TABLE files ADD COLUMN claim TEXT CHECK (claim IN ('same', 'watched', 'named'))",
    """ALTER TABLE files ADD COLUMN has_copies INTEGER NOT NULL DEFAULT 0
        CHECK (has_copies IN (0, 1))""",
    "CREATE INDEX files_away ON files (folder_id, directory) WHERE is_away = 1",
    "CREATE INDEX files_doubted ON files (folder_id) WHERE is_doubted = 1",
    "ALTER TABLE photos ADD COLUMN former_of INTEGER REFERENCES photos ON DELETE SET NULL",
    "CREATE INDEX photos_by_former ON photos (former_of) WHERE former_of IS NOT NULL",
    """CREATE TABLE departed (
        id INTEGER PRIMARY KEY,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
        directory BLOB NOT NULL,
        name BLOB NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        changed_ns INTEGER NOT NULL,
        born_ns INTEGER,
        volume_id INTEGER REFERENCES volumes,
        claim TEXT,
        left_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX departed_by_place ON departed (folder_id, directory, name)",
    "CREATE INDEX departed_by_inode ON departed (inode) WHERE inode <> 0",
    "CREATE INDEX departed_by_photo ON departed (photo_id)",
    # What a photo may have of another one, or of a sidecar, if the person says so.
    """CREATE TABLE mark_offers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        from_id INTEGER REFERENCES photos ON DELETE CASCADE CHECK (from_id <> photo_id),
        sidecar BLOB,
        has_copies INTEGER NOT NULL DEFAULT 0 CHECK (has_copies IN (0, 1)),
        made_at TEXT NOT NULL,
        file_id INTEGER REFERENCES files ON DELETE CASCADE,
        modified_ns INTEGER NOT NULL DEFAULT 0,
        size INTEGER NOT NULL DEFAULT 0,
        rating INTEGER NOT NULL DEFAULT 0,
        keywords TEXT NOT NULL DEFAULT '[]',
        answer TEXT CHECK (answer IN ('given', 'dismissed')),
        CHECK ((from_id IS NULL) <> (sidecar IS NULL)),
        UNIQUE (photo_id, from_id),
        UNIQUE (photo_id, sidecar)
    ) STRICT""",
    "CREATE INDEX mark_offers_by_source ON mark_offers (from_id) WHERE from_id IS NOT NULL",
    "CREATE INDEX mark_offers_by_file ON mark_offers (file_id) WHERE file_id IS NOT NULL",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*_FOLDERS_AND_PHOTOS, *_FILES, *_VECTORS, *_UNEMBEDDED),
    _MARKS,
    _TAGS,
    _ALBUMS,
    _SIDECARS,
    (*_IDENTITY, *SIDECAR_OWNERS),
)
"""SQL statements a version; the last one is what this PhotoClip writes."""

NEWEST_VERSION = len(MIGRATIONS)
"""``PRAGMA user_version`` of a catalog that is up to date."""
