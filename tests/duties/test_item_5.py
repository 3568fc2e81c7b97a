"""The duties of 別記 5), of 募集要領 and of the contract, for what is given to others."""

from datetime import date

import pytest
from builders import (
    AGREED,
    ASSURANCE_DUE,
    ENDS,
    ENGAGED,
    ENGAGED_TO,
    INTERIM,
    STARTS,
    a_person,
    a_report,
    an_assignment,
    an_engagement,
    duties,
    engaged,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_changed,
    with_contract,
    with_officers,
    with_people,
    with_records,
    with_terms,
    without,
)

from secops.catalog.edition import Basis
from secops.records.reports import Report
from secops.records.work import Engagement

BEFORE, THE_DAY, AFTER = date(2024, 7, 31), ENGAGED, date(2024, 8, 2)
PARTNER_NAME = "合同会社みなかみデータサービス"

PRIOR = [
    pytest.param(BEFORE, INTERIM, "履行", id="before"),
    pytest.param(THE_DAY, INTERIM, "履行", id="on the day"),
    pytest.param(AFTER, INTERIM, "事後", id="afterwards"),
    pytest.param(None, BEFORE, "発生前", id="to come"),
    pytest.param(None, AFTER, "超過", id="never"),
]


# 事前 of the start of each engagement.


@pytest.mark.parametrize(
    ("clause", "field"),
    [
        pytest.param("subcontracting/safeguards", "clause_on", id="担保の措置"),
        pytest.param("subcontracting/assurance", "assurance_on", id="確認書類"),
        pytest.param("subcontracting/approval", "approved_on", id="承認"),
    ],
)
@pytest.mark.parametrize(("done", "on", "expected"), PRIOR)
def test_what_is_done_before_an_engagement_begins(
    clause: str, field: str, done: date | None, on: date, expected: str
) -> None:
    assert state(engaged(**{field: done}), clause, on) == expected


@pytest.mark.parametrize("field", ["people_disclosed_on", "capital_disclosed_on", "officers_disclosed_on"])
@pytest.mark.parametrize(("done", "on", "expected"), PRIOR)
def test_a_subcontractor_is_disclosed_when_its_last_part_is(
    field: str, done: date | None, on: date, expected: str
) -> None:
    assert state(engaged(**{field: done}), "subcontracting/disclosure", on) == expected


@pytest.mark.parametrize(
    "clause", ["subcontracting/safeguards", "subcontracting/assurance", "subcontracting/disclosure"]
)
def test_every_tier_is_asked(clause: str) -> None:
    below = an_engagement(id="engagement-2", organisation="second", parent="engagement-1", starts_on=date(2024, 9, 1))
    asked = {duty.subject.id for duty in duties(with_records(engaged(), below), clause)}
    assert asked == {"engagement-1", "engagement-2"}


def test_an_engagement_called_off_asks_nothing() -> None:
    dossier = engaged(cancelled=True)
    names = {clause.name for clause in dossier.edition.item(5).clauses} - {"subcontracting/method"}
    assert [duty for name in names for duty in duties(dossier, name)] == []
    assert standing(with_contract(dossier, subcontracts=False), 5).proposed == "該当なし"


# The first ones come with the assurance; their safeguards beforehand all the same.


@pytest.mark.parametrize(
    ("clause", "field"),
    [("subcontracting/assurance", "assurance_on"), ("subcontracting/disclosure", "people_disclosed_on")],
)
@pytest.mark.parametrize(
    ("done", "on", "expected"),
    [
        pytest.param(date(2024, 7, 12), INTERIM, "履行", id="after the start, with the assurance"),
        pytest.param(date(2024, 7, 16), INTERIM, "遅延", id="late"),
        pytest.param(None, ASSURANCE_DUE, "期限内", id="on the last day"),
        pytest.param(None, date(2024, 7, 16), "超過", id="overdue"),
    ],
)
def test_an_engagement_from_the_beginning_comes_with_the_assurance(
    clause: str, field: str, done: date | None, on: date, expected: str
) -> None:
    told = dict.fromkeys(
        ("assurance_on", "people_disclosed_on", "capital_disclosed_on", "officers_disclosed_on"), date(2024, 7, 5)
    )
    dossier = engaged(**{**told, "starts_on": STARTS, field: done})
    assert state(dossier, clause, on, dossier.of(Engagement)[0].id) == expected


