"""The edge of the program: today, the login name, the terminal. Imports nothing that takes time."""

import getpass
import sys
from datetime import date

from secops.base.dates import TODAY_VARIABLE
from secops.base.dates import today as read_today
from secops.base.errors import InputError


def login_name() -> str:
    """Return the login name, by which the change log knows who wrote. Raises InputError where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InputError("ログイン名が分かりません。--actor で変更した人を指定してください。") from None


def today() -> date:
    """Return today. Raises InputError when $SECOPS_TODAY is no date."""
    try:
        return read_today()
    except ValueError as error:
        raise InputError(f"環境変数{TODAY_VARIABLE}を読めません。必要なのは{error}") from None


def on_terminal() -> bool:
    """Whether a person sits in front."""
    return sys.stdin.isatty() and sys.stdout.isatty()
