"""Faults of ours: a log file with the place in the program, and one sentence that says where it lies."""

import traceback
from datetime import UTC, datetime

from secops.base.paths import log_folder, make_private_folder, write_whole


def record_fault(error: BaseException) -> str:
    """Write where in the program a fault happened, and return the sentence for the officer.

    The file holds the stack and the kind of the error, never its text: that may quote a record.
    """
    stack = "".join(traceback.format_tb(error.__traceback__))
    kinds, cause = [], error
    while cause is not None:
        kinds.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__  # type: ignore[assignment]
    now = datetime.now(UTC)
    path = log_folder() / f"fault-{now:%Y%m%dT%H%M%S%f}.txt"
    try:
        make_private_folder(path.parent)
        write_whole(path, f"{now.isoformat()}\n{' <- '.join(kinds)}\n{stack}".encode())
    except OSError:
        return f"secopsの不具合で処理を中止しました（{kinds[0]}）。記録のファイルも書けませんでした。"
    return f"secopsの不具合で処理を中止しました。場所の記録: {path}（個人情報は含みません）"
