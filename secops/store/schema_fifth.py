"""The fifth migration: imported ISMAP lists, and which listed service a recorded one is (別記 13)).

How such texts are kept: :mod:`secops.store.schema`. The entries of a list are one JSON text: a list is read and kept
whole. ``sha256`` is that of the file it came from, ``digest`` that of the entries, which the change log keeps.
"""

FIFTH = """\
CREATE TABLE "link" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "cloud" TEXT NOT NULL REFERENCES "cloud" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "registration_no" TEXT NOT NULL DEFAULT '',
    "listed_name" TEXT NOT NULL DEFAULT '',
    "list_name" TEXT NOT NULL DEFAULT '',
    "list_as_of_on" TEXT,
    "linked_on" TEXT,
    "linked_by" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "link_key" ON "link" ("cloud", COALESCE("linked_on", ''));

CREATE TABLE imported_list (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    as_of TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    digest TEXT NOT NULL,
    entries BLOB NOT NULL
) STRICT;
CREATE INDEX imported_list_day ON imported_list (name, as_of);
"""
