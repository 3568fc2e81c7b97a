"""The tables as literal SQL, one text a migration, in the order in which they are applied.

A text is never generated from today's declarations and never changed once a version of the program has been
published: an older workspace has been through it. One table a record kind, named as the kind, its columns as the
fields; a test holds them against the declarations. Triggers are not here: they are installed anew from the live
columns after every migration (:mod:`secops.store.triggers`).

References are checked when the transaction ends (DEFERRABLE), so that the records of one import may come in any
order; removing what another record refers to fails at once (RESTRICT).

``log_change`` is a row a changed record, ``log_seal`` a row a transaction, ``log_context`` the transaction that is
open: one row while the write door is open, none otherwise, so that an edit with another tool finds none.
"""

from secops.store.schema_fifth import FIFTH
from secops.store.schema_fourth import FOURTH
from secops.store.schema_second import SECOND
from secops.store.schema_sixth import SIXTH
from secops.store.schema_third import THIRD

FIRST = """\
CREATE TABLE "contract" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "concluded_on" TEXT,
    "starts_on" TEXT,
    "ends_on" TEXT,
    "completed_on" TEXT,
    "terminated_on" TEXT,
    "contractor" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "addressee" TEXT NOT NULL DEFAULT '',
    "office" TEXT NOT NULL DEFAULT '',
    "edition" TEXT NOT NULL DEFAULT '',
    "amount" INTEGER,
    "reporting_on" TEXT NOT NULL DEFAULT '[]',
    "regulations_confirmed_on" TEXT,
    "capital_disclosed_on" TEXT,
    "officers_disclosed_on" TEXT,
    "over_half_reason_on" TEXT,
    "subcontracts" INTEGER CHECK ("subcontracts" IN (0, 1)),
    "brings_devices" INTEGER CHECK ("brings_devices" IN (0, 1)),
    "copies_off_site" INTEGER CHECK ("copies_off_site" IN (0, 1)),
    "discloses" INTEGER CHECK ("discloses" IN (0, 1)),
    "uses_cloud" INTEGER CHECK ("uses_cloud" IN (0, 1)),
    "builds_systems" INTEGER CHECK ("builds_systems" IN (0, 1)),
    "makes_content" INTEGER CHECK ("makes_content" IN (0, 1)),
    "builds_web_app" INTEGER CHECK ("builds_web_app" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "contract_key" ON "contract" ("code");
CREATE INDEX "contract_contractor" ON "contract" ("contractor");

CREATE TABLE "amendment" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "concluded_on" TEXT,
    "effective_on" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "ends_on" TEXT,
    "amount" INTEGER,
    "addressee" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "amendment_key" ON "amendment" ("contract", COALESCE("concluded_on", ''));

CREATE TABLE "member" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "organisation" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "lead" INTEGER CHECK ("lead" IN (0, 1)),
    "capital_disclosed_on" TEXT,
    "officers_disclosed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "member_key" ON "member" ("contract", "organisation");
CREATE INDEX "member_organisation" ON "member" ("organisation");

CREATE TABLE "official" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "office" TEXT NOT NULL DEFAULT '',
    "from_on" TEXT,
    "to_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "official_key" ON "official" ("contract", "name");

CREATE TABLE "assurance" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "revision" INTEGER,
    "submitted_on" TEXT,
    "accepted_on" TEXT,
    "filed_on" TEXT,
    "includes_subcontractors" INTEGER CHECK ("includes_subcontractors" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "assurance_key" ON "assurance" ("contract", COALESCE("revision", ''));

CREATE TABLE "method" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "item" INTEGER,
    "effective_on" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "accepted_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "method_key" ON "method" ("contract", COALESCE("item", ''), COALESCE("effective_on", ''));

CREATE TABLE "change" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "subject" TEXT NOT NULL DEFAULT '',
    "before" TEXT NOT NULL DEFAULT '',
    "after" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "effective_on" TEXT,
    "submitted_on" TEXT,
    "agreed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "change_key" ON "change" ("contract", "subject", COALESCE("effective_on", ''));

CREATE TABLE "workplace" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT '',
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "address" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "used_from_on" TEXT,
    "disclosed_on" TEXT,
    "change" TEXT REFERENCES "change" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "workplace_key" ON "workplace" ("contract", "name");
CREATE INDEX "workplace_organisation" ON "workplace" ("organisation");
CREATE INDEX "workplace_change" ON "workplace" ("change");

CREATE TABLE "organisation" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "corporate_number" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "representative" TEXT NOT NULL DEFAULT '',
    "is_self" INTEGER CHECK ("is_self" IN (0, 1)),
    "capital_note" TEXT NOT NULL DEFAULT '',
    "emergency_contact" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "organisation_key" ON "organisation" ("name");

CREATE TABLE "shareholder" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "organisation" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "ratio" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "shareholder_key" ON "shareholder" ("organisation", "name");

CREATE TABLE "officer" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "organisation" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "nationality" TEXT NOT NULL DEFAULT '[]',
    "appointed_on" TEXT,
    "retired_on" TEXT,
    "change" TEXT REFERENCES "change" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "officer_key" ON "officer" ("organisation", "name");
CREATE INDEX "officer_change" ON "officer" ("change");

CREATE TABLE "person" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "organisation" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "employee_no" TEXT NOT NULL DEFAULT '',
    "name_kana" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "nationality" TEXT NOT NULL DEFAULT '[]',
    "qualifications" TEXT NOT NULL DEFAULT '',
    "training_history" TEXT NOT NULL DEFAULT '',
    "track_record" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "person_key" ON "person" ("organisation", "name", "employee_no");

CREATE TABLE "report" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "engagement" TEXT REFERENCES "engagement" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "as_of" TEXT,
    "period_from_on" TEXT,
    "dated_on" TEXT,
    "addressee" TEXT NOT NULL DEFAULT '',
    "representative" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER,
    "submitted_on" TEXT,
    "medium" TEXT NOT NULL DEFAULT '',
    "feedback" TEXT NOT NULL DEFAULT '',
    "feedback_on" TEXT,
    "measures_agreed_on" TEXT,
    "measures_done_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "report_key" ON "report" ("contract", COALESCE("engagement", ''), COALESCE("as_of", ''));
CREATE INDEX "report_engagement" ON "report" ("engagement");

CREATE TABLE "answer" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "report" TEXT NOT NULL REFERENCES "report" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "item" INTEGER,
    "status" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "basis" TEXT NOT NULL DEFAULT '',
    "planned_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "answer_key" ON "answer" ("report", COALESCE("item", ''));

CREATE TABLE "added_row" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "report" TEXT NOT NULL REFERENCES "report" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "requirement" TEXT NOT NULL DEFAULT '',
    "consulted_on" TEXT,
    "status" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "added_row_key" ON "added_row" ("report", "title");

CREATE TABLE "assignment" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "person" TEXT NOT NULL REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "roles" TEXT NOT NULL DEFAULT '[]',
    "employment" TEXT NOT NULL DEFAULT '',
    "affiliation" TEXT NOT NULL DEFAULT '',
    "workplace" TEXT REFERENCES "workplace" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "starts_on" TEXT,
    "ends_on" TEXT,
    "disclosed_on" TEXT,
    "end_disclosed_on" TEXT,
    "pledged_on" TEXT,
    "change" TEXT REFERENCES "change" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "assignment_key" ON "assignment" ("contract", "person", COALESCE("starts_on", ''));
CREATE INDEX "assignment_person" ON "assignment" ("person");
CREATE INDEX "assignment_workplace" ON "assignment" ("workplace");
CREATE INDEX "assignment_change" ON "assignment" ("change");

CREATE TABLE "engagement" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "organisation" TEXT NOT NULL REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "parent" TEXT REFERENCES "engagement" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "scope" TEXT NOT NULL DEFAULT '',
    "handles_information" INTEGER CHECK ("handles_information" IN (0, 1)),
    "in_plan" INTEGER CHECK ("in_plan" IN (0, 1)),
    "amount" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "selection" TEXT NOT NULL DEFAULT '',
    "quotes" INTEGER,
    "lowest_price" INTEGER CHECK ("lowest_price" IN (0, 1)),
    "is_group" INTEGER CHECK ("is_group" IN (0, 1)),
    "core_work" INTEGER CHECK ("core_work" IN (0, 1)),
    "site_visit_clause" INTEGER CHECK ("site_visit_clause" IN (0, 1)),
    "starts_on" TEXT,
    "ends_on" TEXT,
    "approved_on" TEXT,
    "clause_on" TEXT,
    "assurance_on" TEXT,
    "people_disclosed_on" TEXT,
    "capital_disclosed_on" TEXT,
    "officers_disclosed_on" TEXT,
    "disposal_confirmed_on" TEXT,
    "change" TEXT REFERENCES "change" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "engagement_key" ON "engagement" ("contract", "organisation", COALESCE("starts_on", ''));
CREATE INDEX "engagement_organisation" ON "engagement" ("organisation");
CREATE INDEX "engagement_parent" ON "engagement" ("parent");
CREATE INDEX "engagement_change" ON "engagement" ("change");

CREATE TABLE "audit" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "notified_on" TEXT,
    "held_on" TEXT,
    "accepted" INTEGER CHECK ("accepted" IN (0, 1)),
    "result" TEXT NOT NULL DEFAULT '',
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "audit_key" ON "audit" ("contract", "kind", COALESCE("notified_on", ''));

CREATE TABLE "finding" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "audit" TEXT NOT NULL REFERENCES "audit" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "content" TEXT NOT NULL DEFAULT '',
    "due_on" TEXT,
    "action" TEXT NOT NULL DEFAULT '',
    "done_on" TEXT,
    "confirmed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "finding_key" ON "finding" ("audit", "content");
CREATE TABLE issued (
    id TEXT PRIMARY KEY NOT NULL,
    report TEXT NOT NULL REFERENCES "report" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    contract TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL CHECK (number >= 1),
    as_of TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    header TEXT NOT NULL,
    answers TEXT NOT NULL,
    assessment TEXT NOT NULL,
    template_sha256 TEXT NOT NULL,
    program TEXT NOT NULL,
    head TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX issued_key ON issued (report, number);
CREATE INDEX issued_contract ON issued (contract);

CREATE TABLE log_context (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    purging INTEGER NOT NULL DEFAULT 0 CHECK (purging IN (0, 1))
) STRICT;

CREATE TABLE log_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    contract_id TEXT,
    action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete', 'baseline')),
    before TEXT,
    after TEXT,
    salt TEXT NOT NULL,
    digest TEXT
) STRICT;
CREATE INDEX log_change_record ON log_change (kind, record_id);
CREATE INDEX log_change_contract ON log_change (contract_id);

CREATE TABLE log_seal (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
"""

MIGRATIONS = (
    ("first", FIRST),
    ("second", SECOND),
    ("third", THIRD),
    ("fourth", FOURTH),
    ("fifth", FIFTH),
    ("sixth", SIXTH),
)  # name and text; secops.store.connection.SCHEMA_VERSION counts them


def statements(text: str) -> list[str]:
    """Split one migration's text into its statements (none of them holds a semicolon of its own)."""
    return [statement.strip() for statement in text.split(";\n") if statement.strip()]
