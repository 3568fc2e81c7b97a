"""secops answer: 実施, 未実施 and 該当なし, each with what it needs."""

from pathlib import Path

AS_OF = "2024-10-31"


def item(secops, code: str, number: int, on: str = AS_OF) -> dict:
    return secops("assess", code, "--on", on, "--json").json["items"][number - 1]


def test_an_answer_is_for_the_next_reporting_date(secops, small: Path) -> None:
    said = secops("answer", "R6架空", "4", "実施")
    assert said.status == 0
    assert said.err == "令和６年１０月３１日現在の報告: 4) を「実施」と回答しました。\n"
    assert item(secops, "R6架空", 4)["answer"] == "実施"
    secops("set", "report", AS_OF, "--contract", "R6架空", "提出日=2024-11-01")
    assert "令和７年１月３１日現在の報告" in secops("answer", "R6架空", "4", "実施").err


def test_an_answer_may_name_its_day(secops, small: Path) -> None:
    assert secops("answer", "R6架空", "4", "実施", "--as-of", "令和6年9月30日").status == 0
    assert item(secops, "R6架空", 4, "2024-09-30")["answer"] == "実施"
    assert item(secops, "R6架空", 4)["answer"] is None


def test_without_a_status_the_proposal_is_taken_with_its_reason(secops, demo: Path) -> None:
    secops("set", "assignment", "𠮷田次郎 / 2024-10-01", "--contract", "R6後継者", "従事開始日=2024-09-24")
    assert secops("answer", "R6後継者", "4").status == 0
    four = item(secops, "R6後継者", 4)
    assert (four["answer"], four["reason"]) == ("未実施", four["drafted_reason"])


def test_not_done_and_not_applicable_need_a_reason(secops, small: Path) -> None:
    for status in ("未実施", "該当なし"):
        for reason in ((), ("--reason", "　")):
            said = secops("answer", "R6架空", "4", status, *reason, "--basis", "聞き取りによる。")
            assert said.status == 2
            assert f"4)を{status}とするには理由（--reason）が必要です。" in said.err
    assert item(secops, "R6架空", 4)["answer"] is None


def test_another_answer_than_the_proposal_needs_a_basis(secops, small: Path) -> None:
    said = secops("answer", "R6架空", "4", "未実施", "--reason", "確認中のため。", "--basis", "　")
    assert said.status == 2
    assert "4)は提案（実施）と異なる回答のため、判断の根拠（--basis）が必要です。" in said.err
    basis = ("--basis", "担当職員と協議した。")
    planned = ("--planned", "R6.12.1")
    assert secops("answer", "R6架空", "4", "未実施", "--reason", "確認中のため。", *basis, *planned).status == 0
    four = item(secops, "R6架空", 4)
    assert (four["answer"], four["basis"], four["planned"]) == ("未実施", "担当職員と協議した。", "2024-12-01")


def test_what_is_unclear_is_settled_with_a_basis_only(secops, small: Path) -> None:
    secops("set", "contract", "R6架空", "再委託=未確認")
    said = secops("answer", "R6架空", "5")
    assert said.status == 2
    assert "5)は要確認です。実施状況と判断の根拠（--basis）を指定してください。" in said.err
    assert "契約の「再委託」が未確認です。" in said.err
    said = secops("answer", "R6架空", "5", "該当なし", "--reason", "再委託していないため。")
    assert "5)は要確認の決着のため、判断の根拠（--basis）が必要です。" in said.err
    basis = ("--basis", "支払いの記録を確かめた。")
    assert secops("answer", "R6架空", "5", "該当なし", "--reason", "再委託していないため。", *basis).status == 0


def test_a_reason_given_earlier_is_not_carried_into_done(secops, small: Path) -> None:
    secops("answer", "R6架空", "4", "未実施", "--reason", "確認中のため。", "--basis", "協議による。")
    secops("answer", "R6架空", "4", "実施", "--reason", "済んだ。")
    assert item(secops, "R6架空", 4)["reason"] == ""


def test_wrong_answers_say_what_can_be_said(secops, small: Path) -> None:
    assert "実施状況「済」は使えません。実施、未実施、該当なしのいずれか" in secops("answer", "R6架空", "4", "済").err
    for number in ("1", "18", "0"):
        said = secops("answer", "R6架空", number, "実施")
        assert said.status == 2
        assert f"項目{number}は報告書にありません。2から17までの番号を指定してください。" in said.err


def test_an_item_is_named_as_people_write_it(secops, small: Path) -> None:
    for typed in ("４", "4)", "４）"):
        assert secops("answer", "R6架空", typed, "実施").status == 0, typed


def test_a_control_character_is_refused_at_once(secops, small: Path) -> None:
    said = secops("answer", "R6架空", "4", "未実施", "--reason", "確認\a中", "--basis", "協議\u202eによる")
    assert said.status == 2
    assert "理由: 使えない書き方です（必要なのは使えない文字（U+0007）を含まない" in said.err
    assert "判断の根拠: 使えない書き方です（必要なのは使えない文字（U+202E）を含まない" in said.err
    assert item(secops, "R6架空", 4)["answer"] is None


