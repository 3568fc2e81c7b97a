"""The second migration: measures, incidents, cloud services and information (別記 6)–14)).

How such texts are kept: :mod:`secops.store.schema`.
"""

SECOND = """\
CREATE TABLE "measure" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "area" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "in_place_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "measure_key" ON "measure" (COALESCE("contract", ''), "area", "description");
CREATE INDEX "measure_contract" ON "measure" ("contract");

CREATE TABLE "training" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "held_on" TEXT,
    "areas" TEXT NOT NULL DEFAULT '[]',
    "means" TEXT NOT NULL DEFAULT '',
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "training_key" ON "training" (COALESCE("contract", ''), "title", COALESCE("held_on", ''));
CREATE INDEX "training_contract" ON "training" ("contract");

CREATE TABLE "attendance" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "training" TEXT NOT NULL REFERENCES "training" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "person" TEXT NOT NULL REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "attended_on" TEXT,
    "result" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "attendance_key" ON "attendance" ("training", "person", COALESCE("attended_on", ''));
CREATE INDEX "attendance_person" ON "attendance" ("person");

CREATE TABLE "procedure" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "presented_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "procedure_key" ON "procedure" ("contract", "kind");

CREATE TABLE "incident" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT '',
    "suspected" INTEGER CHECK ("suspected" IN (0, 1)),
    "leaked" INTEGER CHECK ("leaked" IN (0, 1)),
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "occurred_on" TEXT,
    "detected_on" TEXT,
    "summary" TEXT NOT NULL DEFAULT '',
    "impact" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL DEFAULT '',
    "response" TEXT NOT NULL DEFAULT '',
    "consulted_on" TEXT,
    "instruction" TEXT NOT NULL DEFAULT '',
    "instructed_on" TEXT,
    "instruction_due_on" TEXT,
    "instruction_done_on" TEXT,
    "closed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "incident_key" ON "incident" ("contract", "title", COALESCE("detected_on", ''));
CREATE INDEX "incident_organisation" ON "incident" ("organisation");

CREATE TABLE "incident_report" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "incident" TEXT NOT NULL REFERENCES "incident" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "reported_on" TEXT,
    "summary" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "incident_report_key" ON "incident_report" ("incident", "kind", COALESCE("reported_on", ''));

CREATE TABLE "cloud" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "provider" TEXT NOT NULL DEFAULT '',
    "terms" TEXT NOT NULL DEFAULT '',
    "confidential" INTEGER CHECK ("confidential" IN (0, 1)),
    "generative_ai" INTEGER CHECK ("generative_ai" IN (0, 1)),
    "input_reuse" INTEGER CHECK ("input_reuse" IN (0, 1)),
    "registration_no" TEXT NOT NULL DEFAULT '',
    "list_standing" TEXT NOT NULL DEFAULT '',
    "list_checked_on" TEXT,
    "exception_reason" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '',
    "users" TEXT NOT NULL DEFAULT '',
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "data_location" TEXT NOT NULL DEFAULT '',
    "access_protection" TEXT NOT NULL DEFAULT '',
    "assessed_on" TEXT,
    "acceptable" INTEGER CHECK ("acceptable" IN (0, 1)),
    "assessment" TEXT NOT NULL DEFAULT '',
    "approved_on" TEXT,
    "precautions" TEXT NOT NULL DEFAULT '',
    "precautions_on" TEXT,
    "procured_on" TEXT,
    "starts_on" TEXT,
    "ends_on" TEXT,
    "change" TEXT REFERENCES "change" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "cloud_key" ON "cloud" ("contract", "name");
CREATE INDEX "cloud_organisation" ON "cloud" ("organisation");
CREATE INDEX "cloud_change" ON "cloud" ("change");

CREATE TABLE "review" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "cloud" TEXT REFERENCES "cloud" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "system" TEXT REFERENCES "system" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "measure" TEXT REFERENCES "measure" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT '',
    "held_on" TEXT,
    "by" TEXT NOT NULL DEFAULT '',
    "result" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT '',
    CHECK (("cloud" IS NOT NULL) + ("system" IS NOT NULL) + ("measure" IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX "review_key" ON "review" (COALESCE("contract", ''), COALESCE("cloud", ''), COALESCE("system", ''), COALESCE("measure", ''), "kind", COALESCE("held_on", ''));
CREATE INDEX "review_contract" ON "review" ("contract");
CREATE INDEX "review_cloud" ON "review" ("cloud");
CREATE INDEX "review_system" ON "review" ("system");
CREATE INDEX "review_measure" ON "review" ("measure");

CREATE TABLE "device" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "serial" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL DEFAULT '',
    "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "purpose" TEXT NOT NULL DEFAULT '',
    "permitted_on" TEXT,
    "permitted_until_on" TEXT,
    "brought_on" TEXT,
    "removed_on" TEXT,
    "copied" INTEGER CHECK ("copied" IN (0, 1)),
    "copied_on" TEXT,
    "copy_permitted_on" TEXT,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "device_key" ON "device" ("contract", "name", "serial", COALESCE("brought_on", ''));
CREATE INDEX "device_person" ON "device" ("person");
CREATE INDEX "device_organisation" ON "device" ("organisation");

CREATE TABLE "asset" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '',
    "classification" TEXT NOT NULL DEFAULT '',
    "medium" TEXT NOT NULL DEFAULT '',
    "received_on" TEXT,
    "received_from" TEXT NOT NULL DEFAULT '',
    "holder" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "organisation" TEXT REFERENCES "organisation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "location" TEXT NOT NULL DEFAULT '',
    "cloud" TEXT REFERENCES "cloud" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "retain_reason" TEXT NOT NULL DEFAULT '',
    "retain_agreed_on" TEXT,
    "retain_until_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "asset_key" ON "asset" ("contract", "name", COALESCE("received_on", ''));
CREATE INDEX "asset_holder" ON "asset" ("holder");
CREATE INDEX "asset_organisation" ON "asset" ("organisation");
CREATE INDEX "asset_cloud" ON "asset" ("cloud");

CREATE TABLE "copy" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "asset" TEXT NOT NULL REFERENCES "asset" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "location" TEXT NOT NULL DEFAULT '',
    "medium" TEXT NOT NULL DEFAULT '',
    "quantity" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '',
    "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "cloud" TEXT REFERENCES "cloud" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "standing" INTEGER CHECK ("standing" IN (0, 1)),
    "permitted_on" TEXT,
    "permitted_until_on" TEXT,
    "made_on" TEXT,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "copy_key" ON "copy" ("asset", "location", COALESCE("made_on", ''));
CREATE INDEX "copy_person" ON "copy" ("person");
CREATE INDEX "copy_cloud" ON "copy" ("cloud");

CREATE TABLE "disposal" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "asset" TEXT REFERENCES "asset" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "copy" TEXT REFERENCES "copy" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "device" TEXT REFERENCES "device" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "method" TEXT NOT NULL DEFAULT '',
    "technique" TEXT NOT NULL DEFAULT '',
    "sanitisation" TEXT NOT NULL DEFAULT '',
    "tool" TEXT NOT NULL DEFAULT '',
    "media_maker" TEXT NOT NULL DEFAULT '',
    "media_model" TEXT NOT NULL DEFAULT '',
    "media_serial" TEXT NOT NULL DEFAULT '',
    "media_capacity" TEXT NOT NULL DEFAULT '',
    "quantity" TEXT NOT NULL DEFAULT '',
    "verification" TEXT NOT NULL DEFAULT '',
    "executed_on" TEXT,
    "executed_by" TEXT NOT NULL DEFAULT '',
    "witnessed_by" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "certificate_no" TEXT NOT NULL DEFAULT '',
    "certified_on" TEXT,
    "confirmed_on" TEXT,
    "remarks" TEXT NOT NULL DEFAULT '',
    CHECK (("asset" IS NOT NULL) + ("copy" IS NOT NULL) + ("device" IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX "disposal_key" ON "disposal" ("contract", COALESCE("asset", ''), COALESCE("copy", ''), COALESCE("device", ''), "method", COALESCE("executed_on", ''));
CREATE INDEX "disposal_asset" ON "disposal" ("asset");
CREATE INDEX "disposal_copy" ON "disposal" ("copy");
CREATE INDEX "disposal_device" ON "disposal" ("device");

CREATE TABLE "disclosure" (
    id TEXT PRIMARY KEY NOT NULL,
    edits INTEGER NOT NULL,
    "contract" TEXT NOT NULL REFERENCES "contract" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    "recipient" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '',
    "considered" TEXT NOT NULL DEFAULT '',
    "approved_on" TEXT,
    "precautions" TEXT NOT NULL DEFAULT '',
    "provided_on" TEXT,
    "cancelled" INTEGER CHECK ("cancelled" IN (0, 1)),
    "remarks" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX "disclosure_key" ON "disclosure" ("contract", "recipient", COALESCE("provided_on", ''));
"""
