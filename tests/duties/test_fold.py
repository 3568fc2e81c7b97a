"""The fold of an item for a day and a period: each of its steps, and the drafted reasons."""

from datetime import date

import pytest
from builders import (
    ACCEPTED,
    ASSURANCE_DUE,
    CONCLUDED,
    EDITION,
    INTERIM,
    a_person,
    a_report,
    an_assignment,
    assessed,
    engaged,
    folds,
    good_standing,
    standing,
    with_changed,
    with_contract,
    with_people,
    with_records,
    without,
)

from secops.dossier import Dossier
from secops.duties.assess import needs_basis
from secops.duties.fold import Span, fold
from secops.duties.rule import RULES
from secops.duties.scope import Applies, Scope
from secops.duties.states import Act, Subject
from secops.records.reports import Report
from secops.records.work import Audit, Finding

JOINS = date(2024, 9, 2)
NEWCOMER = "assignment-yoshida"
HANDED_IN = a_report(INTERIM, submitted_on=date(2024, 11, 5))


def joined(disclosed: date | None = None, starts: date = JOINS) -> Dossier:
    """A newcomer after the acceptance, disclosed or not."""
    late = an_assignment("yoshida", starts_on=starts, disclosed_on=disclosed)
    return with_records(good_standing(), late)


# 1. Not applicable.


@pytest.mark.parametrize(
    ("declared", "engagement", "proposed", "sentence"),
    [
        pytest.param(False, None, "該当なし", "", id="無, no record"),
        pytest.param(True, None, "要確認", "契約の「再委託」は有ですが、その記録がありません。", id="有, no record"),
        pytest.param(
            None, None, "要確認", "契約の「再委託」が未確認です。有か無かを記録してください。", id="未確認, no record"
        ),
        pytest.param(True, {}, "実施", "", id="有, a record"),
        pytest.param(None, {}, "実施", "", id="未確認, a record"),
        pytest.param(False, {}, "実施", "", id="無, a record"),
        pytest.param(False, {"cancelled": True}, "該当なし", "", id="無, a record called off"),
        pytest.param(
            True,
            {"cancelled": True},
            "要確認",
            "契約の「再委託」は有ですが、その記録がありません。",
            id="有, a record called off",
        ),
    ],
)
def test_an_item_applies_when_declared_or_shown_by_a_record(
    declared: bool | None, engagement: dict[str, object] | None, proposed: str, sentence: str
) -> None:
    dossier = good_standing() if engagement is None else engaged(**engagement)
    found = standing(with_contract(dossier, subcontracts=declared), 5)
    assert found.proposed == proposed
    assert found.unclear == ((sentence,) if sentence else ())


def test_what_does_not_apply_is_so_whatever_was_not_promised() -> None:
    found = standing(without(good_standing(), "method-5"), 5)
    assert (found.proposed, found.drafted_reason) == ("該当なし", "基準日現在、再委託を行っていないため。")
    assert found.notes == ()


@pytest.mark.parametrize("number", [2, 4, 8, 9, 10, 11])
def test_some_items_always_apply(number: int) -> None:
    assert standing(good_standing(), number).scope.applies is Applies.YES


# 2. 超過, or 違反 that reaches into the period.


def test_one_overdue_duty_among_many_done_makes_it_not_done() -> None:
    found = standing(joined(), 4)
    assert found.proposed == "未実施"
    assert [duty.subject.id for duty in found.carrying] == [NEWCOMER]


def vacancy() -> Dossier:
    """Nobody is 情報セキュリティ責任者 on 1 and 2 October."""
    dossier = with_changed(good_standing(), "assignment-takahashi", ends_on=date(2024, 9, 30), end_disclosed_on=JOINS)
    follower = an_assignment(
        "yoshida",
        roles=("情報セキュリティ責任者",),
        starts_on=date(2024, 10, 3),
        disclosed_on=JOINS,
        change="change-1",
    )
    return with_records(dossier, follower)


PAST_BREACH = "情報セキュリティ責任者が置かれていません（令和６年１０月１日から令和６年１０月２日まで）。"


