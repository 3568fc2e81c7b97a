"""Contradictions: two sides of the records that cannot both be right; each kind present, and absent a day off it."""

from collections.abc import Callable
from datetime import date

import pytest
from builders import (
    ACCEPTED,
    AGREED,
    ENDS,
    ENGAGED,
    ENGAGED_TO,
    INTERIM,
    STARTS,
    a_report,
    an_assignment,
    an_engagement,
    assessed,
    engaged,
    good_standing,
    with_changed,
    with_contract,
    with_records,
    without,
)

from secops.dossier import Dossier
from secops.records.clouds import Cloud
from secops.records.information import Asset, Copy, Device, Disclosure, Disposal
from secops.records.measures import Incident
from secops.records.reports import Answer

TAKAHASHI, AN = "assignment-takahashi", "assignment-an"
LATER = date(2024, 9, 2)


def keys(dossier: Dossier, on: date = INTERIM) -> list[str]:
    return [one.key for one in assessed(dossier, on).contradictions]


def messages(dossier: Dossier, on: date = INTERIM) -> list[str]:
    return [one.message for one in assessed(dossier, on).contradictions]


@pytest.mark.parametrize("dossier", [good_standing(), engaged()], ids=["alone", "with a subcontractor"])
def test_a_contract_in_good_standing_has_none(dossier: Dossier) -> None:
    assert assessed(dossier).contradictions == ()


# Declared scope against records.


@pytest.mark.parametrize(("declared", "expected"), [(False, ["scope:5"]), (True, []), (None, [])])
def test_declared_not_subcontracted_beside_an_engagement(declared: bool | None, expected: list[str]) -> None:
    assert keys(with_contract(engaged(), subcontracts=declared)) == expected


def test_the_sentence_and_the_sides_of_a_denied_engagement() -> None:
    (found,) = assessed(with_contract(engaged(), subcontracts=False)).contradictions
    assert found.item == 5
    assert found.sides == ("契約 R6後継者の「再委託」無", "再委託の記録")
    assert found.message == "契約では「再委託」を無としていますが、再委託の記録があります。"


def test_an_engagement_called_off_contradicts_nothing() -> None:
    dossier = without(with_contract(engaged(cancelled=True), subcontracts=False), "assignment-henmi")
    assert keys(dossier) == []


# An answer against the fold.


def answered(dossier: Dossier, item: int, status: str) -> Dossier:
    report = a_report(INTERIM)
    answer = Answer(id="answer", report=report.id, item=item, status=status, reason="理由", basis="根拠")
    return with_records(dossier, report, answer)


def overdue() -> Dossier:
    return with_records(good_standing(), an_assignment("yoshida", starts_on=LATER, disclosed_on=None))


def vacant() -> Dossier:
    return with_changed(engaged(), "engagement-1", clause_on=None)


@pytest.mark.parametrize(
    ("dossier", "item", "status", "expected"),
    [
        pytest.param(overdue(), 4, "実施", True, id="実施 beside 超過"),
        pytest.param(overdue(), 4, "未実施", False, id="未実施 beside 超過"),
        pytest.param(vacant(), 5, "実施", True, id="実施 beside 超過 of an engagement"),
        pytest.param(engaged(), 5, "該当なし", True, id="該当なし beside an engagement"),
        pytest.param(engaged(), 5, "未実施", False, id="未実施 beside an engagement in good standing"),
        pytest.param(good_standing(), 5, "該当なし", False, id="該当なし and nothing recorded"),
        pytest.param(good_standing(), 4, "該当なし", True, id="該当なし of an item that always applies"),
        pytest.param(good_standing(), 4, "実施", False, id="実施 as proposed"),
        pytest.param(good_standing(), 3, "該当なし", False, id="no audit, as proposed"),
    ],
)
def test_an_answer_that_the_records_speak_against(dossier: Dossier, item: int, status: str, expected: bool) -> None:
    assert (f"answer:{item}" in keys(answered(dossier, item, status))) is expected


@pytest.mark.parametrize(
    ("closed", "on", "expected"),
    [
        pytest.param(None, ENDS, True, id="open"),
        pytest.param(date(2024, 11, 10), ENDS, True, id="closed within the period"),
        pytest.param(date(2024, 10, 20), ENDS, False, id="closed before the period"),
        pytest.param(date(2024, 10, 20), INTERIM, True, id="closed in the period before"),
    ],
)
def test_done_beside_a_leak_that_reaches_into_the_period(closed: date | None, on: date, expected: bool) -> None:
    leak = Incident(id="i", title="誤送信", leaked=True, occurred_on=LATER, detected_on=LATER, closed_on=closed)
    earlier, own = a_report(INTERIM, submitted_on=date(2024, 11, 5)), a_report(ENDS)
    dossier = with_records(good_standing(), leak, earlier, own)
    for report in (earlier, own):
        dossier = with_records(dossier, Answer(id=f"a-{report.id}", report=report.id, item=9, status="実施"))
    assert ("answer:9" in keys(dossier, on)) is expected


