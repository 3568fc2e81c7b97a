"""secops assess, duties: what the records say of the demo, and what to do next."""

from pathlib import Path

DUTY = {"key", "clause", "basis", "title", "subject", "due", "done", "state", "message", "next"}
PROPOSALS = {"実施", "未実施", "該当なし", "要確認"}
STATES = {"発生前", "期限内", "履行", "遅延", "事後", "超過", "違反", "不明"}


def test_assess_gives_all_seventeen_items(secops, demo: Path) -> None:
    whole = secops("assess", "R6後継者", "--on", "2024-10-31", "--json").json
    assert set(whole) == {"format", "contract", "edition", "on", "period_from", "terms", "items"}
    assert (whole["format"], whole["contract"], whole["edition"]) == (1, "R6後継者", "meti-r6-kanto")
    assert (whole["on"], whole["period_from"]) == ("2024-10-31", "2024-07-01")
    assert [item["item"] for item in whole["items"]] == list(range(1, 18))
    for item in whole["items"]:
        assert item["contradictions"] == []
        assert {"item", "title", "proposed", "answer", "reason", "drafted_reason", "notes", "duties"} <= set(item)
        assert item["proposed"] in PROPOSALS
        for duty in item["duties"]:
            assert set(duty) == DUTY
            assert set(duty["subject"]) == {"kind", "id", "label"}
            assert duty["state"] in STATES


def test_the_person_who_was_not_disclosed_makes_item_4_not_done(secops, demo: Path) -> None:
    items = {item["item"]: item for item in secops("assess", "R6後継者", "--on", "2024-10-31", "--json").json["items"]}
    assert (items[4]["proposed"], items[5]["proposed"]) == ("未実施", "実施")
    (duty,) = [duty for duty in items[4]["duties"] if duty["state"] == "超過"]
    assert duty["clause"] == "personnel/disclosure"
    assert duty["subject"]["label"] == "𠮷田　次郎"
    assert (duty["due"], duty["done"], duty["basis"]) == ("2024-10-01", None, "別記")
    assert "𠮷田　次郎" in items[4]["drafted_reason"]


def test_terms_say_which_numbers_are_ours(secops, demo: Path) -> None:
    terms = secops("assess", "R6後継者", "--json").json["terms"]
    assert {"name", "label", "value", "unit", "ours", "origin"} == set(terms[0])
    assert any(term["ours"] for term in terms)


def test_assess_for_people_shows_the_open_point_and_the_next_step(secops, demo: Path) -> None:
    said = secops("assess", "R6後継者", "--on", "2024-10-31")
    assert said.status == 0
    assert "4) 従事者の限定  提案 未実施  回答 未実施" in said.out
    assert (
        "  超過  従事者（𠮷田　次郎）の情報の提示が従事開始日（令和６年１０月１日）までに行われた記録がありません。"
        in said.out
    )
    assert "        → 直ちに" in said.out
    assert "履行  " not in said.out
    assert "履行  " in secops("assess", "R6後継者", "--on", "2024-10-31", "--all").out


def test_a_past_day_says_once_that_undated_fields_are_those_of_now(secops, demo: Path) -> None:
    notice = "日付のない項目（有無・備考など）は現在の値で読んでいます。"
    assert secops("assess", "R6後継者", "--on", "2024-10-31").err.count(notice) == 1
    assert notice not in secops("assess", "R6後継者").err
    assert notice not in secops("assess", "R6後継者", "--on", "2024-11-15").err


def test_a_past_day_sees_what_was_in_order_then(secops, demo: Path) -> None:
    items = secops("assess", "R6後継者", "--on", "2024-09-30", "--json").json["items"]
    assert items[3]["proposed"] == "実施"
    assert secops("assess", "R6後継者", "--on", "2024-07-01", "--json").json["on"] == "2024-07-01"


def test_duties_are_listed_by_due_day_and_an_overdue_one_ends_with_1(secops, demo: Path) -> None:
    said = secops("duties", "--json")
    assert said.status == 1
    assert all({"contract", "item"} | DUTY == set(duty) for duty in said.json)
    overdue = [duty for duty in said.json if duty["state"] == "超過"]
    assert ("R6後継者", 4, "𠮷田　次郎") in {(one["contract"], one["item"], one["subject"]["label"]) for one in overdue}
    dated = [duty["due"] for duty in said.json if duty["due"] and duty["state"] not in {"違反", "不明"}]
    assert dated == sorted(dated)
    heading, *rows = secops("duties").out.splitlines()
    assert heading.split() == ["状態", "期限", "契約", "項目", "義務", "次にすること"]
    assert len(rows) == len(said.json)


def test_duties_of_one_contract_leave_the_others_out(secops, demo: Path) -> None:
    assert {duty["contract"] for duty in secops("duties", "R6物流", "--json").json} <= {"R6物流"}


def test_duties_with_nothing_overdue_end_with_0(secops, small: Path) -> None:
    said = secops("duties", "--on", "2024-07-01", "--json")
    assert said.status == 0
    assert not {"超過", "違反"} & {duty["state"] for duty in said.json}


def test_within_looks_further_ahead(secops, small: Path) -> None:
    def days(within: int) -> set[str]:
        duties = secops("duties", "--on", "2024-07-20", "--within", within, "--json").json
        return {duty["due"] for duty in duties if duty["clause"] == "assurance/reporting"}

    assert "2024-11-30" not in days(30)
    assert "2024-11-30" in days(200)


def test_nothing_to_do_is_said_on_stderr(secops, small: Path) -> None:
    said = secops("duties", "--on", "2024-06-01", "--within", "0")
    assert (said.status, said.out) == (0, "")
    assert "0日以内に期限の来る義務はありません。" in said.err


def test_a_subcontractor_is_not_asked_for_what_is_not_its_own(secops, demo: Path) -> None:
    whose = ("assess", "R6後継者", "--organisation", "合同会社みなかみデータサービス")
    items = secops(*whose, "--json").json["items"]
    nothing = "この事業者自身の記録では、対象となるものがありません。"
    assert {item["proposed"] for item in items if not item["duties"]} == {"該当なし"}
    assert {item["drafted_reason"] for item in items if not item["duties"]} == {nothing}
    assert not [item for item in items if item["proposed"] == "要確認" and not item["unclear"]]
    assert items[8]["proposed"] == "該当なし"
    first = secops(*whose).out.splitlines()[0]
    assert first == ("この事業者自身の記録だけの状況です。契約全体の義務（確認書類、六つの対策等）は含みません。")
    assert first not in secops("assess", "R6後継者").out
