"""secops init, demo, log, verify: the workspace itself."""

import os
import re
import sqlite3
import stat
from pathlib import Path

import pytest
from docx import Document


def test_init_makes_a_workspace_that_only_its_owner_can_enter(secops, workspace: Path) -> None:
    said = secops("init")
    assert (said.status, said.out.strip()) == (0, str(workspace))
    assert {one.name for one in workspace.iterdir()} == {"secops.db", "evidence", "documents", "settings.toml"}
    if os.name == "posix":
        assert stat.S_IMODE(workspace.stat().st_mode) == 0o700
        assert stat.S_IMODE((workspace / "secops.db").stat().st_mode) == 0o600
    assert secops("list", "contract", "--json").json == []
    assert "契約はまだ1件もありません。" in secops("list", "contract").err


def test_init_in_a_named_folder_says_how_to_use_it(secops, machine: Path) -> None:
    said = secops("init", machine / "別の場所")
    assert said.status == 0
    assert f"secops --workspace {machine / '別の場所'}" in said.err
    assert secops("--workspace", machine / "別の場所", "list", "person").status == 0


def test_init_leaves_what_is_there_alone(secops, demo: Path, machine: Path) -> None:
    other = machine / "書類"
    other.mkdir()
    (other / "議事録.txt").write_text("残す", encoding="utf-8")
    assert "ワークスペースはすでにあります" in secops("init").err
    said = secops("init", other)
    assert said.status == 2
    assert "空のフォルダではありません" in said.err
    assert [one.name for one in other.iterdir()] == ["議事録.txt"]


def test_the_demo_shows_a_contract_and_writes_its_report(secops, machine: Path) -> None:
    said = secops("demo", "--no-tui")
    assert said.status == 0
    folder = machine / "secops-demo"
    (paper,) = (folder / "documents").glob("*.docx")
    assert said.out.rstrip().endswith(str(paper))
    assert "R6後継者" in said.out
    assert "令和６年１０月３１日現在" in said.out
    assert "令和６年１１月１５日" in said.err
    assert f"secops --workspace {folder} duties --on 2024-11-15" in said.err
    assert any("実施状況報告書" in paragraph.text for paragraph in Document(str(paper)).paragraphs)


def test_what_the_demo_suggests_to_try_works(secops, machine: Path) -> None:
    lines = secops("demo", "--no-tui").err.splitlines()
    tries = [line.split() for line in lines if line.startswith("  secops ")]
    assert len(tries) >= 3
    for _program, *args in tries:
        assert secops(*args).status in {0, 1}, args


def test_the_demo_again_opens_the_one_there_is(secops, machine: Path) -> None:
    first = secops("demo", "--no-tui")
    again = secops("demo", "--no-tui")
    assert (again.status, again.out) == (0, first.out)
    assert "前に作ったデモを開きます" in again.err


def test_the_demo_keeps_away_from_a_real_workspace(secops, machine: Path) -> None:
    secops("init", machine / "本番")
    said = secops("demo", machine / "本番", "--no-tui")
    assert said.status == 2
    assert "デモではないワークスペース" in said.err
    assert secops("--workspace", machine / "本番", "list", "contract", "--json").json == []


def test_the_log_says_who_changed_what_and_why(secops, demo: Path) -> None:
    secops(
        "set", "person", "𠮷田次郎", "国籍=日本、ベトナム", "部署=総務部", "--actor", "鈴木", "--reason", "届出\nによる"
    )
    *_, said, nationality, department = sorted(
        secops("log", "person", "𠮷田次郎").out.splitlines(), key=lambda one: one[0] == " "
    )
    assert "鈴木  従事者" in said
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  鈴木", said)
    assert "T" in secops("log", "person", "--json").json[-1]["at"]
    assert said.endswith("変更  理由: 届出 による")
    assert {nationality.strip(), department.strip()} == {"国籍: 日本 → 日本、ベトナム", "部署: 調査部 → 総務部"}


def test_the_log_names_what_a_reference_pointed_to(secops, demo: Path) -> None:
    secops("set", "person", "𠮷田次郎", "所属=合同会社みなかみデータサービス")
    assert "所属: 株式会社北関東総合研究所 → 合同会社みなかみデータサービス" in secops("log", "person", "𠮷田次郎").out


def test_the_log_names_the_login_where_no_actor_is_given(secops, small: Path) -> None:
    secops("set", "person", "乙山花子", "部署=総務部")
    last = secops("log", "person", "--json").json[-1]
    assert (last["actor"], last["kind"], last["action"]) == ("tantou", "person", "update")
    assert (last["before"]["department"], last["after"]["department"]) == ("", "総務部")
    assert {"seq", "transaction", "at", "actor", "reason", "source", "kind", "record_id", "contract_id"} < set(last)


def test_the_log_of_one_contract_leaves_the_others_out(secops, demo: Path) -> None:
    other = secops("show", "contract", "R6物流", "--json").json["id"]
    contracts = {one["contract_id"] for one in secops("log", "--contract", "R6物流", "--json").json}
    assert contracts == {other}


def test_the_log_since_a_day_to_come_is_empty(secops, demo: Path) -> None:
    said = secops("log", "--since", "2199-01-01")
    assert (said.status, said.out) == (0, "")
    assert "変更の記録はありません。" in said.err


def test_an_import_stands_in_the_log_with_its_file(secops, small: Path, csv_file) -> None:
    secops("import", "person", csv_file("氏名,所属,国籍\n丁田　三郎,株式会社架空総研,日本\n"))
    assert secops("log", "person", "--json").json[-1]["source"] == "名簿.csv"


def test_verify_finds_nothing_wrong_with_the_demo(secops, demo: Path) -> None:
    said = secops("verify")
    assert (said.status, said.out) == (0, "")
    assert "異常はありません。" in said.err
    assert secops("verify", "--json").json == {"format": 1, "findings": []}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assignment SET disclosed_on = '2024-09-30' WHERE disclosed_on IS NULL",
        "DELETE FROM official",
        "DROP TRIGGER log_guard_change_delete",
    ],
)
def test_verify_tells_of_a_change_by_another_tool(secops, demo: Path, statement: str) -> None:
    with sqlite3.connect(demo / "secops.db") as database:
        assert database.execute(statement)
    database.close()
    said = secops("verify")
    assert said.status == 1
    assert said.out.count("\n") >= 1
    assert "件の異常があります。" in said.err
    found = secops("verify", "--json")
    assert found.status == 1
    assert found.json["findings"] == said.out.splitlines()


def test_verify_tells_of_an_issued_report_with_other_bytes(secops, demo: Path) -> None:
    assert secops("report", "R6後継者").status == 0
    with sqlite3.connect(demo / "secops.db") as database:
        (guard,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'log_guard_issued_update'").fetchone()
        database.execute("DROP TRIGGER log_guard_issued_update")
        database.execute("UPDATE issued SET content = x'00'")
        database.execute(guard)
    database.close()
    said = secops("verify")
    assert said.status == 1
    assert "発行済みの報告書（基準日2024-10-31、第1版）の中身が、発行したときのものと違います。" in said.out