@pytest.mark.parametrize(
    ("on", "handed_in", "proposed"),
    [
        pytest.param(date(2024, 9, 30), False, "実施", id="before it"),
        pytest.param(date(2024, 10, 1), False, "未実施", id="from its first day"),
        pytest.param(INTERIM, False, "未実施", id="ended within the period"),
        pytest.param(INTERIM, True, "未実施", id="in the period of the report itself"),
        pytest.param(date(2024, 11, 10), True, "実施", id="ended before the period"),
    ],
)
def test_a_breach_counts_in_the_periods_it_reaches_into(on: date, handed_in: bool, proposed: str) -> None:
    dossier = with_records(vacancy(), HANDED_IN) if handed_in else vacancy()
    assert standing(dossier, 1, on).proposed == proposed


def test_a_breach_of_an_earlier_period_is_a_note() -> None:
    assert standing(with_records(vacancy(), HANDED_IN), 1, date(2024, 11, 10)).notes == (f"前期以前: {PAST_BREACH}",)


def test_an_open_breach_reaches_into_every_period() -> None:
    dossier = with_records(without(vacancy(), NEWCOMER), HANDED_IN)
    assert standing(dossier, 1, date(2024, 11, 10)).proposed == "未実施"


def test_overdue_goes_before_unknown() -> None:
    dossier = with_changed(joined(), "an", nationality=())
    found = standing(dossier, 4)
    assert found.proposed == "未実施"
    assert [duty.subject.id for duty in found.carrying] == [NEWCOMER]


# 3. 不明, or 事後 that no report has told of.


def test_unknown_is_to_be_settled_and_says_what_is_missing() -> None:
    found = standing(with_changed(good_standing(), "an", nationality=()), 4)
    assert found.proposed == "要確認"
    assert found.unclear == (
        "従事者（グエン　ヴァン　アン）の情報の提示（令和６年７月５日）について、次の記録がありません: 国籍。",
    )
    assert found.drafted_reason == ""


AFTERWARDS = "従事者（𠮷田　次郎）の提示日（令和６年９月３日）が従事開始日（令和６年９月２日）より後です。"


@pytest.mark.parametrize(
    ("disclosed", "proposed"),
    [
        pytest.param(date(2024, 10, 30), "実施", id="done before the as_of of the report handed in"),
        pytest.param(INTERIM, "実施", id="done on its as_of"),
        pytest.param(date(2024, 11, 1), "要確認", id="done the day after"),
    ],
)
def test_a_deed_afterwards_is_told_once(disclosed: date, proposed: str) -> None:
    found = standing(with_records(joined(disclosed), HANDED_IN), 4, date(2024, 11, 10))
    assert found.proposed == proposed
    assert len(found.notes if proposed == "実施" else found.unclear) == 1


def test_a_deed_afterwards_is_to_be_settled_with_a_drafted_reason() -> None:
    found = standing(joined(date(2024, 9, 3)), 4)
    assert (found.proposed, found.unclear) == ("要確認", (AFTERWARDS,))
    assert (
        found.drafted_reason == "従事者１名（𠮷田　次郎）の情報の提示が従事開始日より後となったため"
        "（経緯：〔記入〕、再発防止策：〔記入〕）。"
    )


def test_a_deed_afterwards_already_told_of_is_a_note() -> None:
    found = standing(with_records(joined(date(2024, 9, 3)), HANDED_IN), 4, date(2024, 11, 10))
    assert (found.proposed, found.notes) == ("実施", (AFTERWARDS,))


def test_a_report_begun_but_not_handed_in_has_told_nothing() -> None:
    dossier = with_records(joined(date(2024, 9, 3)), a_report(INTERIM))
    assert standing(dossier, 4, date(2024, 11, 10)).proposed == "要確認"


# 4. 期限内, and the days of grace.


def test_what_is_pending_is_not_done_and_says_by_when() -> None:
    dossier = with_changed(good_standing(), "method-2", accepted_on=None)
    found = standing(dossier, 2, ACCEPTED)
    assert found.proposed == "未実施"
    assert found.drafted_reason == "規程等に基づく対策の決定を令和６年７月１５日までに実施予定のため。"