def test_safeguards_of_an_engagement_from_the_beginning_stand_before_it() -> None:
    assert state(engaged(starts_on=STARTS, clause_on=date(2024, 7, 12)), "subcontracting/safeguards", INTERIM) == "事後"


# What the disclosure of a subcontractor must hold.


def test_a_subcontractor_of_whom_all_is_recorded_lacks_nothing() -> None:
    assert missing_of(the_duty(engaged(), "subcontracting/disclosure")) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        pytest.param({"id": "assignment-henmi", "disclosed_on": None}, "邉見　結衣の提示日", id="its worker's day"),
        pytest.param({"id": "henmi", "track_record": ""}, "邉見　結衣の実績", id="its worker's record"),
        pytest.param({"id": "assignment-henmi", "cancelled": True}, "従事者の配置", id="its only worker called off"),
        pytest.param({"id": "partner", "capital_note": ""}, "株主又は資本関係の記載", id="its capital"),
        pytest.param({"id": "room", "disclosed_on": None}, "みなかみ入力室の提示日", id="its place's day"),
        pytest.param({"id": "room", "organisation": "ours"}, "実施場所", id="its place"),
    ],
)
def test_what_a_subcontractors_disclosure_lacks_is_named(change: dict[str, object], missing: str) -> None:
    values = dict(change)
    dossier = with_changed(engaged(), str(values.pop("id")), **values)
    assert missing_of(the_duty(dossier, "subcontracting/disclosure")) == (missing,)
    blank_day = missing.endswith("提示日")
    assert state(dossier, "subcontracting/disclosure", INTERIM) == ("超過" if blank_day else "不明")


def test_a_worker_shown_only_later_is_not_shown_yet() -> None:
    dossier = with_changed(engaged(), "assignment-henmi", disclosed_on=date(2025, 7, 18))
    assert state(dossier, "subcontracting/disclosure", INTERIM) == "超過"


def test_a_subcontractor_without_an_officer_on_record() -> None:
    dossier = with_officers(engaged(), "partner")
    assert missing_of(the_duty(dossier, "subcontracting/disclosure")) == ("役員の記録",)


# 実施状況の把握: by each of our reporting dates that its work reaches.


@pytest.mark.parametrize(
    ("submitted", "on", "expected"),
    [
        pytest.param(date(2024, 10, 30), INTERIM, "履行", id="before our date"),
        pytest.param(INTERIM, INTERIM, "履行", id="on our date"),
        pytest.param(date(2024, 11, 1), date(2024, 11, 1), "遅延", id="a day late"),
        pytest.param(None, date(2024, 10, 30), "発生前", id="to come"),
        pytest.param(None, INTERIM, "期限内", id="on our date, not yet"),
        pytest.param(None, date(2024, 11, 1), "超過", id="never"),
    ],
)
def test_a_subcontractor_reports_by_our_reporting_date(submitted: date | None, on: date, expected: str) -> None:
    dossier = with_changed(engaged(), "report-engagement-12024-10-25", submitted_on=submitted)
    assert state(dossier, "subcontracting/reports", on, round_="2024-10-31") == expected


@pytest.mark.parametrize(
    ("starts", "ends", "rounds"),
    [
        pytest.param(ENGAGED, ENGAGED_TO, ["2024-10-31", "2025-02-28"], id="the first date after its end too"),
        pytest.param(ENGAGED, INTERIM, ["2024-10-31"], id="ends on our date"),
        pytest.param(ENGAGED, date(2024, 11, 1), ["2024-10-31", "2025-02-28"], id="ends a day later"),
        pytest.param(ENGAGED, None, ["2024-10-31", "2025-02-28"], id="no end"),
        pytest.param(INTERIM, None, ["2024-10-31", "2025-02-28"], id="begins on our date"),
        pytest.param(date(2024, 11, 1), None, ["2025-02-28"], id="begins a day later"),
    ],
)
def test_it_reports_for_the_dates_its_work_reaches(starts: date, ends: date | None, rounds: list[str]) -> None:
    dossier = engaged(starts_on=starts, ends_on=ends)
    assert [duty.round for duty in duties(dossier, "subcontracting/reports")] == rounds