def test_what_was_done_afterwards_may_be_settled_as_done() -> None:
    late = an_assignment("yoshida", starts_on=LATER, disclosed_on=date(2024, 9, 3), change="change-1")
    assert keys(answered(with_records(good_standing(), late), 4, "実施")) == []


def test_the_sentence_of_done_beside_overdue() -> None:
    (found,) = assessed(answered(overdue(), 4, "実施")).contradictions
    assert found.sides == ("回答 実施", "提案 未実施")
    assert found.message == "4)は実施と回答していますが、期限を過ぎた義務又は違反の記録があります。"


# Assignments.


@pytest.mark.parametrize(
    ("changed", "contract", "outside"),
    [
        pytest.param({"starts_on": STARTS, "ends_on": ENDS}, {}, False, id="the whole contract"),
        pytest.param({"starts_on": date(2024, 7, 7)}, {}, True, id="begins a day before"),
        pytest.param({"ends_on": date(2025, 3, 1)}, {}, True, id="ends a day after"),
        pytest.param({"starts_on": date(2025, 3, 1)}, {}, True, id="begins after the end"),
        pytest.param({"ends_on": ENDS}, {"terminated_on": date(2025, 1, 31)}, True, id="ends after a termination"),
        pytest.param({"starts_on": date(2024, 7, 7), "cancelled": True}, {}, False, id="called off"),
    ],
)
def test_an_assignment_outside_the_contract(
    changed: dict[str, object], contract: dict[str, date], outside: bool
) -> None:
    dossier = with_contract(with_changed(good_standing(), AN, **changed), **contract)
    assert (f"assignment-period:{AN}" in keys(dossier)) is outside


def test_the_sentence_of_an_assignment_outside_the_contract() -> None:
    (found,) = assessed(with_changed(good_standing(), AN, ends_on=date(2025, 3, 1))).contradictions
    assert found.message == "従事者（グエン　ヴァン　アン）の配置が契約期間の外にあります。"
    assert found.sides == (
        "従事者配置 グエン　ヴァン　アン（令和６年７月８日～令和７年３月１日）",
        "契約期間（令和６年７月８日～令和７年２月２８日）",
    )


@pytest.mark.parametrize(
    ("first_ends", "second", "overlap"),
    [
        pytest.param(date(2024, 9, 1), {}, False, id="the day after"),
        pytest.param(LATER, {}, True, id="the same day"),
        pytest.param(None, {}, True, id="no end"),
        pytest.param(None, {"roles": ("情報管理責任者",)}, False, id="another role"),
        pytest.param(None, {"roles": ("情報管理責任者", "業務従事者")}, True, id="one role of two the same"),
        pytest.param(None, {"cancelled": True}, False, id="called off"),
    ],
)
def test_two_assignments_of_one_person(first_ends: date | None, second: dict[str, object], overlap: bool) -> None:
    dossier = with_changed(good_standing(), AN, ends_on=first_ends)
    dossier = with_records(dossier, an_assignment("an", **{"id": "again", "starts_on": LATER, **second}))
    assert keys(dossier) == ([f"overlap:{AN}:again"] if overlap else [])


def test_the_sentence_of_an_overlap_does_not_depend_on_the_order() -> None:
    first, again = an_assignment("an"), an_assignment("an", id="again")
    without_him = without(good_standing(), AN)
    one, other = with_records(without_him, first, again), with_records(without_him, again, first)
    assert messages(one) == ["従事者（グエン　ヴァン　アン）の同じ役割（業務従事者）の配置が重なっています。"]
    assert assessed(one).contradictions == assessed(other).contradictions


@pytest.mark.parametrize(
    ("employment", "engagement", "missing"),
    [
        pytest.param("再委託先", {}, False, id="with its engagement"),
        pytest.param("再委託先", {"organisation": "second"}, True, id="another is engaged"),
        pytest.param("再委託先", {"cancelled": True}, True, id="the engagement called off"),
        pytest.param("派遣", {"cancelled": True}, False, id="not of a subcontractor"),
    ],
)
def test_a_subcontractors_person_without_its_engagement(
    employment: str, engagement: dict[str, object], missing: bool
) -> None:
    dossier = with_contract(engaged(**engagement), subcontracts=None)
    found = keys(with_changed(dossier, "assignment-henmi", employment=employment))
    assert found == (["no-engagement:assignment-henmi"] if missing else [])


