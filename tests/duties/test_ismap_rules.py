"""Items 12)–14) with the ISMAP lists imported. All lists here are fictional (架空).

The service of :func:`a_cloud` is procured on 2024-07-09 and used from 2024-07-10 for what is confidential.
"""

import dataclasses
from datetime import date
from typing import Any

import pytest
from builders import INTERIM, good_standing, missing_of, said, standing, state, the_duty, with_records
from builders_more import a_cloud, a_free_service, case, day

from secops.base.text import search_key
from secops.dossier import Dossier
from secops.duties.wording import message
from secops.ismap.entries import Listed
from secops.ismap.history import History, ImportedList
from secops.records.clouds import Link

NUMBER = "C21-0001-2"
BY_HAND = {"list_standing": "", "list_checked_on": None}
EXCEPTED = {"exception_reason": "代わるサービスがないため。", "approved_on": day("2024-07-08")}
AT_FIRST = "procured-cloud/listing"
CONFIDENTIAL = "public-cloud/confidential"


def on_list(number: str = NUMBER, name: str = "架空ストレージ", **more: Any) -> Listed:
    """A service of a list."""
    known: dict[str, Any] = dict.fromkeys(("registered_on", "expires_on", "audit_from_on", "audit_to_on"))
    known |= {"provider": "架空株式会社", "corporate_number": "", "statement": "", "renewing": False, "remarks": "架空"}
    return Listed(number=number, name=name, **{**known, **more})


OTHER = on_list("C21-0002-2", "架空グループウェア")


def imported(dossier: Dossier, *lists: tuple[str, tuple[Listed, ...]], **aliases: str) -> Dossier:
    """Import lists of ISMAP, each with its day."""
    found = History.of(ImportedList("ISMAP", day(as_of), entries) for as_of, entries in lists)
    known = {search_key(alias): name for alias, name in aliases.items()}
    return dataclasses.replace(dossier, shared=dataclasses.replace(dossier.shared, lists=found, aliases=known))


def procured(*lists: tuple[str, tuple[Listed, ...]], **changes: Any) -> Dossier:
    """The service under those lists, its standing not looked up by hand unless given."""
    cloud = a_cloud(**{"registration_no": NUMBER, **BY_HAND, **changes})
    return imported(with_records(good_standing(uses_cloud=True), cloud), *lists)


def by_terms(*lists: tuple[str, tuple[Listed, ...]], **changes: Any) -> Dossier:
    """A service taken by its terms and used for what is confidential."""
    cloud = a_free_service(**{"confidential": True, "list_standing": "", **changes})
    return imported(with_records(good_standing(uses_cloud=True), cloud), *lists)


JULY = ("2024-07-01", (on_list(), OTHER))
WITHOUT = ("2024-07-01", (OTHER,))

# 13) リスト掲載サービスからの調達.


@pytest.mark.parametrize(
    ("lists", "changes", "expected"),
    [
        case([JULY], {}, "履行", "listed that day"),
        case([JULY], {"registration_no": ""}, "履行", "no number, the exact name"),
        case([JULY], {"registration_no": "", "name": "架空ＳＴＯＲＡＧＥ"}, "不明", "no number, another name"),
        case([("2024-07-09", (on_list(), OTHER))], {}, "履行", "listed from the day of procurement"),
        case([WITHOUT, ("2024-07-10", (on_list(), OTHER))], {}, "違反", "listed from the day after"),
        case([JULY, ("2024-07-09", (OTHER,))], {}, "違反", "withdrawn on the day of procurement"),
        case([JULY, ("2024-07-10", (OTHER,))], {}, "履行", "withdrawn the day after"),
        case([("2024-07-10", (on_list(),))], {}, "不明", "no list of that day, not looked up by hand"),
        case([JULY], {"registration_no": "C99-0009-9"}, "不明", "a number that no list has"),
        case([JULY], {"registration_no": "C21-0002-2"}, "不明", "the number of a service of another name"),
        case([("2024-07-01", (on_list(), on_list("C22-0001-2")))], {"registration_no": ""}, "不明", "two of one name"),
        case([("2024-07-01", (on_list(expires_on=day("2024-07-09")),))], {}, "履行", "on its last day"),
        case([("2024-07-01", (on_list(expires_on=day("2024-07-08")),))], {}, "不明", "its day gone by"),
        case([("2024-07-01", (on_list(audit_to_on=day("2023-02-28")),))], {}, "不明", "16 months after the audit gone"),
        case([("2024-07-01", (on_list(expires_on=day("2024-07-08"), renewing=True),))], {}, "履行", "being renewed"),
        case([JULY], {"confidential": None}, "不明", "not said whether confidential"),
    ],
)
def test_the_list_of_the_day_of_procurement_decides(
    lists: list[tuple[str, tuple[Listed, ...]]], changes: dict[str, Any], expected: str
) -> None:
    assert state(procured(*lists, **changes), AT_FIRST, INTERIM) == expected


