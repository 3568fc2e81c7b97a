"""The sixth migration: what an answer settled, as a digest of how its item stood when it was given.

How such texts are kept: :mod:`secops.store.schema`. An answer from before has a blank one, which is never compared.
"""

SIXTH = """\
ALTER TABLE "answer" ADD COLUMN "seen" TEXT NOT NULL DEFAULT '';
"""