def test_the_sentence_of_a_person_without_engagement() -> None:
    (sentence,) = messages(with_contract(engaged(cancelled=True), subcontracts=None))
    assert sentence == (
        "従事者（邉見　結衣）は再委託先の者とされていますが、"
        "合同会社みなかみデータサービスへの再委託の記録がありません。"
    )


# An engagement under another.


@pytest.mark.parametrize(
    ("below", "outside"),
    [
        pytest.param({}, False, id="within"),
        pytest.param({"starts_on": ENGAGED, "ends_on": ENGAGED_TO}, False, id="the whole of it"),
        pytest.param({"starts_on": date(2024, 7, 31)}, True, id="begins a day before"),
        pytest.param({"ends_on": date(2025, 2, 1)}, True, id="ends a day after"),
        pytest.param({"ends_on": None}, True, id="no end, the upper one has"),
        pytest.param({"parent": "", "ends_on": None}, False, id="not under another"),
        pytest.param({"ends_on": None, "cancelled": True}, False, id="called off"),
    ],
)
def test_an_engagement_outside_its_parents(below: dict[str, object], outside: bool) -> None:
    known: dict[str, object] = {
        "id": "below",
        "organisation": "second",
        "parent": "engagement-1",
        "starts_on": LATER,
        "ends_on": date(2024, 12, 27),
    }
    found = keys(with_records(engaged(), an_engagement(**{**known, **below})))
    assert found == (["engagement-period:below"] if outside else [])


def test_the_sentence_of_an_engagement_outside_its_parents() -> None:
    below = an_engagement(id="below", organisation="second", parent="engagement-1", ends_on=ENDS)
    assert messages(with_records(engaged(), below)) == [
        "再委託先（有限会社架空印刷）の期間が、上位の再委託（合同会社みなかみデータサービス）の期間の外にあります。"
    ]


# Information, its disposal, and the services it lies in.


def with_device(**more: object) -> Dossier:
    device: dict[str, object] = {
        "id": "pc",
        "name": "ノートＰＣ１号",
        "serial": "SN1",
        "person": "an",
        "permitted_on": AGREED,
        "brought_on": ENGAGED,
        "copied": False,
    }
    return with_records(good_standing(brings_devices=True), Device(**{**device, **more}))  # type: ignore[arg-type]


def with_asset(**more: object) -> Dossier:
    asset: dict[str, object] = {
        "id": "list",
        "name": "事業者名簿",
        "classification": "機密性２情報",
        "medium": "電子媒体",
        "received_on": ENGAGED,
        "holder": "an",
    }
    return with_records(good_standing(), Asset(**{**asset, **more}))  # type: ignore[arg-type]