@pytest.mark.parametrize(
    ("by_hand", "expected"),
    [
        case({"list_standing": "ISMAP", "list_checked_on": day("2024-07-09")}, "履行", "looked up that day, listed"),
        case({"list_standing": "掲載なし", "list_checked_on": day("2024-07-09")}, "違反", "looked up, not listed"),
        case({"list_standing": "ISMAP", "list_checked_on": day("2024-07-10")}, "不明", "looked up too late"),
    ],
)
def test_before_the_first_import_what_was_looked_up_by_hand_decides(by_hand: dict[str, Any], expected: str) -> None:
    later = ("2024-08-01", (on_list(), OTHER))
    assert state(procured(later, **by_hand), AT_FIRST, INTERIM) == expected


def test_an_imported_list_goes_before_what_was_looked_up_by_hand() -> None:
    listed_by_hand = {"list_standing": "ISMAP", "list_checked_on": day("2024-07-09")}
    off_by_hand = {"list_standing": "掲載なし", "list_checked_on": day("2024-07-09")}
    withdrawn = (JULY, ("2024-07-08", (OTHER,)))
    assert state(procured(*withdrawn, **listed_by_hand), AT_FIRST, INTERIM) == "違反"
    assert state(procured(JULY, **off_by_hand), AT_FIRST, INTERIM) == "履行"


WITHDRAWN = (JULY, ("2024-07-05", (OTHER,)))


def test_a_service_off_the_list_with_reason_and_approval_is_a_note() -> None:
    found = standing(procured(*WITHDRAWN, **EXCEPTED), 13)
    assert (found.proposed, found.notes) == (
        "実施",
        ("クラウドサービス（架空ストレージ）はリスト外ですが、理由を付して利用承認を得ています。",),
    )


@pytest.mark.parametrize("lacking", [{"exception_reason": ""}, {"approved_on": None}], ids=["reason", "approval"])
def test_a_service_off_the_list_without_both_is_a_breach(lacking: dict[str, Any]) -> None:
    found = standing(procured(*WITHDRAWN, **{**EXCEPTED, **lacking}), 13)
    assert (found.proposed, found.drafted_reason) == (
        "未実施",
        "クラウドサービス１件（架空ストレージ）がＩＳＭＡＰ等クラウドサービスリストに掲載されていないため。",
    )


def test_an_exception_does_not_settle_a_number_in_doubt() -> None:
    """Whether it is off the list at all is not known: a person tells which service it is first."""
    assert standing(procured(JULY, registration_no="C99-0009-9", **EXCEPTED), 13).proposed == "要確認"


