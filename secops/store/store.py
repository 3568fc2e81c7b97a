"""The workspace on disk."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from secops.base.errors import InputError, NotFound
from secops.base.paths import make_private_folder, write_whole
from secops.dossier import Dossier
from secops.ismap.history import History
from secops.records.kinds import Record
from secops.store import log
from secops.store.checking import dangling
from secops.store.connection import FILE_NAME, SCHEMA_VERSION, connect, found_version, writing
from secops.store.errors import Constraint, Unwritable, translated
from secops.store.issued import IssuedReport, read_issued
from secops.store.lists import read_lists
from secops.store.log import Change
from secops.store.reading import read_dossiers
from secops.store.rows import all_records
from secops.store.settings import FILE_NAME as SETTINGS_NAME
from secops.store.settings import TEMPLATE, Settings, read_settings
from secops.store.writer import Writer

R = TypeVar("R", bound=Record)

FOLDERS = ("evidence", "documents")


class Store:
    """An open workspace. It belongs to the thread that opened it; another thread opens its own."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        """Take a folder and a connection that are known to be good: see :meth:`open` and :meth:`create`."""
        self.folder = folder
        self.database = folder / FILE_NAME
        self._connection = connection
        self._settings: Settings | None = None

    @classmethod
    def create(cls, folder: Path) -> "Store":
        """Make an empty workspace and open it.

        Raises InputError when there is one, or the folder holds other things; Unwritable when the disk refuses.
        """
        try:
            _claim(folder)
        except FileExistsError:
            raise InputError(f"ワークスペースはすでにあります: {folder}") from None
        except OSError as error:
            raise _impossible(folder, error) from error
        try:
            store = cls.open(folder)  # the database first: cut short here, the workspace can still be opened
        except BaseException:
            (folder / FILE_NAME).unlink(missing_ok=True)
            raise
        try:
            for name in FOLDERS:
                make_private_folder(folder / name)
            write_whole(folder / SETTINGS_NAME, TEMPLATE.encode())
        except OSError as error:
            store.close()
            raise _impossible(folder, error) from error
        return store

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open a workspace, bringing an older database to the present schema.

        Raises NotFound when there is none; DataError for a database from a newer program, a file that is no
        database of ours, a damaged one; Busy, Unwritable.
        """
        database = folder / FILE_NAME
        try:
            found = database.is_file()
        except OSError as error:
            raise Unwritable(f"ワークスペースを開けません: {folder}（{error.strerror}）") from error
        if not found:
            raise NotFound(f"ワークスペースがありません: {folder}。secops init で作ってください。")
        with translated(database):
            connection = connect(database)
            try:
                if found_version(connection, database) != SCHEMA_VERSION:
                    from secops.store.migrations import migrate  # sqlite_utils: 100 ms

                    migrate(connection, database)
            except BaseException:
                connection.close()
                raise
        return cls(folder, connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the open workspace."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @property
    def settings(self) -> Settings:
        """What settings.toml says, read once. Raises DataError naming file, key and reason."""
        if self._settings is None:
            self._settings = read_settings(self.folder)
        return self._settings

    def records(self, cls: type[R]) -> tuple[R, ...]:
        """Return all records of a class, in natural order."""
        with translated(self.database):
            return all_records(self._connection, cls)

    def dossiers(self, codes: Sequence[str] | None = None) -> Iterator[Dossier]:
        """Return the dossiers of the contracts with these codes, or of all, in order of code.

        Read at once, from one state of the database, with one query a kind; made contract by contract.
        Raises NotFound for an unknown code, DataError for bad settings.
        """
        with translated(self.database):
            return read_dossiers(self._connection, codes, self.settings)

    def head(self) -> str:
        """Return the hash of the change log's last seal, "" when there is none."""
        with translated(self.database):
            return log.head(self._connection)

    def data_version(self) -> int:
        """Return a number that changes when another connection has written (5 µs)."""
        with translated(self.database):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def changes(
        self,
        *,
        kind: str = "",
        record_id: str = "",
        contract_id: str = "",
        since: date | None = None,
        limit: int | None = None,
    ) -> tuple[Change, ...]:
        """Return logged changes in the order in which they happened; with a limit, the last so many."""
        with translated(self.database):
            return log.read_changes(
                self._connection, kind=kind, record_id=record_id, contract_id=contract_id, since=since, limit=limit
            )

    def verify(self) -> tuple[str, ...]:
        """Return a sentence for each thing that is wrong with the database, and where; nothing when all is well."""
        from secops.store.verifying import verify  # with the migrations, which import sqlite_utils: 100 ms

        with translated(self.database):
            return verify(self._connection)

    def lists(self) -> History:
        """Return the history of the imported ISMAP lists."""
        with translated(self.database):
            return History.of(read_lists(self._connection))

    def issued(self, report_id: str | None = None) -> tuple[IssuedReport, ...]:
        """Return the issues of one report, or of all, in order of contract, day and number."""
        with translated(self.database):
            return read_issued(self._connection, report_id)

    @contextmanager
    def write(self, actor: str, reason: str, source: str = "") -> Iterator[Writer]:
        """Open the one write door: all that is written inside is kept and sealed together, or nothing is.

        ``source`` names the file or front end that the values come from. Raises InputError for a blank actor
        and for a record that names one of another contract, Busy when others write for too long, Constraint when a
        record refers to nothing, Unwritable.
        """
        if self._connection.in_transaction:
            raise RuntimeError("the write door is open already")
        with translated(self.database), writing(self._connection):
            entry = log.begin(self._connection, actor, reason, source)
            writer = Writer(self._connection)
            try:
                yield writer
                writer.settle()
            finally:
                writer.close()
            if log.seal(self._connection, entry):
                self._commit()
            else:
                self._connection.execute("ROLLBACK")  # nothing was changed: leave no trace

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            faults = dangling(self._connection)
            raise Constraint("ない記録を指しているため、書き込みませんでした。", faults) from error


def _claim(folder: Path) -> None:
    """Make the folder, or close an empty one to others, and put an empty database file into it, ours alone to fill."""
    database = folder / FILE_NAME
    if database.exists():
        raise FileExistsError
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"空のフォルダではありません: {folder}。新しいフォルダか、空のフォルダを指定してください。")
    make_private_folder(folder)
    folder.chmod(0o700)  # one that was there may be open to others
    database.touch(mode=0o600, exist_ok=False)


def _impossible(folder: Path, error: OSError) -> Unwritable:
    return Unwritable(f"ワークスペースを作れません: {folder}（{error.strerror}）")
