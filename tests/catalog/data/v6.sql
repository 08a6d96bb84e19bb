PRAGMA application_id = 1349010288;
PRAGMA user_version = 6;
BEGIN TRANSACTION;
CREATE TABLE album_judgements (
        album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        is_in INTEGER NOT NULL CHECK (is_in IN (0, 1)),
        PRIMARY KEY (album_id, photo_id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "album_judgements" VALUES(3,1,1);
INSERT INTO "album_judgements" VALUES(3,2,0);
CREATE TABLE album_members (
        album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        place INTEGER NOT NULL,
        PRIMARY KEY (album_id, photo_id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "album_members" VALUES(2,1,0);
CREATE TABLE albums (
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
    ) STRICT;
INSERT INTO "albums" VALUES(1,'Journeys','manual','2024-03-05T14:03:21.000000+00:00',NULL,'','[]',NULL,NULL,'by-hand');
INSERT INTO "albums" VALUES(2,'Sydney','manual','2024-03-05T14:03:21.000000+00:00',1,'','[]',NULL,1,'newest');
INSERT INTO "albums" VALUES(3,'Dogs','learned','2024-03-05T14:03:21.000000+00:00',NULL,'my dog','["dog"]',0.6,NULL,'best');
CREATE TABLE departed (
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
    ) STRICT;
INSERT INTO "departed" VALUES(1,2,1,X'32303139',X'6F6C642E6A7067',5,6,7,8,NULL,1,NULL,'2024-03-05T14:03:21.000000+00:00');
CREATE TABLE dismissed_albums (
        key TEXT PRIMARY KEY,
        dismissed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "dismissed_albums" VALUES('time:2019-07-01','2024-03-05T14:03:21.000000+00:00');
CREATE TABLE files (
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
        found_at TEXT NOT NULL, changed_ns INTEGER NOT NULL DEFAULT 0, born_ns INTEGER, volume_id INTEGER REFERENCES volumes, is_away INTEGER NOT NULL DEFAULT 0 CHECK (is_away IN (0, 1)), is_doubted INTEGER NOT NULL DEFAULT 0
        CHECK (is_doubted IN (0, 1)), claim TEXT CHECK (claim IN ('same', 'watched', 'named')), has_copies INTEGER NOT NULL DEFAULT 0
        CHECK (has_copies IN (0, 1)),
        UNIQUE (folder_id, directory, name),
        CHECK (state <> 'ready' OR photo_id IS NOT NULL)
    ) STRICT;
INSERT INTO "files" VALUES(1,1,X'32303139',X'646F672E6A7067',2345678,1561984205000000000,815,'ready',1,NULL,NULL,'2024-03-05T14:03:21.000000+00:00',1561984205000000000,1500000000000000000,1,0,0,NULL,0);
INSERT INTO "files" VALUES(2,1,X'32303139',X'636166E92E6A7067',100,1,0,'pending',NULL,NULL,NULL,'2024-03-05T14:03:21.000000+00:00',0,NULL,NULL,0,0,NULL,0);
INSERT INTO "files" VALUES(3,1,X'32303139',X'746F726E2E6A7067',100,1,0,'failed',NULL,'truncated','The file ends early.','2024-03-05T14:03:21.000000+00:00',0,NULL,NULL,0,0,NULL,0);
CREATE TABLE folders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        added_at TEXT NOT NULL,
        is_offline INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "folders" VALUES(1,X'2F686F6D652F6164612F5069637475726573','2024-03-05T14:03:21.000000+00:00',0);
CREATE TABLE left_sidecars (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        name BLOB NOT NULL,
        modified_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (photo_id, name)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE mark_offers (
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
    ) STRICT;
INSERT INTO "mark_offers" VALUES(1,1,2,NULL,0,'2024-03-05T14:03:21.000000+00:00',NULL,0,0,0,'[]',NULL);
CREATE TABLE models (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    ) STRICT;
INSERT INTO "models" VALUES(1,'starter',8);
CREATE TABLE photo_tags (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        label_id INTEGER NOT NULL REFERENCES tag_labels,
        origin_id INTEGER NOT NULL REFERENCES tag_origins,
        probability REAL NOT NULL,
        PRIMARY KEY (photo_id, label_id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "photo_tags" VALUES(1,1,1,0.9375);
INSERT INTO "photo_tags" VALUES(1,2,1,0.75);
CREATE TABLE photos (
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
    , is_favourite INTEGER NOT NULL DEFAULT 0
        CHECK (is_favourite IN (0, 1)), rating INTEGER NOT NULL DEFAULT 0
        CHECK (rating BETWEEN 0 AND 5), rotation INTEGER NOT NULL DEFAULT 0
        CHECK (rotation IN (0, 90, 180, 270)), rated_at TEXT, former_of INTEGER REFERENCES photos ON DELETE SET NULL, taken_from TEXT CHECK (taken_from IN ('sidecar')), placed_from TEXT CHECK (placed_from IN ('sidecar'))) STRICT;
INSERT INTO "photos" VALUES(1,X'AF5F773E9A480ADB067AFBAB231D625B',2345678,4000,3000,'JPEG','2019-07-01T12:30:05','Canon EOS R6','RF 24-105mm',400,5.6,0.004,50.0,-33.8568,151.2153,-3.5,0,'2024-03-05T14:03:21.000000+00:00',NULL,1,4,90,'2024-05-06T07:08:09.000000+00:00',NULL,NULL,NULL);
INSERT INTO "photos" VALUES(2,X'3F3F1216082C9959422AB5CAB01877E2',100,64,48,'PNG',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'2024-03-05T14:03:21.000000+00:00','2024-03-05T14:03:21.000000+00:00',0,0,0,NULL,NULL,NULL,NULL);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "settings" VALUES('model-id:starter','1');
CREATE TABLE sidecars (
        file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
        name BLOB NOT NULL,
        modified_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        rating INTEGER CHECK (rating BETWEEN -1 AND 5),
        keywords TEXT NOT NULL,
        albums TEXT NOT NULL,
        wanted TEXT NOT NULL,
        problem TEXT NOT NULL
    , photo_id INTEGER REFERENCES photos ON DELETE SET NULL, document TEXT NOT NULL DEFAULT '', taken_at TEXT, latitude REAL, longitude REAL, is_described INTEGER NOT NULL DEFAULT 0
        CHECK (is_described IN (0, 1))) STRICT;
INSERT INTO "sidecars" VALUES(1,X'646F672E6A70672E786D70',1700000000000000000,900,4,'["dog"]','["Albums|Beach"]','','',1,'',NULL,NULL,NULL,0);
CREATE TABLE tag_decisions (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        label_id INTEGER NOT NULL REFERENCES tag_labels,
        decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected', 'added')),
        decided_at TEXT NOT NULL, source TEXT NOT NULL DEFAULT 'person',
        PRIMARY KEY (photo_id, label_id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "tag_decisions" VALUES(1,2,'rejected','2024-03-05T14:03:21+00:00','person');
CREATE TABLE tag_labels (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL UNIQUE
    ) STRICT;
INSERT INTO "tag_labels" VALUES(1,'dog');
INSERT INTO "tag_labels" VALUES(2,'beach');
CREATE TABLE tag_origins (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        model_key TEXT NOT NULL,
        label_version TEXT NOT NULL,
        prompts TEXT NOT NULL,
        last_seq INTEGER NOT NULL DEFAULT 0,
        UNIQUE (model_key, label_version, prompts)
    ) STRICT;
INSERT INTO "tag_origins" VALUES(1,'starter','0123456789ab','openai80',2);
CREATE TABLE unembedded (
        model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        PRIMARY KEY (model_id, photo_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE vectors (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        vector BLOB NOT NULL,
        UNIQUE (model_id, photo_id)
    ) STRICT;
INSERT INTO "vectors" VALUES(1,1,1,X'5E31613622310FB90737EE322BB48334');
INSERT INTO "vectors" VALUES(2,1,2,X'142BE4B0BBAFB6B936385B3517AE3E33');
CREATE TABLE volumes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "volumes" VALUES(1,'ext4:54a3da74a2ccd79f');
CREATE INDEX photos_by_size ON photos (size);
CREATE INDEX photos_orphaned ON photos (orphaned_at) WHERE orphaned_at IS NOT NULL;
CREATE INDEX files_by_state ON files (folder_id, state);
CREATE INDEX files_by_photo ON files (photo_id, state);
CREATE INDEX files_by_stat ON files (inode, size, modified_ns) WHERE inode <> 0;
CREATE INDEX vectors_by_model ON vectors (model_id);
CREATE INDEX vectors_by_photo ON vectors (photo_id);
CREATE INDEX unembedded_by_photo ON unembedded (photo_id);
CREATE INDEX files_shown ON files (photo_id, modified_ns) WHERE state <> 'failed';
CREATE INDEX photo_tags_by_label ON photo_tags (label_id);
CREATE INDEX tag_decisions_by_label ON tag_decisions (label_id);
CREATE INDEX albums_by_parent ON albums (parent_id);
CREATE INDEX albums_by_cover ON albums (cover_id) WHERE cover_id IS NOT NULL;
CREATE INDEX album_members_by_photo ON album_members (photo_id);
CREATE INDEX album_judgements_by_photo ON album_judgements (photo_id);
CREATE INDEX files_away ON files (folder_id, directory) WHERE is_away = 1;
CREATE INDEX files_doubted ON files (folder_id) WHERE is_doubted = 1;
CREATE INDEX photos_by_former ON photos (former_of) WHERE former_of IS NOT NULL;
CREATE INDEX departed_by_place ON departed (folder_id, directory, name);
CREATE INDEX departed_by_inode ON departed (inode) WHERE inode <> 0;
CREATE INDEX departed_by_photo ON departed (photo_id);
CREATE INDEX mark_offers_by_source ON mark_offers (from_id) WHERE from_id IS NOT NULL;
CREATE INDEX mark_offers_by_file ON mark_offers (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX photos_from_sidecars ON photos (id)
        WHERE taken_from IS NOT NULL OR placed_from IS NOT NULL;
CREATE INDEX sidecars_by_photo ON sidecars (photo_id);
CREATE INDEX sidecars_by_name ON sidecars (name);
CREATE INDEX left_sidecars_by_name ON left_sidecars (name, modified_ns);
CREATE INDEX left_sidecars_by_document ON left_sidecars (document) WHERE document <> '';
CREATE TRIGGER vector_arrived AFTER INSERT ON vectors BEGIN
        DELETE FROM unembedded WHERE model_id = NEW.model_id AND photo_id = NEW.photo_id;
    END;
CREATE TRIGGER vector_went AFTER DELETE ON vectors BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT OLD.model_id, OLD.photo_id
        WHERE EXISTS (SELECT 1 FROM models WHERE id = OLD.model_id)
          AND EXISTS (SELECT 1 FROM photos WHERE id = OLD.photo_id)
          AND EXISTS (SELECT 1 FROM files WHERE photo_id = OLD.photo_id AND state = 'ready')
        ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER model_arrived AFTER INSERT ON models BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT DISTINCT NEW.id, f.photo_id
        FROM folders d JOIN files f ON f.folder_id = d.id AND f.state = 'ready'
        WHERE d.is_offline = 0
        ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER file_became_ready AFTER UPDATE OF state, photo_id, folder_id ON files
    WHEN NEW.state = 'ready' BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT m.id, NEW.photo_id FROM models m
        WHERE NOT EXISTS (
            SELECT 1 FROM vectors v WHERE v.model_id = m.id AND v.photo_id = NEW.photo_id)
        ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER folder_came_back AFTER UPDATE OF is_offline ON folders
    WHEN OLD.is_offline <> 0 AND NEW.is_offline = 0 BEGIN
        INSERT INTO unembedded (model_id, photo_id)
        SELECT DISTINCT m.id, f.photo_id
        FROM files f CROSS JOIN models m
        WHERE f.folder_id = NEW.id AND f.state = 'ready' AND NOT EXISTS (
            SELECT 1 FROM vectors v WHERE v.model_id = m.id AND v.photo_id = f.photo_id)
        ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER folder_went_away AFTER UPDATE OF is_offline ON folders
    WHEN OLD.is_offline = 0 AND NEW.is_offline <> 0 BEGIN
        DELETE FROM unembedded WHERE NOT EXISTS (
            SELECT 1 FROM files f JOIN folders d ON d.id = f.folder_id
            WHERE f.photo_id = unembedded.photo_id AND f.state = 'ready' AND d.is_offline = 0);
    END;
CREATE TRIGGER photo_was_rated AFTER UPDATE OF rating ON photos
    WHEN NEW.rating <> OLD.rating BEGIN
        UPDATE photos SET rated_at = strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000+00:00'
        WHERE id = NEW.id;
    END;
CREATE TRIGGER sidecar_was_left BEFORE DELETE ON files BEGIN
        INSERT OR REPLACE INTO left_sidecars (photo_id, name, modified_ns, size, document)
        SELECT photo_id, name, modified_ns, size, document FROM sidecars
        WHERE file_id = OLD.id AND photo_id IS NOT NULL AND name <> x'';
    END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('folders',1);
INSERT INTO "sqlite_sequence" VALUES('models',1);
INSERT INTO "sqlite_sequence" VALUES('files',4);
INSERT INTO "sqlite_sequence" VALUES('photos',2);
INSERT INTO "sqlite_sequence" VALUES('vectors',2);
INSERT INTO "sqlite_sequence" VALUES('tag_labels',2);
INSERT INTO "sqlite_sequence" VALUES('tag_origins',1);
INSERT INTO "sqlite_sequence" VALUES('albums',3);
INSERT INTO "sqlite_sequence" VALUES('mark_offers',1);
COMMIT;
