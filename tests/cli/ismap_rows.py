"""Rows of fictional lists, and what is asked of a workspace that took them in."""

import sqlite3
from pathlib import Path

CODE = "R6架空"  # the small contract
HEAD = "登録番号,クラウドサービスの名称,クラウドサービス事業者の名称,登録の有効期限,備考"
STORAGE = "C21-0001-2,架空ストレージ,架空倉庫株式会社,2025-07-31,架空"
FORM = "C21-0002-2,架空フォーム 行政版,架空フォーム株式会社,2024-10-31,架空"
MAIL = "C21-0003-2,架空メール,架空通信株式会社,,架空"
LIU = "L24-0001-1,架空小箱,架空小箱株式会社,,架空"
NEW_DAY = "2024-11-15"
OTHERS = tuple(f"C22-{n:04}-1,架空その他{n},架空株式会社,,架空" for n in range(1, 5))


def a_cloud(secops, name: str, *more: str, number: str = "", confidential: str = "有") -> None:
    """Enter a service procured for what is confidential."""
    fields = (f"サービス名={name}", "契約形態=法人契約による調達", f"ISMAP登録番号={number}")
    days = ("調達日=2024-07-09", "利用開始日=2024-07-10", f"要機密情報の取扱い={confidential}")
    said = secops("add", "cloud", "--contract", CODE, *fields, *days, *more)
    assert said.status == 0, said.err


def imports(workspace: Path) -> list[tuple[str, str, str]]:
    """The kept lists: name, day, SHA-256 of the file."""
    with sqlite3.connect(workspace / "secops.db") as database:
        found = database.execute("SELECT name, as_of, sha256 FROM imported_list ORDER BY rowid").fetchall()
    database.close()
    return found


def entries_of_the_log(secops) -> int:
    return len(secops("log", "--json").json)