def test_unknown_goes_before_pending() -> None:
    dossier = with_changed(without(good_standing(), "method-4"), "an", nationality=())
    assert standing(dossier, 4, ACCEPTED).proposed == "要確認"


def test_days_of_grace_are_a_note() -> None:
    audit = Audit(id="a", kind="マネジメント監査", notified_on=JOINS, held_on=date(2024, 10, 1), accepted=True)
    dossier = with_records(good_standing(), audit, Finding(id="f", audit="a", content="鍵の管理"))
    found = standing(dossier, 3)
    assert found.proposed == "実施"
    assert found.notes == ("指摘事項（鍵の管理）の対応の期限は令和６年１０月３１日です。",)
    assert standing(dossier, 3, date(2024, 11, 1)).proposed == "未実施"


# 5. Only 発生前.


def test_what_is_only_to_come_does_not_apply_yet() -> None:
    audit = Audit(id="a", kind="マネジメント監査", notified_on=JOINS, held_on=date(2024, 11, 20), accepted=True)
    found = standing(with_records(good_standing(), audit), 3)
    assert (found.proposed, found.drafted_reason) == ("該当なし", "基準日現在、監査等が実施されていないため。")


def test_an_engagement_still_to_begin_says_by_when_all_is_done() -> None:
    nothing = dict.fromkeys(
        ("clause_on", "assurance_on", "people_disclosed_on", "capital_disclosed_on", "officers_disclosed_on")
    )
    dossier = with_changed(without(engaged(), Report), "engagement-1", starts_on=date(2024, 11, 15), **nothing)
    found = standing(dossier, 5)
    who = "再委託先１者（合同会社みなかみデータサービス）"
    by_then = "（令和６年１１月１５日までに実施予定）。"
    assert found.proposed == "該当なし"
    assert found.drafted_reason.splitlines() == [
        f"基準日現在、{who}の担保の措置（契約等）を要する事由が生じていないため{by_then}",
        f"基準日現在、{who}の確認書類の提出を要する事由が生じていないため{by_then}",
        f"基準日現在、{who}の従事者・資本関係・役員・実施場所の提示を要する事由が生じていないため{by_then}",
        "基準日現在、再委託先の報告の時期が到来していないため（報告期日、令和７年２月２８日までに実施予定）。",
        "基準日現在、再委託が終了していないため（再委託の終了後、令和７年２月１４日までに実施予定）。",
    ]


# 6. 実施, with what was late as a note.


def test_a_late_deed_stays_visible_as_a_note() -> None:
    found = standing(with_changed(good_standing(), "assignment-an", disclosed_on=date(2024, 7, 16)), 4)
    assert (found.proposed, found.drafted_reason) == ("実施", "")
    assert found.notes == (
        "従事者（グエン　ヴァン　アン）の提示日（令和６年７月１６日）が期限（令和６年７月１５日）より後です。",
    )


def test_a_contract_in_good_standing() -> None:
    for dossier, fifth in ((good_standing(), "該当なし"), (engaged(), "実施")):
        found = assessed(dossier)
        proposals = {number: found.standing(number).proposed for number in range(1, 6)}
        assert proposals == {1: "実施", 2: "実施", 3: "該当なし", 4: "実施", 5: fifth}
        assert found.contradictions == ()


# The promise (遵守の方法) lowers an answer and never makes one.


@pytest.mark.parametrize(
    ("accepted", "on", "proposed"),
    [
        pytest.param(ACCEPTED, INTERIM, "実施", id="accepted"),
        pytest.param(date(2024, 7, 16), INTERIM, "実施", id="accepted late"),
        pytest.param(None, ACCEPTED, "未実施", id="still to come"),
        pytest.param(None, INTERIM, "未実施", id="never"),
    ],
)
def test_the_promise_lowers_an_answer(accepted: date | None, on: date, proposed: str) -> None:
    assert standing(with_changed(good_standing(), "method-4", accepted_on=accepted), 4, on).proposed == proposed