def test_our_own_report_is_none_of_the_subcontractors() -> None:
    dossier = with_records(without(engaged(), Report), a_report(INTERIM, submitted_on=INTERIM))
    assert state(dossier, "subcontracting/reports", date(2024, 11, 1), round_="2024-10-31") == "超過"
    assert state(dossier, "assurance/reporting", date(2024, 11, 1), round_="2024-10-31") == "履行"


# 再委託先の返却・廃棄・消去: 14 days after the end of the engagement.


@pytest.mark.parametrize(
    ("engagement", "on", "expected"),
    [
        pytest.param({}, date(2025, 1, 30), "発生前", id="under way"),
        pytest.param({}, date(2025, 2, 14), "期限内", id="fourteen days after the end"),
        pytest.param({}, date(2025, 2, 15), "超過", id="fifteen days after"),
        pytest.param({"disposal_confirmed_on": date(2025, 2, 14)}, ENDS, "履行", id="confirmed in time"),
        pytest.param({"disposal_confirmed_on": date(2025, 2, 15)}, ENDS, "遅延", id="confirmed late"),
        pytest.param({"ends_on": None}, date(2025, 3, 14), "期限内", id="no end: that of the contract"),
        pytest.param({"ends_on": None}, date(2025, 3, 15), "超過", id="no end, overdue"),
        pytest.param({"handles_information": None}, INTERIM, "不明", id="whether it handles information"),
    ],
)
def test_disposal_by_a_subcontractor_is_confirmed(engagement: dict[str, object], on: date, expected: str) -> None:
    assert state(engaged(**engagement), "subcontracting/disposal", on) == expected


def test_who_handles_no_information_disposes_of_none() -> None:
    assert duties(engaged(handles_information=False), "subcontracting/disposal") == []


# The contract: 再委託の承認 of what the plan does not name.


@pytest.mark.parametrize(
    ("engagement", "threshold", "expected"),
    [
        pytest.param({"in_plan": True, "approved_on": None}, 0, [], id="in the plan"),
        pytest.param({"approved_on": None}, 0, ["超過"], id="not in the plan, not approved"),
        pytest.param({"approved_on": None}, 3_000_000, [], id="up to the threshold"),
        pytest.param({"approved_on": None}, 2_999_999, ["超過"], id="above the threshold"),
        pytest.param({"approved_on": None, "in_plan": None}, 0, ["不明"], id="in the plan or not"),
        pytest.param({"approved_on": None, "in_plan": None}, 3_000_000, [], id="in the plan or not, below"),
        pytest.param({"approved_on": None, "amount": None}, 3_000_000, ["不明"], id="amount unknown"),
        pytest.param({"approved_on": None, "amount": None}, 0, ["超過"], id="amount unknown, no threshold"),
        pytest.param({"in_plan": None}, 0, ["履行"], id="approved, whatever the plan says"),
        pytest.param({"amount": None}, 3_000_000, ["履行"], id="approved, whatever the amount"),
    ],
)
def test_approval_of_what_the_plan_does_not_name(
    engagement: dict[str, object], threshold: int, expected: list[str]
) -> None:
    dossier = with_terms(engaged(**engagement), subcontract_threshold=threshold)
    assert [duty.state(INTERIM) for duty in duties(dossier, "subcontracting/approval")] == expected


# 募集要領: ５０％超の理由書


@pytest.mark.parametrize(
    ("amount", "expected"), [(5_000_000, []), (5_000_001, ["超過"]), (None, ["不明"])], ids=["half", "above", "unknown"]
)
def test_more_than_half_wants_a_reason(amount: int | None, expected: list[str]) -> None:
    dossier = engaged(amount=amount)
    assert [duty.state(INTERIM) for duty in duties(dossier, "subcontracting/over-half")] == expected


@pytest.mark.parametrize(
    ("reason_on", "starts", "expected"),
    [
        pytest.param(date(2024, 7, 1), STARTS, "履行", id="from the beginning, by the start"),
        pytest.param(date(2024, 7, 31), ENGAGED, "履行", id="before the engagement that crosses it"),
        pytest.param(ENGAGED, ENGAGED, "履行", id="on its day"),
        pytest.param(AFTER, ENGAGED, "事後", id="after it"),
        pytest.param(None, ENGAGED, "超過", id="never"),
    ],
)
def test_the_reason_comes_before_the_engagement(reason_on: date | None, starts: date, expected: str) -> None:
    dossier = with_contract(engaged(amount=6_000_000, starts_on=starts), over_half_reason_on=reason_on)
    assert state(dossier, "subcontracting/over-half", INTERIM) == expected