@pytest.mark.parametrize(
    ("dossier", "what"),
    [
        case(
            procured(JULY, registration_no="C99-0009-9"),
            "登録番号「C99-0009-9」は、取り込んだリストにありません",
            "unknown number",
        ),
        case(
            procured(JULY, registration_no="C21-0002-2"),
            "登録番号「C21-0002-2」の名称は「架空グループウェア」で、記録の「架空ストレージ」と異なります",
            "number and name disagree",
        ),
        case(
            procured(JULY, registration_no="", name="架空倉庫"),
            "リストの登録番号（secops ismap check で候補を表示します）",
            "which service is not known",
        ),
        case(
            procured(("2024-07-01", (on_list(expires_on=day("2024-07-08")),))),
            "調達日（令和６年７月９日）の登録（登録の有効期限を過ぎています）",
            "expired",
        ),
        case(
            procured(("2024-08-01", (on_list(),))),
            "調達日の掲載の有無（掲載リストと確認日）",
            "no list of that day",
        ),
    ],
)
def test_what_is_not_known_is_named(dossier: Dossier, what: str) -> None:
    assert missing_of(the_duty(dossier, AT_FIRST)) == (what,)
    assert standing(dossier, 13).proposed == "要確認"
    sentence, step = said(dossier, AT_FIRST, INTERIM)
    assert sentence.startswith("クラウドサービス（")
    assert sentence.endswith("。")
    assert step.endswith("。")


def a_pick(number: str, linked: str = "2024-07-20", cloud: str = "cloud-1") -> Link:
    return Link(
        id=f"link-{linked}",
        cloud=cloud,
        registration_no=number,
        list_name="ISMAP",
        list_as_of_on=day("2024-07-01"),
        linked_on=day(linked),
        linked_by="山﨑",
    )


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        case([], "不明", "nobody said which"),
        case([a_pick(NUMBER)], "履行", "picked, listed"),
        case([a_pick("C21-0002-2")], "違反", "picked, not listed that day"),
        case([a_pick("C21-0002-2"), a_pick(NUMBER, "2024-08-01")], "履行", "the later pick counts"),
        case([a_pick(NUMBER, "2024-08-01"), a_pick("C21-0002-2")], "履行", "whatever the order of the records"),
        case([a_pick(NUMBER, cloud="cloud-9")], "不明", "a pick for another service"),
    ],
)
def test_a_persons_pick_settles_a_doubt(picks: list[Link], expected: str) -> None:
    lists = (("2024-07-01", (on_list(), OTHER)), ("2024-07-05", (on_list(),)))
    dossier = procured(*lists, registration_no="C99-0009-9")
    assert state(with_records(dossier, *picks), AT_FIRST, INTERIM) == expected


def test_an_alias_leads_to_the_product() -> None:
    dossier = procured(JULY, registration_no="", name="当社ストレージ")
    assert state(dossier, AT_FIRST, INTERIM) == "不明"
    assert state(imported(dossier, JULY, 当社ストレージ="架空ストレージ"), AT_FIRST, INTERIM) == "履行"


# 13) and 14) Delisted later.

DELISTED = (JULY, ("2024-09-01", (OTHER,)))
AGAIN = ("cloud-use/assessment", "delisted-2024-09-01")


def again(dossier: Dossier, on: date) -> str:
    clause, round_ = AGAIN
    return state(dossier, clause, on, round_=round_)


def test_a_service_delisted_later_stays_in_order_with_a_note_from_that_day() -> None:
    dossier = procured(*DELISTED)
    note = "クラウドサービス（架空ストレージ）は調達後にリストから削除されました。"
    before, after = (standing(dossier, 13, day(one)) for one in ("2024-08-31", "2024-09-01"))
    assert (before.proposed, before.notes) == ("実施", ())
    assert (after.proposed, after.notes) == ("実施", (note,))


@pytest.mark.parametrize(
    ("assessed", "on", "expected"),
    [
        case("2024-07-09", "2024-08-31", "発生前", "not delisted yet"),
        case("2024-07-09", "2024-09-01", "期限内", "delisted"),
        case("2024-07-09", "2024-10-01", "期限内", "thirty days later"),
        case("2024-07-09", "2024-10-02", "超過", "the day after"),
        case("2024-09-01", "2024-10-02", "履行", "assessed on the day of the delisting"),
        case("2024-10-01", "2024-10-02", "履行", "assessed on the last day"),
        case("2024-10-02", "2024-10-02", "遅延", "assessed late"),
    ],
)
def test_a_new_assessment_is_due_within_thirty_days_of_the_delisting(assessed: str, on: str, expected: str) -> None:
    assert again(procured(*DELISTED, assessed_on=day(assessed)), day(on)) == expected