def with_copy(**more: object) -> Dossier:
    copy: dict[str, object] = {
        "id": "copy",
        "asset": "list",
        "location": "作業用ＰＣ",
        "medium": "電子媒体",
        "person": "an",
        "permitted_on": AGREED,
        "made_on": ENGAGED,
    }
    return with_records(with_contract(with_asset(), copies_off_site=True), Copy(**{**copy, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "key", "field"),
    [
        pytest.param(with_device, "holder:device:pc", "brought_on", id="device"),
        pytest.param(with_copy, "holder:copy:copy", "made_on", id="copy"),
    ],
)
@pytest.mark.parametrize(
    ("more", "by_nobody"),
    [
        pytest.param({}, False, id="someone at work that day"),
        pytest.param({"person": "yoshida"}, True, id="someone never assigned"),
        pytest.param({"day": date(2024, 7, 7)}, True, id="the day before the assignment"),
        pytest.param({"day": STARTS}, False, id="its first day"),
        pytest.param({"person": ""}, False, id="nobody named"),
        pytest.param({"person": "yoshida", "cancelled": True}, False, id="called off"),
    ],
)
def test_what_is_held_by_someone_without_an_assignment(
    make: Callable[..., Dossier], key: str, field: str, more: dict[str, object], by_nobody: bool
) -> None:
    values = {field if name == "day" else name: value for name, value in more.items()}
    assert (key in keys(make(**values))) is by_nobody


def test_the_sentence_of_a_device_held_by_nobody() -> None:
    assert messages(with_device(person="yoshida")) == [
        "「ノートＰＣ１号」を𠮷田　次郎が持っていますが、令和６年８月１日の従事者配置がありません。"
    ]


def disposed(**more: object) -> Dossier:
    disposal: dict[str, object] = {
        "id": "gone",
        "asset": "list",
        "method": "消去",
        "executed_on": date(2024, 10, 1),
        "executed_by": "山﨑　花子",
    }
    return with_records(with_asset(), Disposal(**{**disposal, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("disposal", "expected"),
    [
        pytest.param({}, [], id="after its receipt"),
        pytest.param({"executed_on": ENGAGED}, [], id="on that day"),
        pytest.param({"executed_on": date(2024, 7, 31)}, ["disposal-before:gone"], id="the day before"),
        pytest.param({"certified_on": date(2024, 10, 1), "confirmed_on": date(2024, 10, 1)}, [], id="proved that day"),
        pytest.param(
            {"certified_on": date(2024, 9, 30)}, ["certified-before:gone:証明書の提出日"], id="certified before"
        ),
        pytest.param(
            {"confirmed_on": date(2024, 9, 30)}, ["certified-before:gone:担当職員の確認日"], id="confirmed before"
        ),
    ],
)
def test_a_disposal_before_receipt_and_a_proof_before_the_disposal(
    disposal: dict[str, object], expected: list[str]
) -> None:
    assert keys(disposed(**disposal)) == expected


def test_the_sentences_of_a_disposal_out_of_order() -> None:
    assert messages(disposed(executed_on=date(2024, 7, 31))) == [
        "「事業者名簿」の消去（令和６年７月３１日）が、その受領等（令和６年８月１日）より前です。"
    ]
    assert messages(disposed(confirmed_on=date(2024, 9, 30))) == [
        "「事業者名簿」の担当職員の確認日（令和６年９月３０日）が実施日（令和６年１０月１日）より前です。"
    ]


def with_cloud(asset: dict[str, object], **more: object) -> Dossier:
    cloud: dict[str, object] = {
        "id": "box",
        "name": "架空共有便",
        "terms": "法人契約による調達",
        "confidential": False,
        "starts_on": STARTS,
    }
    dossier = with_contract(with_asset(**{"cloud": "box", **asset}), uses_cloud=True)
    return with_records(dossier, Cloud(**{**cloud, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asset", "cloud", "expected"),
    [
        pytest.param({}, {}, ["confidential:list"], id="機密性２"),
        pytest.param({"classification": "機密性３情報"}, {}, ["confidential:list"], id="機密性３"),
        pytest.param({"classification": "機密性１情報"}, {}, [], id="機密性１"),
        pytest.param({"cloud": ""}, {}, [], id="kept elsewhere"),
        pytest.param({}, {"confidential": True}, [], id="a service for it"),
        pytest.param({}, {"confidential": None}, [], id="not known what for"),
        pytest.param({"cloud": ""}, {"starts_on": LATER}, ["unannounced:box"], id="a service no change names"),
        pytest.param({"cloud": ""}, {"starts_on": ACCEPTED}, [], id="a service from the day of the acceptance"),
        pytest.param({"cloud": ""}, {"starts_on": LATER, "change": "change-1"}, [], id="a service a change names"),
        pytest.param({}, {"cancelled": True, "starts_on": LATER}, [], id="called off"),
    ],
)
def test_confidential_assets_in_services_and_services_nobody_announced(
    asset: dict[str, object], cloud: dict[str, object], expected: list[str]
) -> None:
    assert [key for key in keys(with_cloud(asset, **cloud)) if not key.startswith("scope:")] == expected


def test_the_sentences_about_services() -> None:
    assert messages(with_cloud({})) == [
        "機密性２情報の「事業者名簿」が、要機密情報を取り扱わないとした「架空共有便」にあります。"
    ]
    assert messages(with_cloud({"cloud": ""}, starts_on=LATER)) == [
        "確認書類の了承後に利用を開始した「架空共有便」を届け出た体制等の変更がありません。"
    ]


@pytest.mark.parametrize(
    ("declared", "cancelled", "expected"),
    [(False, False, ["scope:9"]), (True, False, []), (None, False, []), (False, True, [])],
)
def test_declared_no_disclosure_beside_one(declared: bool | None, cancelled: bool, expected: list[str]) -> None:
    disclosure = Disclosure(
        id="d",
        recipient="架空協会",
        content="概要",
        provided_on=LATER,
        approved_on=ENGAGED,
        cancelled=cancelled,
    )
    assert keys(with_records(good_standing(discloses=declared), disclosure)) == expected


def test_contradictions_stand_in_the_order_of_the_items() -> None:
    dossier = with_contract(engaged(organisation="second"), subcontracts=False)
    dossier = with_changed(dossier, AN, ends_on=date(2025, 3, 1))
    assert keys(dossier) == [f"assignment-period:{AN}", "no-engagement:assignment-henmi", "scope:5"]