def test_the_engagement_that_crosses_the_half_sets_the_day() -> None:
    second = an_engagement(id="engagement-2", organisation="second", amount=3_000_000, starts_on=date(2024, 11, 1))
    dossier = with_records(engaged(amount=3_000_000), second)
    assert state(dossier, "subcontracting/over-half", date(2024, 10, 31)) == "発生前"
    assert state(dossier, "subcontracting/over-half", date(2024, 11, 2)) == "超過"


@pytest.mark.parametrize(
    ("first", "below", "expected"),
    [
        pytest.param(3_000_000, 3_000_000, [], id="both together would cross it"),
        pytest.param(3_000_000, None, [], id="the lower one unknown"),
        pytest.param(6_000_000, 3_000_000, ["超過"], id="the first alone crosses it"),
    ],
)
def test_only_the_first_tier_is_summed(first: int, below: int | None, expected: list[str]) -> None:
    tier = an_engagement(id="engagement-2", organisation="second", parent="engagement-1", amount=below)
    found = duties(with_records(engaged(amount=first), tier), "subcontracting/over-half")
    assert [duty.state(INTERIM) for duty in found] == expected


def test_a_sum_above_half_is_certain_whatever_is_blank() -> None:
    second = an_engagement(id="engagement-2", organisation="second", amount=None)
    dossier = with_records(engaged(amount=6_000_000), second)
    assert state(dossier, "subcontracting/over-half", INTERIM) == "超過"


@pytest.mark.parametrize(
    ("contract", "engagement", "missing"),
    [
        ({"amount": None}, {}, ("契約金額",)),
        ({}, {"amount": None}, (f"{PARTNER_NAME}の再委託金額",)),
        ({"amount": None}, {"amount": None}, (f"{PARTNER_NAME}の再委託金額", "契約金額")),
    ],
    ids=["the contract's", "the engagement's", "both"],
)
def test_blank_amounts_are_named(
    contract: dict[str, None], engagement: dict[str, None], missing: tuple[str, ...]
) -> None:
    dossier = with_contract(engaged(**engagement), **contract)
    assert missing_of(the_duty(dossier, "subcontracting/over-half")) == missing


def test_nothing_subcontracted_wants_no_reason() -> None:
    assert duties(good_standing(), "subcontracting/over-half") == []


# 募集要領: kept from the start of the engagement.


@pytest.mark.parametrize(
    ("clause", "engagement", "expected"),
    [
        pytest.param("core-work", {"core_work": False}, ["履行"], id="no core work"),
        pytest.param("core-work", {"core_work": True}, ["違反"], id="core work"),
        pytest.param("core-work", {"core_work": None}, ["不明"], id="core work or not"),
        pytest.param("site-visits", {"site_visit_clause": True}, ["履行"], id="visits agreed"),
        pytest.param("site-visits", {"site_visit_clause": False}, ["違反"], id="visits not agreed"),
        pytest.param("site-visits", {"site_visit_clause": None}, ["不明"], id="visits agreed or not"),
        pytest.param("quotes", {"is_group": False, "quotes": 0}, [], id="not of the group"),
        pytest.param("quotes", {"is_group": True, "quotes": 2}, ["履行"], id="two quotes, the lowest"),
        pytest.param("quotes", {"is_group": True, "quotes": 1}, ["違反"], id="one quote"),
        pytest.param("quotes", {"is_group": True, "lowest_price": False}, ["違反"], id="not the lowest"),
        pytest.param("quotes", {"is_group": True, "quotes": None}, ["不明"], id="quotes unknown"),
        pytest.param("quotes", {"is_group": True, "lowest_price": None}, ["不明"], id="price unknown"),
        pytest.param(
            "quotes", {"is_group": True, "quotes": None, "lowest_price": False}, ["違反"], id="broken either way"
        ),
        pytest.param("quotes", {"is_group": None}, ["不明"], id="of the group or not"),
    ],
)
def test_what_the_guideline_asks_of_an_engagement(
    clause: str, engagement: dict[str, object], expected: list[str]
) -> None:
    found = duties(engaged(**engagement), f"subcontracting/{clause}")
    assert [duty.state(ENGAGED) for duty in found] == expected
    assert {duty.state(BEFORE) for duty in found} <= {"発生前"}