def test_the_sentences_of_a_new_assessment() -> None:
    dossier = procured(*DELISTED)
    clause, round_ = AGAIN
    duty = the_duty(dossier, clause, round_=round_)
    overdue = message(duty, day("2024-10-02"))
    assert overdue.startswith("クラウドサービス（架空ストレージ、リストからの削除後）のリスク評価及び許容の確認の")
    assert "期限（令和６年１０月１日）を過ぎました" in overdue
    assert overdue.endswith("行われた記録がありません。")
    assert said(dossier, clause, day("2024-09-01"), round_=round_)[1].endswith(
        "リスクの評価を行い、許容できることを確認する。"
    )


def test_while_the_new_assessment_is_not_overdue_item_14_stays_as_it_was() -> None:
    dossier = procured(*DELISTED)
    assert standing(dossier, 14, day("2024-09-30")).proposed == "実施"
    assert standing(dossier, 14, day("2024-10-02")).proposed == "未実施"


@pytest.mark.parametrize(
    ("lists", "changes"),
    [
        case([JULY], {}, "still listed"),
        case([JULY, ("2024-09-01", (on_list(remarks="改称"), OTHER))], {}, "its entry changed"),
        case(DELISTED, {"ends_on": day("2024-08-31")}, "its use ended before"),
        case([JULY, ("2025-03-01", (OTHER,))], {}, "delisted after the contract"),
        case(
            [WITHOUT, ("2024-07-20", (on_list(),)), ("2024-09-01", (OTHER,))], EXCEPTED, "never procured from the list"
        ),
    ],
)
def test_no_new_assessment_is_asked(lists: list[tuple[str, tuple[Listed, ...]]], changes: dict[str, Any]) -> None:
    dossier = procured(*lists, **changes)
    assert the_duty(dossier, "cloud-use/assessment").round == ""
    assert "調達後にリストから削除" not in "".join(standing(dossier, 13).notes)


# 12) 要機密情報を扱わない.


@pytest.mark.parametrize(
    ("lists", "changes", "expected"),
    [
        case([JULY], {}, "違反", "known to no list"),
        case([JULY], {"registration_no": NUMBER, "name": "架空ストレージ"}, "不明", "its number on the list"),
        case([JULY], {"registration_no": NUMBER}, "不明", "its number on the list under another name"),
        case([JULY], {"registration_no": "C99-0009-9"}, "違反", "a number of no list"),
        case(
            [WITHDRAWN[0], WITHDRAWN[1]],
            {"registration_no": NUMBER, "name": "架空ストレージ"},
            "違反",
            "delisted before",
        ),
        case([], {"list_standing": "ISMAP"}, "不明", "listed, as looked up by hand"),
        case([], {"registration_no": NUMBER}, "違反", "no list imported"),
        case([JULY], {"confidential": False, "registration_no": NUMBER}, "履行", "nothing confidential"),
    ],
)
def test_confidential_information_in_a_service_taken_by_its_terms(
    lists: list[tuple[str, tuple[Listed, ...]]], changes: dict[str, Any], expected: str
) -> None:
    assert state(by_terms(*lists, **changes), CONFIDENTIAL, INTERIM) == expected


def test_a_listed_service_taken_by_its_terms_asks_which_kind_of_contract_it_is() -> None:
    dossier = by_terms(JULY, registration_no=NUMBER, name="架空ストレージ")
    assert missing_of(the_duty(dossier, CONFIDENTIAL)) == ("契約形態の区分（掲載リストにあるサービスのため）",)
    assert standing(dossier, 12).proposed == "要確認"
