"""What goes on from one contract or report to the next: the calendar, the comparison, taking records over."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

DEMO = "R6後継者"


def entries(path: Path) -> dict[str, date]:
    """UID → day of a calendar file."""
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(event["UID"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}


@pytest.mark.usefixtures("demo")
def test_the_calendar_holds_every_open_duty_with_a_day_under_its_key(secops, machine: Path) -> None:
    said = secops("duties", "--within", "90", "--ics", "期限.ics", "--json")
    listed = {f"{one['key']}@secops": one["due"] for one in said.json if one["due"]}
    found = {uid: day.isoformat() for uid, day in entries(machine / "期限.ics").items()}
    assert listed.items() <= found.items()
    assert len(found) == len([one for one in said.json if one["due"] or one["state"] in {"違反", "不明"}])


@pytest.mark.usefixtures("demo")
def test_a_second_calendar_updates_the_first(secops, machine: Path) -> None:
    secops("duties", "--ics", "前.ics")
    secops("add", "amendment", "変更契約締結日=2024-11-14", "終了日=2025-03-31", "--contract", DEMO)
    secops("set", "contract", DEMO, "報告期日=")
    secops("duties", "--within", "200", "--ics", "後.ics")
    before, after = entries(machine / "前.ics"), entries(machine / "後.ics")
    kept = [uid for uid in before if uid.startswith("personnel/disclosure")]
    assert kept
    assert all(before[uid] == after[uid] for uid in kept)


@pytest.mark.usefixtures("demo")
def test_a_calendar_that_cannot_be_written_says_so(secops) -> None:
    said = secops("duties", "--ics", "ない/期限.ics")
    assert said.status == 2
    assert "期限.ics" in said.err


@pytest.mark.usefixtures("demo")
def test_what_changed_since_the_last_report_is_told_in_words(secops) -> None:
    assert secops("report", DEMO).status == 0
    assert secops("set", "assignment", "𠮷田　次郎", "提示日=2024-11-05", "--contract", DEMO).status == 0
    said = secops("report", DEMO, "--compare", "2024-10-31", "--as-of", "2024-11-15")
    assert said.status == 0
    assert "4) 従事者の限定\n  提案 未実施 → 要確認\n" in said.out
    assert (
        "超過 → 事後  従事者（𠮷田　次郎）の提示日（令和６年１１月５日）が従事開始日（令和６年１０月１日）より後です。"
        in said.out
    )


@pytest.mark.usefixtures("demo")
def test_a_comparison_needs_a_report_that_was_issued(secops) -> None:
    said = secops("report", DEMO, "--compare", "2024-09-30")
    assert said.status == 2
    assert "令和６年９月３０日現在の報告書は発行されていません。" in said.err


@pytest.mark.usefixtures("demo")
def test_a_service_is_taken_over_without_the_days_towards_the_ministry(secops) -> None:
    assert secops("copy", "cloud", "--from", DEMO, "--to", "R6物流").status == 0
    taken = next(
        one for one in secops("list", "cloud", "--contract", "R6物流", "--json").json if one["registration_no"]
    )
    assert (taken["name"], taken["starts_on"], taken["assessed_on"]) == (
        "架空セキュアストレージ",
        "2024-08-05",
        "2024-07-03",
    )
    assert (taken["approved_on"], taken["precautions_on"], taken["change"]) == (None, None, None)
    again = secops("copy", "cloud", "--from", DEMO, "--to", "R6物流", "--json").json
    assert (again["added"], len(again["there"])) == ([], 2)


@pytest.mark.usefixtures("demo")
def test_a_kind_that_stays_where_it_is_is_refused(secops) -> None:
    said = secops("copy", "incident", "--from", DEMO, "--to", "R6物流")
    assert said.status == 2
    assert "インシデントは引き継げません。" in said.err


@pytest.mark.usefixtures("demo")
def test_item_5_names_the_subcontractor_whose_records_are_not_in_order(secops) -> None:
    secops("set", "assignment", "邉見　結衣", "提示日=", "--contract", DEMO, "--reason", "誤記")
    five = next(one for one in secops("assess", DEMO, "--json").json["items"] if one["item"] == 5)
    assert "再委託先（合同会社みなかみデータサービス）の4)に、対応を要する記録があります。" in five["notes"]