@pytest.mark.parametrize(
    ("clause", "basis"),
    [
        ("subcontracting/approval", Basis.CONTRACT),
        ("subcontracting/over-half", Basis.GUIDELINE),
        ("subcontracting/core-work", Basis.GUIDELINE),
        ("subcontracting/quotes", Basis.GUIDELINE),
        ("subcontracting/site-visits", Basis.GUIDELINE),
        ("subcontracting/safeguards", Basis.BEKKI),
        ("subcontracting/reports", Basis.BEKKI),
    ],
)
def test_what_a_clause_rests_on(clause: str, basis: Basis) -> None:
    assert engaged().edition.clause(clause).basis is basis


# Sentences.


@pytest.mark.parametrize(
    ("engagement", "clause", "on", "message", "step"),
    [
        pytest.param(
            {"clause_on": AFTER},
            "subcontracting/safeguards",
            INTERIM,
            f"再委託先（{PARTNER_NAME}）の担保の措置の締結日（令和６年８月２日）が再委託開始日（令和６年８月１日）より後です。",
            "経緯及び再発防止策を整理し、実施状況の回答を決める。",
            id="safeguards afterwards",
        ),
        pytest.param(
            {"assurance_on": None},
            "subcontracting/assurance",
            INTERIM,
            f"再委託先（{PARTNER_NAME}）の確認書類の提出が再委託開始日（令和６年８月１日）までに行われた記録がありません。",
            "直ちに再委託先に係るものを含む確認書類を担当職員に提出する。併せて、経緯を担当職員に説明する。",
            id="assurance never",
        ),
        pytest.param(
            {},
            "subcontracting/disposal",
            ENGAGED_TO,
            f"再委託先（{PARTNER_NAME}）の終了時の返却・廃棄・消去の確認の期限は令和７年２月１４日です。",
            "令和７年２月１４日までに再委託先における情報の返却、廃棄又は消去を確認する。",
            id="disposal pending",
        ),
        pytest.param(
            {"core_work": True},
            "subcontracting/core-work",
            INTERIM,
            f"再委託先（{PARTNER_NAME}）: 根幹に関わる執行管理を含みます（令和６年８月１日から現在まで）。",
            "業務範囲を確認し、根幹に関わる執行管理を再委託から除く。併せて、経緯を担当職員に説明する。",
            id="core work",
        ),
        pytest.param(
            {"site_visit_clause": None},
            "subcontracting/site-visits",
            INTERIM,
            f"再委託先（{PARTNER_NAME}）の現地調査を可能とする措置が確認できません。"
            "記録がないもの: 現地調査の受入条項の有無。",
            "現地調査の受入条項の有無を確認し、記録する。",
            id="visits unknown",
        ),
    ],
)
def test_the_sentences_of_an_engagement(
    engagement: dict[str, object], clause: str, on: date, message: str, step: str
) -> None:
    assert said(engaged(**engagement), clause, on) == (message, step)


def test_an_engagement_in_good_standing() -> None:
    found = standing(engaged(), 5)
    assert (found.proposed, found.drafted_reason, found.notes) == ("実施", "", ())
    assert {duty.state(INTERIM) for duty in found.duties} == {"履行", "発生前"}


def test_a_second_worker_of_the_subcontractor_is_disclosed_before_the_work() -> None:
    late = an_assignment(
        "sato", employment="再委託先", starts_on=date(2024, 9, 1), disclosed_on=None, change="change-1"
    )
    dossier = with_records(with_people(engaged(), a_person("sato", "佐藤　実", "partner")), late)
    assert state(dossier, "subcontracting/disclosure", INTERIM, dossier.of(Engagement)[0].id) == "履行"
    assert state(dossier, "subcontracting/disclosure", INTERIM, late.id) == "超過"
    told = with_changed(dossier, late.id, disclosed_on=AGREED)
    assert state(told, "subcontracting/disclosure", INTERIM, late.id) == "履行"
