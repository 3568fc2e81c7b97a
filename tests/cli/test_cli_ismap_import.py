"""secops ismap import: a list is taken in whole or not at all. All lists are fictional."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from ismap_rows import (
    FORM,
    HEAD,
    LIU,
    MAIL,
    NEW_DAY,
    OTHERS,
    STORAGE,
    entries_of_the_log,
    imports,
)

from secops.cli import ismap as ismap_module

# Import.


def test_the_first_list_is_counted_and_kept_with_its_sha256(secops, small: Path, listed) -> None:
    file = listed(STORAGE, FORM)
    said = secops("ismap", "import", file, "--as-of", "R6.11.1", "--actor", "乙山", "--reason", "月初の取込み")
    assert (said.status, said.out, said.err) == (
        0,
        "ISMAP 2024-11-01: 最初の取込み 2件\n",
        "ISMAP 2024-11-01現在のリスト2件を取り込みました。\n",
    )
    assert imports(small) == [("ISMAP", "2024-11-01", hashlib.sha256(file.read_bytes()).hexdigest())]
    log = secops("log").out
    assert "乙山" in log
    assert "月初の取込み" in log


def test_the_next_list_says_what_was_added_changed_and_gone(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE, FORM, *OTHERS), "--as-of", "2024-10-01")
    said = secops("ismap", "import", listed(STORAGE.replace("2025", "2026"), MAIL, *OTHERS), "--json")
    assert said.status == 0
    assert said.json == {
        "format": 1,
        "dry_run": False,
        "list": "ISMAP",
        "as_of": NEW_DAY,
        "count": 6,
        "before": "2024-10-01",
        "added": ["C21-0003-2 架空メール"],
        "changed": ["C21-0001-2 架空ストレージ"],
        "gone": ["C21-0002-2 架空フォーム 行政版"],
    }


def test_the_day_that_the_file_states_is_taken_before_today(secops, small: Path, csv_file) -> None:
    file = csv_file("架空のISMAPクラウドサービスリスト\n令和６年１０月１日現在\n" + HEAD + "\n" + STORAGE)
    assert secops("ismap", "import", file, "--json").json["as_of"] == "2024-10-01"
    assert secops("ismap", "import", file, "--as-of", "2024-09-01", "--json").json["as_of"] == "2024-09-01"


def test_a_list_of_a_day_to_come_is_refused(secops, small: Path, listed) -> None:
    said = secops("ismap", "import", listed(STORAGE), "--as-of", "2024-11-16")
    assert (said.status, imports(small)) == (2, [])
    assert "--as-ofで指定してください" in said.err


def test_a_dry_run_says_the_same_and_writes_nothing(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE), "--as-of", "2024-10-01")
    kept, logged = imports(small), entries_of_the_log(secops)
    file = listed(STORAGE, MAIL)
    tried = secops("ismap", "import", file, "--dry-run")
    assert (tried.status, imports(small), entries_of_the_log(secops)) == (0, kept, logged)
    assert "2件になります（まだ取り込んでいません）" in tried.err
    assert secops("ismap", "import", file, "--dry-run", "--json").json["dry_run"] is True
    assert secops("ismap", "import", file).out == tried.out


@pytest.mark.parametrize(
    ("count", "status"), [(8, 0), (7, 2)], ids=["shorter by a fifth", "shorter by more than a fifth"]
)
def test_a_list_much_shorter_than_the_last_is_taken_only_when_said(
    secops, small: Path, listed, count: int, status: int
) -> None:
    rows = [f"C22-{n:04}-1,架空{n},架空株式会社,,架空" for n in range(10)]
    secops("ismap", "import", listed(*rows), "--as-of", "2024-10-01")
    said = secops("ismap", "import", listed(*rows[:count]))
    assert (said.status, len(imports(small))) == (status, 2 - bool(status))
    if status:
        assert "10件（2024-10-01）から7件へ、５分の１を超えて減っています" in said.err
        assert secops("ismap", "import", listed(*rows[:count]), "--accept-shrink").status == 0
        assert len(imports(small)) == 2


def test_the_two_lists_are_compared_each_with_its_own(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE, FORM, *OTHERS), "--as-of", "2024-10-01")
    said = secops("ismap", "import", listed(LIU), "--list", "liu", "--json")
    assert (said.status, said.json["list"], said.json["before"], said.json["gone"]) == (0, "ISMAP-LIU", None, [])


def test_which_list_it_is_must_be_told_where_the_file_does_not(secops, small: Path, listed, monkeypatch) -> None:
    said = secops("ismap", "import", listed(LIU))
    assert (said.status, imports(small)) == (2, [])
    assert "--list liu（ISMAP-LIUクラウドサービスリスト）" in said.err
    answers(monkeypatch, "liu")
    assert secops("ismap", "import", listed(LIU)).status == 0
    assert [name for name, _, _ in imports(small)] == ["ISMAP-LIU"]


def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> list[str]:
    """Let a person sit at the terminal who answers so; return what is asked."""
    asked: list[str] = []

    def prompt(text: str, **_settings: object) -> str:
        asked.append(text)
        return given[len(asked) - 1]

    monkeypatch.setattr(ismap_module, "on_terminal", lambda: True)
    monkeypatch.setattr(ismap_module.click, "prompt", prompt)
    return asked


UNKNOWN_HEAD = "No,サービス,会社,期限,備考"


def test_a_script_is_told_the_option_for_a_heading_that_is_not_known(secops, small: Path, listed) -> None:
    file = listed(STORAGE, head=UNKNOWN_HEAD)
    said = secops("ismap", "import", file)
    assert (said.status, said.out, imports(small)) == (2, "", [])
    assert "見つかった見出し: No、サービス、会社、期限、備考" in said.err
    assert "--map 登録番号=見出し" in said.err
    maps = ("--map", "登録番号=No", "--map", "クラウドサービスの名称=サービス")
    assert secops("ismap", "import", file, *maps).status == 0
    assert secops("ismap", "search", "架空ストレージ", "--json").json[0]["number"] == "C21-0001-2"


def test_a_terminal_is_asked_for_it_until_it_fits(secops, small: Path, listed, monkeypatch) -> None:
    asked = answers(monkeypatch, "番号", "サービス", "No")
    said = secops("ismap", "import", listed(STORAGE, head=UNKNOWN_HEAD))
    assert said.status == 0, said.err
    assert asked == [
        "「登録番号」に当たる見出し",
        "「クラウドサービスの名称」に当たる見出し",
        "「登録番号」に当たる見出し",
    ]
    assert len(imports(small)) == 1


@pytest.mark.parametrize("given", ["登録番号", "登録番号=", "=No"])
def test_a_map_of_another_form_is_refused(secops, small: Path, listed, given: str) -> None:
    said = secops("ismap", "import", listed(STORAGE), "--map", given)
    assert (said.status, imports(small)) == (2, [])
    assert "--map は「項目=見出し」の形で指定してください" in said.err


def a_bomb() -> bytes:
    """A small workbook whose sheet unpacks to 300 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return file.getvalue()


