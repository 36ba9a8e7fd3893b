import type { Database } from './driver.ts'

/**
 * The schema, one step a number (`PRAGMA user_version`). A step that has been released is never edited: add the next.
 *
 * Nothing is kept twice: labels of a passage are JSON cells beside its text (counting happens in memory, see
 * `iterateLabels`), only facts have a table of their own. The rules that gave each label (`explain`) are long and
 * rarely read: one compressed cell a report.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE report (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    slot TEXT NOT NULL,          -- place and year: what texts of one township and year share
    township TEXT NOT NULL,      -- key of the township, see townshipKey()
    year INTEGER,
    level TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    county TEXT,
    city TEXT,
    province TEXT,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL,        -- of the file
    text_hash TEXT NOT NULL,     -- of the normalised text
    digest TEXT NOT NULL,        -- of everything stored of the report, times apart
    json TEXT NOT NULL,          -- the Report
    meta TEXT,                   -- metadata the file itself stated
    explain BLOB
  );
  CREATE INDEX report_slot ON report (slot);
  CREATE INDEX report_text ON report (text_hash);
  CREATE INDEX report_place ON report (township, year);

  CREATE TABLE passage (
    pid INTEGER PRIMARY KEY,     -- the engine's row number; in one report rising with n
    rid INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    key TEXT NOT NULL,           -- passage id without the report's
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    section TEXT NOT NULL,
    heading_path TEXT,
    themes TEXT,
    practices TEXT,
    named TEXT,
    items TEXT,
    page INTEGER,
    text TEXT NOT NULL
  );
  CREATE INDEX passage_rid ON passage (rid);

  CREATE TABLE indicator (
    rid INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    seq INTEGER NOT NULL,        -- order in the report
    pid INTEGER NOT NULL,        -- its passage, which never goes without it
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    value REAL,
    value_max REAL,
    unit TEXT NOT NULL,
    qualifier TEXT,
    scope TEXT NOT NULL,
    per TEXT,
    implied INTEGER,
    measure TEXT,
    text TEXT,                   -- NULL where it is the passage's text from text_start to text_end
    text_start INTEGER,
    text_end INTEGER,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    PRIMARY KEY (rid, seq)
  ) WITHOUT ROWID;
  CREATE INDEX indicator_kind ON indicator (kind, value);

  CREATE TABLE source_file (
    path TEXT PRIMARY KEY,       -- absolute
    root TEXT,                   -- the folder it was found in, absolute; NULL for a file named by itself
    shown TEXT,                  -- how the report names it
    sha256 TEXT,
    stat TEXT,                   -- size and times, to see without reading that nothing changed
    rid INTEGER REFERENCES report ON DELETE SET NULL,
    status TEXT NOT NULL CHECK (status IN ('ok', 'failed', 'skipped', 'duplicate')),
    problems TEXT,
    rules TEXT                   -- version of parser and lexicon that made its labels
  ) WITHOUT ROWID;
  CREATE INDEX source_file_rid ON source_file (rid);
  CREATE INDEX source_file_sha ON source_file (sha256);
  `,
  `
  -- what texts that are nearly the same are found by, see sketch.ts
  CREATE TABLE sketch (rid INTEGER PRIMARY KEY REFERENCES report ON DELETE CASCADE, sketch BLOB NOT NULL);
  CREATE TABLE sketch_band (band INTEGER, rid INTEGER, PRIMARY KEY (band, rid)) WITHOUT ROWID;
  `,
]

/** Number of the newest schema. */
export const schemaVersion = migrations.length

/** Number of the schema in a file; 0 for a new one. */
export function storedSchemaVersion(db: Database): number {
  return Number(db.prepare('PRAGMA user_version').all()[0]?.user_version ?? 0)
}

/**
 * Brings a file to the newest schema, each step in its own transaction.
 * @throws when the file was written by a newer version of the product (message in Chinese).
 */
export function migrate(db: Database): void {
  const from = storedSchemaVersion(db)
  if (from > schemaVersion) {
    throw new Error(`语料库 ${db.path} 由更新版本的阡陌写成（结构 ${from}，本程序 ${schemaVersion}），请升级程序`)
  }
  for (let step = from; step < schemaVersion; step++) {
    db.transaction(() => {
      db.exec(migrations[step] ?? '')
      db.exec(`PRAGMA user_version = ${step + 1}`)
    })
  }
}
