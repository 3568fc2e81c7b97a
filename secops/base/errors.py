"""Errors that a person can mend, and the exit statuses they end with.

Every message is one plain Japanese sentence that says where, what, what was expected and what to do.
Each front end turns a :class:`SecopsError` into its message once, at its edge.
"""

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit statuses of the command line."""

    OK = 0
    OPEN_POINTS = 1  # something is overdue or breached, or a report is refused
    USAGE = 2  # wrong use or bad input
    FAULT = 70  # a fault of ours
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was given: a cell, an argument, a key of a file."""

    where: str  # 「名簿.csv 3行目 国籍」, "edition.toml items[4].title"; may be empty
    what: str  # what is wrong, with the value
    expected: str = ""  # what was expected instead

    def __str__(self) -> str:
        """The fault as one line."""
        head = f"{self.where}: " if self.where else ""
        tail = f"（{self.expected}）" if self.expected else ""
        return f"{head}{self.what}{tail}"


class SecopsError(Exception):
    """A message for the officer; nothing was written."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        """Take the sentence, and the single faults it stands for."""
        super().__init__(message)
        self.message = message
        self.faults = faults

    def __str__(self) -> str:
        """The sentence, then a line for each fault."""
        return "\n".join([self.message, *(f"  {fault}" for fault in self.faults)])


class InputError(SecopsError):
    """What was given cannot be used; the faults name each place."""


class DataError(SecopsError):
    """A file that the program reads (edition, form, settings) is malformed: file, key, reason."""


class NotFound(InputError):
    """No record, contract, edition or file of that name."""


class Ambiguous(InputError):
    """A name that fits several records; the faults list the candidates."""


class Refused(SecopsError):
    """The thing asked for must not be done as the records stand; the faults list why."""

    exit_code = ExitCode.OPEN_POINTS