LOGIN = """<!doctype html><title>ログイン</title><form action="/login"><input type="text" name="user">
<input type="password" name="password"><button>ログイン</button></form>"""
ROWS = f"{HEAD}\n{STORAGE}\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("一覧.csv", b"", "一覧.csvは空です。"),
        ("一覧.csv", f"{HEAD}\n".encode(), "サービスの行がありません"),
        ("一覧.html", LOGIN.encode(), "ログインの画面を保存したもの"),
        ("一覧.csv", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "PDF"),
        ("一覧.xlsx", b"PK\x03\x04 broken", "壊れているか"),
        ("一覧.csv", (ROWS + STORAGE).encode(), "「C21-0001-2」は一覧.csv 2行目にもあります"),
        ("一覧.csv", (ROWS + STORAGE.replace("C21-0001", "Ｃ２１－０００１")).encode(), "2行目にもあります"),
        ("一覧.csv", ROWS.replace("2025-07-31", "2025-02-30").encode(), "「2025-02-30」は読めません"),
        ("一覧.csv", ROWS.replace("C21-0001-2", "C21-1-2").encode(), "「C21-1-2」は読めません"),
    ],
    ids=[
        "empty", "no row", "login page", "PDF", "broken book", "doubled number", "doubled in full width", "no such day",
        "no number",
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_plain_message_and_nothing_written(
    secops, small: Path, csv_file, *, name: str, content: bytes, message: str
) -> None:
    logged = entries_of_the_log(secops)
    said = secops("ismap", "import", csv_file(content, name=name), "--list", "ismap")
    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert name in said.err
    assert (imports(small), entries_of_the_log(secops)) == ([], logged)


def test_a_zip_bomb_is_refused(secops, small: Path, csv_file) -> None:
    said = secops("ismap", "import", csv_file(a_bomb(), name="一覧.xlsx"))
    assert (said.status, said.out, imports(small)) == (2, "", [])
    assert "一覧.xlsx" in said.err


def test_a_file_that_is_not_there_is_named(secops, small: Path) -> None:
    said = secops("ismap", "import", "ない.csv")
    assert said.status == 2
    assert "ファイル「ない.csv」が見つかりません。" in said.err


def test_full_width_numbers_days_in_eras_and_cp932_are_taken(secops, small: Path, csv_file) -> None:
    row = "Ｃ２１－０００１－２,架空ストレージ,架空倉庫株式会社,令和７年７月３１日,架空"
    assert secops("ismap", "import", csv_file(f"{HEAD}\n{row}\n", "cp932")).status == 0
    (found,) = secops("ismap", "search", "C21-0001-2", "--json").json
    assert (found["number"], found["expires_on"]) == ("C21-0001-2", "2025-07-31")
