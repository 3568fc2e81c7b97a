"""The third migration: systems, contents, the web checklist, evidence (別記 15)–17)).

How such texts are kept: :mod:`secops.store.schema`.
"""

THIRD = """\
CREATE TABLE "system" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "phases" TEXT NOT NULL DEFAULT '[]',
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "public_web" INTEGER CHECK ("public_web" IN (0, 1)),
    "web_app" INTEGER CHECK ("web_app" IN (0, 1)),
    "outward_facing" INTEGER CHECK ("outward_facing" IN (0, 1)),
    "mail" INTEGER CHECK ("mail" IN (0, 1)),
    "own_servers" INTEGER CHECK ("own_servers" IN (0, 1)),
    "domain" TEXT NOT NULL DEFAULT '',
    "work_starts_on" TEXT,
    "launched_on" TEXT,
    "qa_submitted_on" TEXT,
    "tamper_procedure_on" TEXT,
    "antivirus" TEXT NOT NULL DEFAULT '',
    "av_unknown" INTEGER CHECK ("av_unknown" IN (0, 1)),
    "av_engine_auto" INTEGER CHECK ("av_engine_auto" IN (0, 1)),
    "av_uses_definitions" INTEGER CHECK ("av_uses_definitions" IN (0, 1)),
    "av_definitions_auto" INTEGER CHECK ("av_definitions_auto" IN (0, 1)),
    "av_admin_only" INTEGER CHECK ("av_admin_only" IN (0, 1)),
    "av_full_scan" INTEGER CHECK ("av_full_scan" IN (0, 1)),
    "edr_considered_on" TEXT,
    "handover_on" TEXT,
    "handover_to" TEXT NOT NULL DEFAULT '',
    "handover_included" INTEGER CHECK ("handover_included" IN (0, 1)),
    "tls" INTEGER CHECK ("tls" IN (0, 1)),
    "public_ca" INTEGER CHECK ("public_ca" IN (0, 1)),
    "spf" INTEGER CHECK ("spf" IN (0, 1)),
    "smtp_tls" INTEGER CHECK ("smtp_tls" IN (0, 1)),
    "mail_protection" INTEGER CHECK ("mail_protection" IN (0, 1)),
    "certificate_expires_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "system_key" ON "system" ("contract", "name");
CREATE INDEX "system_organisation" ON "system" ("organisation");

CREATE TABLE "system_change" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "system" TEXT NOT NULL REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "content" TEXT NOT NULL DEFAULT '',
    "by_security" INTEGER CHECK ("by_security" IN (0, 1)),
    "web_app_changed" INTEGER CHECK ("web_app_changed" IN (0, 1)),
    "changed_on" TEXT,
    "reported_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "system_change_key" ON "system_change" ("system", "content", COALESCE("changed_on", ''));

CREATE TABLE "threat" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "system" TEXT NOT NULL REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "content" TEXT NOT NULL DEFAULT '',
    "confirmed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "threat_key" ON "threat" ("system", "content", COALESCE("confirmed_on", ''));

CREATE TABLE "software" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "system" TEXT REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "version" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "supplier" TEXT NOT NULL DEFAULT '',
    "support" TEXT NOT NULL DEFAULT '',
    "support_ends_on" TEXT,
    "support_checked_on" TEXT,
    "installed_on" TEXT,
    "removed_on" TEXT,
    "purl" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "software_key" ON "software" ("contract", COALESCE("system", ''), "name", "version", "location");
CREATE INDEX "software_system" ON "software" ("system");

CREATE TABLE "vulnerability" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "software" TEXT REFERENCES "software" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "system" TEXT REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "identifier" TEXT NOT NULL DEFAULT '',
    "severity" TEXT NOT NULL DEFAULT '',
    "affected" INTEGER CHECK ("affected" IN (0, 1)),
    "found_on" TEXT,
    "notified_on" TEXT,
    "plan_on" TEXT,
    "plan" TEXT NOT NULL DEFAULT '',
    "plan_confirmed_on" TEXT,
    "planned_on" TEXT,
    "patch_available_on" TEXT,
    "fixed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT '',
    CHECK (("software" IS NOT NULL) + ("system" IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX "vulnerability_key" ON "vulnerability" ("contract", COALESCE("software", ''), COALESCE("system", ''), "identifier");
CREATE INDEX "vulnerability_software" ON "vulnerability" ("software");
CREATE INDEX "vulnerability_system" ON "vulnerability" ("system");

CREATE TABLE "diagnosis" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "system" TEXT NOT NULL REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "occasion" TEXT NOT NULL DEFAULT '',
    "held_on" TEXT,
    "by" TEXT NOT NULL DEFAULT '',
    "detected" INTEGER,
    "fixed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "diagnosis_key" ON "diagnosis" ("system", "kind", COALESCE("held_on", ''));

CREATE TABLE "content" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "version" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT '',
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "delivered_on" TEXT,
    "scanned_on" TEXT,
    "code_checked_on" TEXT,
    "access_checked_on" TEXT,
    "vulnerabilities_checked_on" TEXT,
    "defects_open" INTEGER CHECK ("defects_open" IN (0, 1)),
    "external_access" INTEGER CHECK ("external_access" IN (0, 1)),
    "third_party_data" INTEGER CHECK ("third_party_data" IN (0, 1)),
    "necessity" TEXT NOT NULL DEFAULT '',
    "access_safety_checked_on" TEXT,
    "policy_shown" INTEGER CHECK ("policy_shown" IN (0, 1)),
    "opt_out_shown" INTEGER CHECK ("opt_out_shown" IN (0, 1)),
    "executable" INTEGER CHECK ("executable" IN (0, 1)),
    "executable_reason" TEXT NOT NULL DEFAULT '',
    "signature" TEXT NOT NULL DEFAULT '',
    "signature_reason" TEXT NOT NULL DEFAULT '',
    "weakens_users" INTEGER CHECK ("weakens_users" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "content_key" ON "content" ("contract", "name", "version");
CREATE INDEX "content_organisation" ON "content" ("organisation");

CREATE TABLE "checklist" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "system" TEXT NOT NULL REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "occasion" TEXT NOT NULL DEFAULT '',
    "edition" TEXT NOT NULL DEFAULT '',
    "due_on" TEXT,
    "submitted_on" TEXT,
    "instruction" TEXT NOT NULL DEFAULT '',
    "instructed_on" TEXT,
    "instruction_done_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "checklist_key" ON "checklist" ("system", "occasion", COALESCE("due_on", ''));

CREATE TABLE "check" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "checklist" TEXT NOT NULL REFERENCES "checklist" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "check_id" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "remark" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "check_key" ON "check" ("checklist", "check_id");

CREATE TABLE "evidence" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "for_kind" TEXT NOT NULL DEFAULT '',
    "for_id" TEXT NOT NULL DEFAULT '',
    "item" INTEGER,
    "file" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "covers_from_on" TEXT,
    "covers_to_on" TEXT,
    "obtained_on" TEXT,
    "recorded_on" TEXT,
    "expires_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "evidence_key" ON "evidence" ("contract", "for_kind", "for_id", COALESCE("item", ''), "file");
"""
