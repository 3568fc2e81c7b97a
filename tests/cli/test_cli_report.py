"""secops report: what stands against it, the Word file, and what is kept of it."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from secops.store.store import Store

AS_OF = "2024-10-31"
STRANGE = ("R&D <架空>", "髙﨑𠮷", "😀", "{{ 7 * 7 }}", "{% if x %}", "&amp;", "]]>")
PLACE = {"br": "\n", "p": "\n", "tab": "\t"}


def words(path: Path) -> str:
    """Return what a reader of the Word file sees, a line a paragraph."""
    pieces = []
    for element in Document(str(path)).element.body.iter():
        name = element.tag.rpartition("}")[2]
        pieces.append(element.text or "" if name == "t" else PLACE.get(name, ""))
    return "".join(pieces)


def issued(secops, code: str = "R6後継者", *options: object) -> Path:
    said = secops("report", code, *options)
    assert said.status == 0, said.err
    return Path(said.out.strip())


def test_a_report_goes_to_the_workspace_and_says_what_to_do_next(secops, demo: Path) -> None:
    said = secops("report", "R6後継者")
    assert said.status == 0
    path = demo / "documents" / "R6後継者-実施状況報告書-2024-10-31.docx"
    assert said.out == f"{path}\n"
    assert "（第1版、16項目、別葉 " in said.err
    assert "を発行しました。" in said.err
    assert "secops set report 2024-10-31 --contract R6後継者 提出日=…" in said.err
    assert secops("set", "report", AS_OF, "--contract", "R6後継者", "提出日=2024-11-16").status == 0


def test_the_paper_says_what_the_form_asks(secops, demo: Path) -> None:
    text = words(issued(secops))
    for phrase in (
        "令和６年１１月１５日",
        "関東経済産業局流通・サービス産業課長",
        "株式会社北関東総合研究所",
        "代表取締役　髙橋　一",
        "情報セキュリティに関する事項の遵守の方法の実施状況報告書",
        "令和６年７月１日",
        "令和６年度「架空地域後継者支援ネットワーク事業」",
        "従事者１名（𠮷田　次郎）の情報の提示が従事開始日までに行われていないため。",
    ):
        assert phrase in text
    assert "確認。持込みなし。" not in text  # the basis is not printed


def test_json_names_the_file(secops, demo: Path) -> None:
    said = secops("report", "R6後継者", "--json").json
    assert {"format": 1, "contract": "R6後継者", "as_of": AS_OF, "number": 1, "fresh": True}.items() <= said.items()
    assert Path(said["path"]).is_file()
    assert secops("report", "R6後継者", "--json").json == {**said, "fresh": False}


def test_a_report_with_open_items_is_refused_with_the_list(secops, small: Path, settle) -> None:
    secops("answer", "R6架空", "4", "実施")
    said = secops("report", "R6架空")
    assert (said.status, said.out) == (1, "")
    assert "報告書を発行できません。" in said.err
    assert said.err.count("回答がありません") == 15
    assert "  5) 再委託: 回答がありません（提案 該当なし）" in said.err
    assert not list((small / "documents").iterdir())
    settle("R6架空", AS_OF)
    assert issued(secops, "R6架空").is_file()


def test_an_answer_that_no_longer_fits_the_records_is_unsettled_again(secops, small: Path, settle) -> None:
    settle("R6架空", AS_OF)
    secops("set", "assignment", "乙山花子 / 2024-07-01", "--contract", "R6架空", "提示日=")
    said = secops("report", "R6架空")
    assert said.status == 1
    assert "4) 従事者の限定: 回答（実施）と提案（未実施）が異なり、判断の根拠がありません" in said.err


def test_a_contradiction_is_acknowledged_by_its_key_which_the_log_keeps(secops, demo: Path) -> None:
    secops("answer", "R6後継者", "4", "実施", "--basis", "口頭で提示した。")
    said = secops("report", "R6後継者")
    assert said.status == 1
    assert "記録に矛盾があります。" in said.err
    items = secops("assess", "R6後継者", "--on", AS_OF, "--json").json["items"]
    (found,) = items[3]["contradictions"]
    assert [item["item"] for item in items if item["contradictions"]] == [4]
    assert set(found) == {"key", "sides", "message"}
    assert f"  {found['key']}: {found['message']}" in said.err
    assert issued(secops, "R6後継者", "--acknowledge", found["key"]).is_file()
    entry = [one for one in secops("log", "--json").json if one["kind"] == "issued"][-1]
    assert json.loads(entry["after"]["header"])["acknowledged"] == [found["key"]]
    assert "発行した報告書" in secops("log").out


def test_a_key_that_names_no_contradiction_is_refused(secops, demo: Path) -> None:
    said = secops("report", "R6後継者", "--acknowledge", "answer:99")
    assert said.status == 2
    assert "矛盾の鍵「answer:99」は今の記録にありません。" in said.err
    assert not list((demo / "documents").iterdir())


def test_the_same_report_again_gives_the_kept_bytes(secops, demo: Path, machine: Path) -> None:
    first = issued(secops)
    content = first.read_bytes()
    first.unlink()
    secops("set", "person", "𠮷田次郎", "部署=営業部")  # no duty hangs on it
    assert issued(secops) == first
    assert first.read_bytes() == content
    assert "は発行済みです。保存してあるものを取り出しました。" in secops("report", "R6後継者").err
    assert issued(secops, "R6後継者", "-o", machine / "写し.docx").read_bytes() == content


def test_changed_records_recommend_a_revision_and_say_what_changed(secops, demo: Path) -> None:
    issued(secops)
    secops("set", "assignment", "𠮷田次郎 / 2024-10-01", "--contract", "R6後継者", "提示日=2024-09-30")
    secops("set", "organisation", "株式会社北関東総合研究所", "代表者氏名=代表取締役　山﨑　和子")
    said = secops("report", "R6後継者")
    assert (said.status, said.out) == (1, "")
    assert "第1版を発行済みですが、その後の記録と異なります。改訂を推奨します" in said.err
    assert "代表者氏名: 代表取締役　髙橋　一 → 代表取締役　山﨑　和子" in said.err
    assert "4) 従事者の限定: 提案 未実施 → 実施、超過 → 履行 従事者（𠮷田　次郎）の情報の提示" in said.err


def test_of_many_changed_duties_three_are_named_and_the_others_counted(secops, demo: Path) -> None:
    issued(secops)
    for row in secops("list", "assignment", "--contract", "R6後継者", "--json").json:
        if row["disclosed_on"]:
            assert secops("set", "assignment", row["id"], "提示日=").status == 0
    (line,) = [one for one in secops("report", "R6後継者").err.splitlines() if "  4) 従事者の限定: " in one]
    assert line.count("履行 → 超過 従事者（") == 3
    assert re.search(r"、ほか\d+件$", line)


def test_a_revision_is_the_next_number_and_the_first_stays(secops, demo: Path) -> None:
    first = issued(secops)
    content = first.read_bytes()
    secops("set", "organisation", "株式会社北関東総合研究所", "代表者氏名=代表取締役　山﨑　和子")
    second = issued(secops, "R6後継者", "--revise")
    assert second.name == "R6後継者-実施状況報告書-2024-10-31-第2版.docx"
    assert "代表取締役　山﨑　和子" in words(second)
    assert first.read_bytes() == content
    assert issued(secops) == second


def test_what_was_never_issued_needs_no_revision(secops, demo: Path) -> None:
    said = secops("report", "R6後継者", "--revise")
    assert said.status == 2
    assert "まだ発行されていません。改訂は要りません。" in said.err


def test_a_report_is_not_dated_before_its_day(secops, demo: Path) -> None:
    said = secops("report", "R6後継者", "--dated", "2024-10-30")
    assert said.status == 2
    assert "報告書の日付（2024-10-30）が基準日（2024-10-31）より前です。" in said.err
    assert "令和６年１１月１日" in words(issued(secops, "R6後継者", "--dated", "R6.11.1"))


def test_a_report_goes_where_it_is_asked_to(secops, demo: Path, machine: Path) -> None:
    (machine / "提出").mkdir()
    assert issued(secops, "R6後継者", "-o", "別名.docx") == Path("別名.docx")
    assert (machine / "別名.docx").is_file()
    assert issued(secops, "R6後継者", "-o", machine / "提出").name == "R6後継者-実施状況報告書-2024-10-31.docx"


def test_a_folder_that_is_not_there_is_named_before_anything_is_issued(secops, demo: Path, machine: Path) -> None:
    said = secops("report", "R6後継者", "-o", machine / "ない" / "報告.docx")
    assert said.status == 2
    assert f"フォルダ「{machine / 'ない'}」がありません。" in said.err
    with Store.open(demo) as store:
        assert store.issued() == ()


def test_another_file_of_that_name_is_left_alone(secops, demo: Path, machine: Path) -> None:
    (machine / "大事.docx").write_text("残す", encoding="utf-8")
    said = secops("report", "R6後継者", "-o", "大事.docx")
    assert said.status == 2
    assert "内容の異なるファイルが既にあります。" in said.err
    assert (machine / "大事.docx").read_text(encoding="utf-8") == "残す"
    assert issued(secops).is_file()


def test_the_files_properties_carry_the_head_of_the_log(secops, demo: Path) -> None:
    with Store.open(demo) as store:
        head = store.head()
    path = issued(secops)
    with zipfile.ZipFile(path) as archive:
        custom = archive.read("docProps/custom.xml").decode()
    assert len(head) == 64
    assert head in custom
    assert head not in words(path)


def test_names_and_reasons_print_as_written(secops, demo: Path) -> None:
    name = "".join(STRANGE)
    reason = "\n".join(STRANGE)
    secops("set", "organisation", "株式会社北関東総合研究所", f"名称={name}", f"代表者氏名=社長　{name}")
    secops("set", "contract", "R6後継者", f"契約件名=調査{name}")
    said = secops("answer", "R6後継者", "4", "未実施", "--reason", reason, "--planned", "R6.12.1")
    assert said.status == 0, said.err
    lines = [line.strip() for line in words(issued(secops)).splitlines()]
    text = "\n".join(lines)
    assert name in text
    assert f"社長　{name}" in text
    assert f"調査{name}" in text
    start = lines.index(STRANGE[0])
    assert lines[start : start + len(STRANGE) + 1] == [*STRANGE, "実施予定日：令和６年１２月１日"]


def test_an_amendment_prints_its_day_beside_that_of_the_contract(secops, demo: Path) -> None:
    for day in ("令和6年10月1日", "令和6年12月2日"):
        assert secops("add", "amendment", "--contract", "R6後継者", f"変更契約締結日={day}").status == 0
    assert "令和６年７月１日（変更契約締結日：令和６年１０月１日）" in words(issued(secops))


def test_an_added_row_is_printed_once_the_ministry_was_consulted(secops, demo: Path) -> None:
    row = ("報告=2024-10-31", "項目=追加の対策", "確認事項=生成ＡＩの利用手順を定めた。", "実施状況=実施")
    assert secops("add", "added_row", "--contract", "R6後継者", *row).status == 0
    said = secops("report", "R6後継者")
    assert said.status == 1
    assert "追加項目 追加の対策: 経済産業省に相談した日がありません（記載要領２）" in said.err
    said = secops("set", "added_row", "2024-10-31 / 追加の対策", "--contract", "R6後継者", "相談日=2024-10-20")
    assert said.status == 0, said.err
    text = words(issued(secops))
    assert "追加の対策" in text
    assert "生成ＡＩの利用手順を定めた。" in text


def test_an_own_form_with_an_unknown_slot_is_named(secops, demo: Path) -> None:
    document = Document()
    document.add_paragraph("{{ colour }}")
    (demo / "forms").mkdir()
    document.save(str(demo / "forms" / "status-report.docx"))
    said = secops("report", "R6後継者")
    assert said.status == 2
    assert "分からない差込み項目: colour" in said.err
    assert "足りない差込み項目: " in said.err


@pytest.mark.parametrize("option", ["--as-of", "--dated"])
def test_a_bad_day_is_refused(secops, demo: Path, option: str) -> None:
    said = secops("report", "R6後継者", option, "去年")
    assert said.status == 2
    assert f"{option}の値を使えません。" in said.err
