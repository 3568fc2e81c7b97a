"""The workspace on disk: SQLite with migrations, one write door, a change log that can be verified."""