@pytest.mark.parametrize("number", range(3, 18))
@pytest.mark.parametrize("done", [ACCEPTED, date(2024, 7, 16)], ids=["in time", "late"])
def test_the_promise_alone_never_makes_an_item_done(number: int, done: date) -> None:
    item = EDITION.item(number)
    (name,) = (clause.name for clause in item.clauses if clause.name.endswith("/method"))
    promise = Act(RULES[name][0], Subject("contract", "c", "c"), start=CONCLUDED, due=ASSURANCE_DUE, done=done)
    found = fold(item, Scope(Applies.YES), [promise], Span(INTERIM, CONCLUDED))
    assert found.proposed in {"該当なし", "要確認"}


def test_the_promise_alone_makes_item_2() -> None:
    assert standing(good_standing(), 2).proposed == "実施"


# What rests on 募集要領, 契約書 or good practice changes no answer.


@pytest.mark.parametrize(
    "engagement",
    [
        pytest.param({"core_work": True}, id="core work given away"),
        pytest.param({"site_visit_clause": False}, id="no visits"),
        pytest.param({"is_group": True, "quotes": 0}, id="no quotes"),
        pytest.param({"amount": 9_000_000}, id="more than half"),
        pytest.param({"approved_on": None}, id="not approved"),
        pytest.param({"core_work": None, "site_visit_clause": None, "is_group": None, "amount": None}, id="unknown"),
    ],
)
def test_what_the_guideline_and_the_contract_ask_stands_beside(engagement: dict[str, object]) -> None:
    found = standing(engaged(**engagement), 5)
    assert (found.proposed, found.carrying, found.unclear, found.notes) == ("実施", (), (), ())
    open_ = [duty for duty in found.duties if found.span.state(duty) in {"違反", "超過", "不明"}]
    assert open_
    assert not any(folds(found, duty) for duty in open_)


# Drafted reasons.


def test_reasons_name_the_people_and_sum_them_up() -> None:
    names = ("佐藤　一", "鈴木　二", "田中　三", "𠮷田　次郎")
    dossier = joined()
    for number, name in enumerate(names[:3]):
        person = a_person(f"p{number}", name)
        dossier = with_people(dossier, person)
        dossier = with_records(dossier, an_assignment(person.id, starts_on=JOINS, disclosed_on=None))
        if number == 0:
            assert standing(dossier, 4).drafted_reason == (
                "従事者２名（佐藤　一、𠮷田　次郎）の情報の提示が従事開始日までに行われていないため。"
            )
    assert standing(dossier, 4).drafted_reason == (
        "従事者４名（佐藤　一、田中　三、鈴木　二ほか）の情報の提示が従事開始日までに行われていないため。"
    )


def test_reasons_stand_one_to_a_rule_and_limit() -> None:
    dossier = with_changed(joined(), "assignment-an", disclosed_on=None, ends_on=date(2024, 9, 30))
    assert standing(dossier, 4).drafted_reason.splitlines() == [
        "従事者１名（グエン　ヴァン　アン）の情報の提示が期限までに行われていないため。",
        "従事者１名（𠮷田　次郎）の情報の提示が従事開始日までに行われていないため。",
        "従事者１名（グエン　ヴァン　アン）の変更の再提示が従事終了日までに行われていないため。",
    ]


# An answer other than the proposal wants a ground.


@pytest.mark.parametrize(
    ("dossier", "status", "wanted"),
    [
        pytest.param(good_standing(), "実施", False, id="as proposed"),
        pytest.param(good_standing(), "未実施", True, id="other than proposed"),
        pytest.param(joined(), "未実施", False, id="未実施 as proposed"),
        pytest.param(joined(date(2024, 9, 3)), "実施", True, id="要確認 settled as 実施"),
        pytest.param(joined(date(2024, 9, 3)), "未実施", True, id="要確認 settled as 未実施"),
    ],
)
def test_an_answer_wants_a_ground_where_the_records_do_not_give_it(dossier: Dossier, status: str, wanted: bool) -> None:
    assert needs_basis(standing(dossier, 4), status) is wanted
