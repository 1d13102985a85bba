/** `PRAGMA application_id` of a Kith library: the letters 'Kith'. */
export const applicationId = 0x4b697468;

/**
 * Migration n brings a library from `user_version` n to n + 1. Never changed once released; a new one is added instead.
 *
 * Computed: faces, snapshots, and the state of photos. Said by the user, never touched by a reset: facts, anchors, drawn.
 * A photo without a row in files is `missing`; that is not stored, so it is what it was when a file returns.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE models (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE photos (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'indexed', 'failed')),
    reason TEXT,
    kind TEXT CHECK (kind IN ('transient', 'permanent')),
    attempts INTEGER,
    width INTEGER,
    height INTEGER,
    taken_at REAL,
    latitude REAL,
    longitude REAL,
    model INTEGER REFERENCES models (id),
    CHECK ((state = 'failed') = (reason IS NOT NULL))
  ) STRICT;
  CREATE INDEX photos_by_state ON photos (state, id);

  CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified_at REAL NOT NULL,
    photo INTEGER NOT NULL REFERENCES photos (id),
    UNIQUE (root, path)
  ) STRICT;
  CREATE INDEX files_by_photo ON files (photo);
  CREATE INDEX files_by_path ON files (path);

  CREATE TABLE faces (
    id INTEGER PRIMARY KEY,
    face TEXT NOT NULL UNIQUE,
    photo INTEGER NOT NULL REFERENCES photos (id),
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    score REAL NOT NULL,
    quality REAL NOT NULL,
    points BLOB NOT NULL,
    landmarks BLOB,
    model INTEGER NOT NULL REFERENCES models (id),
    vector BLOB NOT NULL,
    person TEXT
  ) STRICT;
  CREATE INDEX faces_by_photo ON faces (photo);
  CREATE INDEX faces_by_person ON faces (person) WHERE person IS NOT NULL;
  CREATE INDEX faces_by_model ON faces (model, id);

  CREATE TABLE snapshots (
    model INTEGER PRIMARY KEY REFERENCES models (id),
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE facts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at REAL NOT NULL,
    action TEXT NOT NULL,
    statement TEXT NOT NULL
  ) STRICT;

  CREATE TABLE anchors (
    face TEXT PRIMARY KEY,
    photo INTEGER NOT NULL REFERENCES photos (id),
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL
  ) STRICT;
  CREATE INDEX anchors_by_photo ON anchors (photo);

  CREATE TABLE drawn (
    face TEXT PRIMARY KEY,
    photo INTEGER NOT NULL REFERENCES photos (id),
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL
  ) STRICT;
  CREATE INDEX drawn_by_photo ON drawn (photo);

  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
];
