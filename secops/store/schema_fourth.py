"""The fourth migration: under which edition (適用版) the items of a method, an answer, an evidence are numbered.

How such texts are kept: :mod:`secops.store.schema`.
"""

FOURTH = """\
ALTER TABLE "contract" ADD COLUMN "former_editions" TEXT NOT NULL DEFAULT '';
ALTER TABLE "report" ADD COLUMN "edition" TEXT NOT NULL DEFAULT '';

ALTER TABLE "method" ADD COLUMN "edition" TEXT NOT NULL DEFAULT '';
DROP INDEX "method_key";
CREATE UNIQUE INDEX "method_key" ON "method" ("contract", COALESCE("item", ''), COALESCE("effective_on", ''), "edition");

ALTER TABLE "answer" ADD COLUMN "edition" TEXT NOT NULL DEFAULT '';
DROP INDEX "answer_key";
CREATE UNIQUE INDEX "answer_key" ON "answer" ("report", COALESCE("item", ''), "edition");

ALTER TABLE "evidence" ADD COLUMN "edition" TEXT NOT NULL DEFAULT '';
DROP INDEX "evidence_key";
CREATE UNIQUE INDEX "evidence_key" ON "evidence" ("contract", "for_kind", "for_id", COALESCE("item", ''), "edition", "file");
"""
