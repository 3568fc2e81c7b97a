"""What holds for any records of items 6)–17): of the fold, of the order of records, of every sentence."""

import dataclasses
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from builders import EDITION, a_report, assessed, folds, good_standing, shuffled, with_records
from builders_more import (
    a_change,
    a_checklist,
    a_cloud,
    a_content,
    a_copy,
    a_device,
    a_diagnosis,
    a_disclosure,
    a_disposal,
    a_free_service,
    a_procedure,
    a_review,
    a_software,
    a_system,
    a_vulnerability,
    a_web_diagnosis,
    an_asset,
    an_incident,
    an_incident_report,
    checks,
    dates_in,
    day,
    six_measures,
    taught,
    with_company_measures,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secops.base.dates import add_months, format_era
from secops.dossier import Dossier
from secops.duties.fold import Standing
from secops.duties.states import State
from secops.duties.wording import message, next_step
from secops.records.checks import problems
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Record, kind_of
from secops.records.measures import AREAS
from secops.records.systems import Threat

ITEMS = tuple(range(6, 18))
FLAGS = (
    "brings_devices",
    "copies_off_site",
    "discloses",
    "uses_cloud",
    "builds_systems",
    "makes_content",
    "builds_web_app",
)
DAYS = st.dates(min_value=day("2024-05-01"), max_value=day("2025-08-31"))
FLAG = st.sampled_from((True, False, None))
SYSTEM_2 = a_system(id="system-2", name="別システム")
CHANGED = a_change(id="change-of-app", content="画面の変更", web_app_changed=True)
# Each with the ids of what it stands under: it is left out where they are.
RECORDS: tuple[tuple[Record, tuple[str, ...]], ...] = (
    (a_device(), ()),
    (a_device(id="device-2", permitted_on=None, brought_on=day("2024-11-05"), removed_on=None), ()),
    (an_asset(), ()),
    (an_asset(id="asset-2", name="契約書類", medium="紙媒体", cloud="cloud-2"), ("cloud-2",)),
    (a_copy(), ("asset-1",)),
    (a_copy(id="copy-2", location="外付けディスク", standing=True), ("asset-1",)),
    (a_disposal("device", "device-1"), ("device-1",)),
    (a_disposal("asset", "asset-1"), ("asset-1",)),
    (a_disposal("copy", "copy-1"), ("copy-1",)),
    (a_disclosure(), ()),
    (a_procedure(), ()),
    (an_incident(), ()),
    (an_incident(id="incident-2", title="ＵＳＢメモリの紛失", kind="紛失・盗難", leaked=None), ()),
    (an_incident_report(), ("incident-1",)),
    (a_cloud(), ()),
    (a_free_service(), ()),
    (a_review("2024-12-02"), ("cloud-1",)),
    (a_review("2025-01-20", cloud="cloud-2"), ("cloud-2",)),
    (a_system(), ()),
    (SYSTEM_2, ()),
    (a_review("2024-10-01", system="system-1"), ("system-1",)),
    (a_review("2024-11-11", system="system-2"), ("system-2",)),
    (a_software(), ("system-1",)),
    (a_vulnerability(), ("system-1", "software-1")),
    (a_vulnerability(id="vulnerability-2", software="", system="system-2"), ("system-2",)),
    (a_change(), ("system-1",)),
    (CHANGED, ("system-1",)),
    (Threat(id="threat-1", system="system-1", content="新しい攻撃手法", confirmed_on=day("2024-10-01")), ("system-1",)),
    (a_diagnosis(), ("system-1",)),
    (a_web_diagnosis(), ("system-1",)),
    (a_web_diagnosis("2024-10-20", occasion="改修", detected=2), ("system-1",)),
    (a_checklist(), ("system-1",)),
    (a_checklist(id="checklist-2", occasion="改修", due_on=day("2024-10-05")), ("system-1",)),
    (a_content(), ()),
    (a_content(id="content-2", name="申込アプリ", kind="アプリケーションプログラム"), ()),
    (a_report(day("2024-10-31"), submitted_on=day("2024-11-05")), ()),
)


def values_of(field: FieldSpec) -> st.SearchStrategy[Any]:
    """Other values that a field may have; nothing where it keeps its own."""
    blank = [] if field.required else [None]
    match field.type:
        case FieldType.DATE:
            return st.one_of(DAYS, *map(st.just, blank))
        case FieldType.FLAG:
            return FLAG
        case FieldType.CHOICE:
            return st.sampled_from(field.choices if field.required else ("", *field.choices))
        case FieldType.SEVERAL:
            return st.lists(st.sampled_from(field.choices), unique=True, max_size=3).map(tuple)
        case FieldType.INT if not field.key:
            return st.sampled_from((None, 0, 3))
        case FieldType.NOTE if not field.required:
            return st.sampled_from(("", "記載あり。"))
        case FieldType.TEXT if not (field.required or field.key or field.check):
            return st.sampled_from(("", "記載あり", "example.go.jp"))
    return st.nothing()


@st.composite
def changed(draw: st.DrawFn, record: Record) -> Record:
    """The record with a few of its fields changed, as the store would take it, else as it was."""
    kind = kind_of(record)
    open_to_change = [field for field in kind.fields if not values_of(field).is_empty and field.name != "remarks"]
    chosen = draw(st.lists(st.sampled_from(open_to_change), unique_by=lambda field: field.name, max_size=4))
    other = dataclasses.replace(record, **{field.name: draw(values_of(field)) for field in chosen})
    sound = [one for one in problems(kind, other) if one.field.name != "contract"]
    return record if sound else other


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A contract with any of the records, any of their fields changed."""
    contract: dict[str, Any] = {name: draw(FLAG) for name in FLAGS}
    if draw(st.booleans()):
        contract["terminated_on"] = draw(st.dates(min_value=day("2024-08-01"), max_value=day("2025-02-28")))
    dossier = good_standing(**contract)
    if draw(st.booleans()):
        dossier = with_company_measures(dossier, *six_measures(draw(st.one_of(DAYS, st.none()))))
    for number in range(draw(st.integers(0, 2))):
        areas = draw(st.sampled_from((AREAS, AREAS[:3], AREAS[3:], ())))
        dossier = taught(dossier, id_=f"training-{number}", held=draw(DAYS).isoformat(), areas=areas)
    kept: set[str] = set()
    for record, above in RECORDS:
        if kept.issuperset(above) and draw(st.booleans()):
            dossier = with_records(dossier, draw(changed(record)))
            kept.add(record.id)
    if "checklist-1" in kept and draw(st.booleans()):
        dossier = with_records(dossier, *checks(leave_out=draw(st.sampled_from((0, 2)))))
    return dossier


unhurried = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def standings(dossier: Dossier, on: date) -> tuple[Standing, ...]:
    return tuple(one for one in assessed(dossier, on).standings if one.item.number in ITEMS or one.item.number == 4)


@unhurried
@given(dossiers(), DAYS)
def test_nothing_is_done_beside_a_failure_an_unknown_or_a_breach(dossier: Dossier, on: date) -> None:
    for found in standings(dossier, on):
        if found.proposed == "実施":
            states = {found.span.state(duty) for duty in found.duties if folds(found, duty)}
            assert not states & {State.OVERDUE, State.UNKNOWN, State.BREACHED}
            assert states - {State.NOT_BEGUN}
        if found.proposed == "該当なし" and not found.carrying:
            assert found.drafted_reason == found.item.scope.absent


@unhurried
@given(dossiers(), DAYS)
def test_a_part_is_not_better_than_its_duties(dossier: Dossier, on: date) -> None:
    for found in standings(dossier, on):
        bad = {State.OVERDUE: "未実施", State.BREACHED: "未実施"}
        of_part = {clause.name: clause.part[:1] for clause in found.item.clauses}
        proposed = {part.mark: part.proposed for part in found.parts}
        for duty in found.duties:
            mark, expected = of_part[duty.rule.clause], bad.get(found.span.state(duty))
            if mark in proposed and expected:
                assert proposed[mark] == expected
                assert found.proposed == "未実施"


@unhurried
@given(dossiers(), DAYS, st.integers(0, 1000))
def test_the_order_of_the_records_changes_nothing(dossier: Dossier, on: date, seed: int) -> None:
    def told(one: Dossier) -> Iterator[object]:
        found = assessed(one, on)
        for standing in found.standings:
            yield standing.item.number, standing.proposed, standing.drafted_reason, standing.parts
            yield from (*standing.unclear, *standing.notes)
            yield from ((duty.key, message(duty, on), next_step(duty, on)) for duty in standing.duties)
        yield from found.contradictions

    mixed = shuffled(dossier, random.Random(seed))  # noqa: S311  no secret
    for one, other in zip(told(mixed), told(dossier), strict=True):
        assert one == other


@unhurried
@given(dossiers(), DAYS)
def test_every_duty_has_a_key_of_its_own(dossier: Dossier, on: date) -> None:
    keys = [duty.key for found in standings(dossier, on) for duty in found.duties]
    assert len(keys) == len(set(keys))


SLIP = re.compile(r"[{}]|None|True|False|nan|。。|、。|（）|「」|\d{4}-\d{2}-\d{2}|(?<![A-Za-z])_|  ")


def whole(sentence: str) -> None:
    """Assert that it is a Japanese sentence from beginning to end."""
    assert sentence.endswith("。"), sentence
    assert not SLIP.search(sentence), sentence
    assert re.search("[ぁ-ん]", sentence), sentence
    assert sentence == sentence.strip(), sentence


@unhurried
@given(dossiers(), DAYS)
def test_everything_said_is_whole_japanese(dossier: Dossier, on: date) -> None:
    found = assessed(dossier, on)
    for one in found.standings:
        for duty in one.duties:
            for since in (None, one.span.since):
                whole(message(duty, on, since))
                step = next_step(duty, on, since)
                if step:
                    whole(step)
            if one.span.state(duty) in {State.OVERDUE, State.UNKNOWN, State.BREACHED, State.PENDING}:
                assert next_step(duty, on, one.span.since), message(duty, on)
        for sentence in (*one.unclear, *one.notes):
            whole(sentence)
    for contradiction in found.contradictions:
        whole(contradiction.message)
        assert all(contradiction.sides)


def recorded_days(dossier: Dossier) -> Iterator[date]:
    """Every day that stands in the contract and its records."""
    for record in (dossier.contract, *(one for records in dossier.records.values() for one in records)):
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, date))


def promised_days(dossier: Dossier) -> set[str]:
    """Those days, and the days that the edition's numbers reckon from them."""
    found: set[date] = set()
    for one in set(recorded_days(dossier)):
        found.add(one)
        for term in EDITION.terms:
            if term.unit == "日":
                found.add(one + timedelta(days=term.value))
            elif term.unit == "か月":
                later = add_months(one, term.value)
                found |= {later, later - timedelta(days=1)}
    return {format_era(one) for one in found}


@unhurried
@given(dossiers(), DAYS)
def test_a_drafted_reason_is_whole_and_promises_only_days_of_the_records(dossier: Dossier, on: date) -> None:
    days = promised_days(dossier)
    for found in standings(dossier, on):
        reason = found.drafted_reason
        if found.proposed in {"未実施", "該当なし"}:
            assert reason
        for line in reason.splitlines():
            whole(line)
            assert dates_in(line) <= days


@unhurried
@given(dossiers(), DAYS)
def test_what_is_promised_lies_ahead(dossier: Dossier, on: date) -> None:
    for found in standings(dossier, on):
        ahead = {format_era(on + timedelta(days=number)) for number in range(1500)}
        assert set(re.findall("(令和[元０-９年月日]+)までに実施予定", found.drafted_reason)) <= ahead
