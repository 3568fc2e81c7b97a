"""What keeps a record from being written: blank required fields, check digits, dates out of order, missing reasons."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secops.records.checks import problems
from secops.records.contracts import Assurance, Change, Contract
from secops.records.kinds import Record, kind_of
from secops.records.organisations import Officer, Organisation, Person
from secops.records.reports import AddedRow, Answer, Report
from secops.records.work import Assignment, Audit, Engagement

ORGANISATION = {"name": "株式会社甲", "address": "東京都架空区１", "representative": "代表取締役　甲野　太郎"}
CONTRACT = {
    "code": "R6甲",
    "title": "令和６年度調査事業",
    "concluded_on": date(2024, 7, 1),
    "starts_on": date(2024, 7, 8),
    "ends_on": date(2025, 2, 28),
    "contractor": "organisation-1",
    "addressee": "関東経済産業局課長",
    "edition": "meti-r6-kanto",
}


def found(record: Record) -> list[tuple[str, str, str]]:
    return [(problem.field.name, problem.what, problem.expected) for problem in problems(kind_of(record), record)]


def test_a_whole_record_has_no_problem() -> None:
    assert found(Organisation(**ORGANISATION)) == []
    assert found(Contract(**CONTRACT)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        pytest.param(Organisation(), ["name", "address", "representative"], id="事業者"),
        pytest.param(Person(), ["organisation", "name", "nationality"], id="従事者"),
        pytest.param(Officer(organisation="o"), ["name"], id="役員"),
        pytest.param(
            Contract(),
            ["code", "title", "concluded_on", "starts_on", "ends_on", "contractor", "addressee", "edition"],
            id="契約",
        ),
        pytest.param(Assignment(contract="c"), ["person", "roles", "starts_on"], id="従事者配置"),
        pytest.param(Engagement(contract="c"), ["organisation", "scope", "starts_on"], id="再委託"),
        pytest.param(Audit(contract="c"), ["kind", "notified_on"], id="監査等"),
        pytest.param(Report(contract="c"), ["as_of"], id="実施状況報告"),
        pytest.param(Answer(report="r"), ["item", "status"], id="実施状況"),
    ],
)
def test_every_required_field_left_blank_is_named(record: Record, fields: list[str]) -> None:
    kind = kind_of(record)
    assert found(record) == [(name, "空欄です", f"{kind.field(name).label}は必須") for name in fields]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("7000012050002", id="国税庁"),
        pytest.param("4000012090001", id="経済産業省"),
        pytest.param("9234567890123", id="a sum that nine divides"),
    ],
)
def test_a_corporate_number_with_its_check_digit_is_kept(number: str) -> None:
    assert found(Organisation(**ORGANISATION, corporate_number=number)) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("8000012050002", "検査用数字の合う法人番号", id="wrong check digit"),
        pytest.param("7000012050020", "検査用数字の合う法人番号", id="two digits exchanged"),
        pytest.param("0234567890123", "検査用数字の合う法人番号", id="nought is no check digit"),
        pytest.param("000012050002", "13桁の数字", id="without its check digit"),
        pytest.param("70000120500021", "13桁の数字", id="one too many"),
        pytest.param("7-0000-1205-0002", "13桁の数字", id="with hyphens"),
        pytest.param("T7000012050002", "13桁の数字", id="an invoice number"),
    ],
)
def test_a_corporate_number_that_cannot_be_is_refused(number: str, expected: str) -> None:
    record = Organisation(**ORGANISATION, corporate_number=number)
    assert found(record) == [("corporate_number", f"「{number}」は使えません", expected)]


@given(st.integers(0, 10**12 - 1))
def test_of_the_ten_first_digits_exactly_one_is_right(base: int) -> None:
    """法人番号の指定等に関する省令 第２条: 9 − (Σ Pn×Qn を9で除した余り), Qn 1 for odd places, 2 for even ones."""
    digits = f"{base:012d}"
    weighted = sum(int(digits[-place]) * (1 if place % 2 else 2) for place in range(1, 13))
    fine = [head for head in range(10) if not found(Organisation(**ORGANISATION, corporate_number=f"{head}{digits}"))]
    assert fine == [9 - weighted % 9]


@pytest.mark.parametrize("code", ["R6後継者", "髙橋-1", "2024_調査", "R6.1"])
def test_a_code_for_commands_and_file_names(code: str) -> None:
    assert found(Contract(**{**CONTRACT, "code": code})) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["R6 甲", "R6　甲", "R6/甲", "R6\\甲", "R6:甲", "a=b", "R6*", ".R6", "-R6", "all"])
def test_a_code_that_commands_or_file_names_cannot_have_is_refused(code: str) -> None:
    ((field, what, _),) = found(Contract(**{**CONTRACT, "code": code}))  # type: ignore[arg-type]
    assert (field, what) == ("code", f"「{code}」は使えません")


@pytest.mark.parametrize("edition", ["../meti-r6", "令和６年度", "meti r6"])
def test_an_edition_is_a_folder_name(edition: str) -> None:
    ((field, _, expected),) = found(Contract(**{**CONTRACT, "edition": edition}))  # type: ignore[arg-type]
    assert (field, expected) == ("edition", "版の名前（例 meti-r6-kanto）")


FIRST, SECOND = date(2024, 7, 1), date(2024, 7, 2)


@pytest.mark.parametrize(
    ("record", "earlier", "later"),
    [
        pytest.param(Contract, "starts_on", "ends_on", id="契約期間"),
        pytest.param(Contract, "starts_on", "terminated_on", id="契約解除"),
        pytest.param(Contract, "starts_on", "completed_on", id="業務完了"),
        pytest.param(Assignment, "starts_on", "ends_on", id="従事期間"),
        pytest.param(Engagement, "starts_on", "ends_on", id="再委託期間"),
        pytest.param(Officer, "appointed_on", "retired_on", id="役員の任期"),
        pytest.param(Assurance, "submitted_on", "accepted_on", id="提示と了承"),
        pytest.param(Change, "submitted_on", "agreed_on", id="案と同意"),
        pytest.param(Audit, "notified_on", "held_on", id="通知と実施"),
        pytest.param(Report, "as_of", "submitted_on", id="基準日と提出"),
        pytest.param(Report, "period_from_on", "as_of", id="対象期間と基準日"),
    ],
)
def test_the_second_of_two_dates_may_not_come_first(record: type[Record], earlier: str, later: str) -> None:
    def out_of_order(first: date | None, second: date | None) -> list[tuple[str, str, str]]:
        return [one for one in found(record(**{earlier: first, later: second})) if "空欄" not in one[1]]

    label = kind_of(record()).field(earlier).label
    assert out_of_order(FIRST, SECOND) == out_of_order(FIRST, FIRST) == []
    assert out_of_order(None, FIRST) == out_of_order(FIRST, None) == []
    what = f"2024-07-01は{label}（2024-07-02）より前です"
    assert out_of_order(SECOND, FIRST) == [(later, what, f"{label}以後の日付")]


@pytest.mark.parametrize("status", ["未実施", "該当なし"])
@pytest.mark.parametrize(
    "record",
    [Answer(report="r", item=4), AddedRow(report="r", title="追加", requirement="確認すること")],
    ids=["実施状況", "追加項目"],
)
def test_an_answer_other_than_done_wants_a_reason(record: Answer | AddedRow, status: str) -> None:
    answered = dataclasses.replace(record, status=status)
    assert found(answered) == [("reason", "空欄です", f"{status}には理由が必要")]
    assert found(dataclasses.replace(answered, reason="基準日現在、該当しないため。")) == []
    assert found(dataclasses.replace(record, status="実施")) == []
