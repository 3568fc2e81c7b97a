"""Wrong use: one Japanese message, the exit status of its sort, never a traceback."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from secops.cli.main import COMMANDS

PROGRAM = (sys.executable, "-c", "from secops.cli.main import main; main()")

WRONG = [
    (("asses",), "コマンド「asses」はありません。もしかして: assess"),
    (("名簿",), "コマンド「名簿」はありません。"),
    (("assess", "R6後継者", "--onn", "2024-11-15"), "オプション「--onn」はありません。もしかして: --on"),
    (("--bogus",), "オプション「--bogus」はありません。"),
    (("assess",), "CODEを指定してください。"),
    (("add", "person"), "FIELD=VALUE…を指定してください。"),
    (("import", "person"), "FILEを指定してください。"),
    (("assess", "R6後継者", "--on"), "オプション「--on」には値が必要です。"),
    (("duties", "--json=はい"), "オプション「--json」には値を付けられません。"),
    (("assess", "R6後継者", "--on", "10月の末"), "「10月の末」は読めません。必要なのは日付"),
    (("assess", "R6後継者", "--on", "2024-02-30"), "2024年2月30日はありません"),
    (("answer", "R6後継者", "4", "--planned", "令和6年13月1日"), "--plannedの値を使えません。"),
    (("duties", "--within", "十日"), "--withinの値を使えません。範囲内の整数を指定してください。"),
    (("duties", "--within", "-1"), "--withinの値を使えません。範囲内の整数を指定してください。"),
    (("assess", "R6後継者", "R6物流"), "余分な引数があります: R6物流。"),
    (("assess", "R6なし"), "契約「R6なし」はありません。契約の略号は次のとおりです: R6後継者、R6物流"),
    (("duties", "R6なし"), "契約「R6なし」はありません。"),
    (("list", "しごと"), "記録の種類「しごと」はありません。使えるのは次のとおりです: "),
    (("list", "person", "--contract", "R6なし"), "契約「R6なし」は見つかりません。"),
    (("show", "person", "戊田"), "従事者「戊田」は見つかりません。登録されているもの: "),
    (("log", "person", "戊田"), "従事者「戊田」は見つかりません。"),
    (("add", "person", "氏名"), "引数「氏名」: 「項目名=値」の形ではありません"),
    (("add", "person", "星座=獅子座"), "従事者に「星座」という項目はありません"),
    (("add", "person", "氏名=甲", "名前=乙"), "氏名が二度あります"),
    (("answer", "R6後継者", "四"), "項目「四」は読めません。番号（例 4）又は all を指定してください。"),
    ((), "端末の画面を開けません"),
]


@pytest.mark.parametrize(("args", "message"), WRONG, ids=[" ".join(args) or "secops" for args, _ in WRONG])
def test_wrong_use_is_said_in_one_japanese_message(secops, demo: Path, args: Sequence[str], message: str) -> None:
    said = secops(*args)
    assert said.status == 2
    assert message in said.err
    assert said.out == ""
    assert "Usage" not in said.err
    assert "Error" not in said.err


def test_usage_is_shown_below_the_message(secops, demo: Path) -> None:
    assert "使い方: secops assess" in secops("assess").err


def test_help_is_japanese_and_lists_the_commands_of_the_readme(secops) -> None:
    said = secops("--help")
    assert said.status == 0
    for word in ("使い方: ", "コマンド", "オプション", "assess", "この説明を表示します。"):
        assert word in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(secops, command: str) -> None:
    said = secops(command, "--help")
    assert said.status == 0
    assert said.out.startswith(f"使い方: secops {command}")
    assert "[required]" not in said.out
    assert "[default" not in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    "args",
    [("assess", "R6後継者"), ("duties",), ("list", "person"), ("report", "R6後継者"), ("log",), ("verify",), ()],
    ids=" ".join,
)
def test_without_a_workspace_it_says_how_to_make_one(secops, workspace: Path, args: Sequence[str]) -> None:
    said = secops(*args)
    assert said.status == 2
    assert f"ワークスペースがありません: {workspace}。secops init で作ってください。" in said.err
    assert not workspace.exists()


def test_a_day_that_is_none_in_the_environment_is_named(secops, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOPS_TODAY", "きのう")
    said = secops("duties")
    assert (said.status, said.out) == (2, "")
    assert "環境変数SECOPS_TODAYを読めません。" in said.err


def test_a_database_of_a_newer_program_is_left_alone(secops, demo: Path) -> None:
    with sqlite3.connect(demo / "secops.db") as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = (demo / "secops.db").read_bytes()
    said = secops("list", "person")
    assert said.status == 2
    assert "より新しいsecopsのものです（形式999。" in said.err
    assert (demo / "secops.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"PK\x03\x04 no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_database_asks_for_the_backup(secops, demo: Path, content: bytes) -> None:
    (demo / "secops.db").write_bytes(content)
    said = secops("duties")
    assert said.status == 2
    assert "データベースを読めません。" in said.err
    assert "控えから戻してください。" in said.err


def test_settings_that_are_wrong_name_file_and_key(secops, demo: Path) -> None:
    (demo / "settings.toml").write_text("colour = 'red'\n", encoding="utf-8")
    said = secops("assess", "R6後継者")
    assert said.status == 2
    assert "settings.toml colour: 知らないキーです" in said.err


def test_a_fault_of_ours_leaves_its_place_and_no_record(
    secops, demo: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_store: object, code: str, *_more: object) -> None:
        raise ZeroDivisionError(f"{code}の従事者")

    monkeypatch.setattr("secops.actions.standing.assessed", broken)
    said = secops("assess", "R6後継者")
    (log,) = machine.rglob("fault-*.txt")
    written = log.read_text(encoding="utf-8")
    assert said.status == 70
    assert str(log) in said.err
    assert "ZeroDivisionError" in written
    assert "in broken" in written
    assert "R6後継者" not in written + said.err


def test_an_interrupted_command_ends_with_130(secops, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("secops.actions.standing.assessed", interrupted)
    said = secops("assess", "R6後継者")
    assert said.status == 130
    assert "中断しました。" in said.err


@pytest.mark.parametrize("args", [("log", "--json"), ("list", "person"), ("--help",)], ids=" ".join)
def test_a_reader_that_has_seen_enough_is_no_error(demo: Path, args: Sequence[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # what `head` does to a long list, before the first line
    done = subprocess.run([*PROGRAM, *args], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_the_installed_program_ends_with_the_same_statuses(demo: Path) -> None:
    program = shutil.which("secops", path=str(Path(sys.executable).parent))
    assert program
    ends = {
        args: subprocess.run([program, *args], capture_output=True, timeout=60, check=False)
        for args in (("--version",), ("duties",), ("duties", "--on", "x"))
    }
    assert {args: end.returncode for args, end in ends.items()} == {
        ("--version",): 0,
        ("duties",): 1,
        ("duties", "--on", "x"): 2,
    }
    assert all(b"Traceback" not in end.stderr for end in ends.values())


def test_output_is_utf_8_where_the_terminal_is_not(demo: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"}
    done = subprocess.run([*PROGRAM, "list", "person"], capture_output=True, timeout=60, check=True, env=environment)
    assert "𠮷田　次郎" in done.stdout.decode("utf-8")