def test_all_takes_what_is_settled_and_names_what_is_left(secops, small: Path) -> None:
    secops("set", "contract", "R6架空", "再委託=未確認")
    secops("answer", "R6架空", "4", "未実施", "--reason", "確認中のため。", "--basis", "協議による。")
    said = secops("answer", "R6架空", "all")
    assert said.status == 1
    assert "要確認のため残った項目: 5)" in said.err
    items = secops("assess", "R6架空", "--on", AS_OF, "--json").json["items"]
    assert items[3]["answer"] == "未実施"  # an answer given by hand stays
    for one in items[1:]:
        if one["item"] != 4:
            assert one["answer"] == (None if one["proposed"] == "要確認" else one["proposed"])
            assert one["reason"] == (None if one["proposed"] == "要確認" else one["drafted_reason"])


def test_all_takes_nothing_by_hand(secops, small: Path) -> None:
    for extra in (("実施",), ("--reason", "理由"), ("--basis", "根拠"), ("--planned", "R6.12.1"), ("--revise",)):
        said = secops("answer", "R6架空", "all", *extra)
        assert said.status == 2
        assert "all は提案を採るもの" in said.err


def test_the_answers_of_an_issued_report_are_locked_until_it_is_revised(secops, demo: Path) -> None:
    assert secops("report", "R6後継者").status == 0
    words = ("--reason", "提示の記録を確認中のため。", "--basis", "協議による。")
    said = secops("answer", "R6後継者", "5", "未実施", *words)
    assert said.status == 2
    assert "基準日2024-10-31の報告書は発行済みで、その回答は変えられません。" in said.err
    assert item(secops, "R6後継者", 5)["answer"] == "実施"
    assert secops("answer", "R6後継者", "5", "未実施", *words, "--revise").status == 0
    assert item(secops, "R6後継者", 5)["answer"] == "未実施"
    assert secops("report", "R6後継者", "--json").json["number"] == 2


def test_an_answer_refused_opens_no_revision(secops, demo: Path) -> None:
    secops("report", "R6後継者")
    assert secops("answer", "R6後継者", "5", "未実施", "--revise").status == 2
    assert secops("show", "report", AS_OF, "--contract", "R6後継者", "--json").json["revision"] is None


def test_every_reporting_date_served_asks_for_a_day(secops, small: Path) -> None:
    for day in ("2024-10-31", "2025-01-31"):
        secops("add", "report", "--contract", "R6架空", f"基準日={day}", "提出日=2025-02-01")
    said = secops("answer", "R6架空", "4", "実施")
    assert said.status == 2
    assert "全ての報告期日の報告書が提出済みです。--as-ofで基準日を指定してください。" in said.err


CLOUD = (
    "契約形態=定型約款",
    "要機密情報の取扱い=未確認",
    "リスク評価日=2024-07-03",
    "リスクの許容=有",
    "利用承認日=2024-07-05",
    "注意点の提示日=2024-07-05",
    "利用開始日=2024-07-10",
)


def test_an_answer_that_settled_other_facts_is_asked_for_again(secops, small: Path, settle) -> None:
    secops("set", "contract", "R6架空", "クラウド利用=有")
    cloud = ("add", "cloud", "--contract", "R6架空", *CLOUD)
    assert secops(*cloud, "サービス名=甲").status == 0
    assert item(secops, "R6架空", 12)["proposed"] == "要確認"
    again = ("answer", "R6架空", "12", "実施", "--basis", "契約の記録を確かめた。")
    assert secops(*again).status == 0
    settle("R6架空", AS_OF)
    assert secops(*cloud, "サービス名=乙").status == 0
    said = secops("report", "R6架空")
    assert said.status == 1
    assert "  12) 定型約款等のクラウド: 回答した後に記録が変わりました。改めて回答してください。" in said.err
    for number in range(2, 18):
        if f"  {number}) " in said.err:
            status = item(secops, "R6架空", number)["answer"]
            reason = () if status == "実施" else ("--reason", "確認中のため。")
            assert secops("answer", "R6架空", number, status, *reason, "--basis", "確かめた。").status == 0
    assert secops("report", "R6架空").status == 0


def test_an_answer_stays_while_its_item_stands_as_it_did(secops, small: Path, settle) -> None:
    settle("R6架空", AS_OF)
    secops("set", "person", "乙山花子", "部署=営業部")
    assert secops("report", "R6架空").status == 0
    assert len(secops("list", "answer", "--contract", "R6架空", "--json").json[0]["seen"]) == 64


def test_what_an_answer_settled_is_written_by_the_program_only(secops, small: Path) -> None:
    secops("answer", "R6架空", "4", "実施")
    (found,) = secops("list", "answer", "--contract", "R6架空", "--json").json
    assert secops("set", "answer", found["id"], "回答時の状況=x").status == 2


def test_a_day_to_come_is_said_on_stderr(secops, small: Path) -> None:
    notice = "基準日（令和７年１月３１日）はまだ来ていません。"
    said = secops("answer", "R6架空", "4", "実施", "--as-of", "2025-01-31")
    assert (said.status, notice in said.err) == (0, True)
    said = secops("report", "R6架空", "--as-of", "2025-01-31")
    assert (said.status, said.out, notice in said.err) == (1, "", True)
    assert "まだ来ていません" not in secops("answer", "R6架空", "4", "実施").err
