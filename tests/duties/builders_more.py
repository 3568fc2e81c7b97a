"""One record of each kind of items 6)–17), with everything done in time, and small helpers beside :mod:`builders`.

Each helper takes the fields that a case changes. A contract that touches every item in good order: :func:`full_order`.
"""

import dataclasses
import re
from datetime import date
from typing import Any

import pytest
from builders import DISCLOSED, good_standing, with_records

from secops.catalog.web_checklist import web_checklist
from secops.dossier import Dossier
from secops.records.clouds import PROCURED, REVIEW_USE, REVIEW_VULNERABILITY, TERMS_ONLY, Cloud, Review
from secops.records.contents import Check, Checklist, Content
from secops.records.information import Asset, Copy, Device, Disclosure, Disposal
from secops.records.measures import AREAS, Attendance, Incident, IncidentReport, Measure, Procedure, Training
from secops.records.systems import (
    PLATFORM,
    WEB_APPLICATION,
    Diagnosis,
    Software,
    System,
    SystemChange,
    Vulnerability,
)

day = date.fromisoformat

TEAM = ("takahashi", "yamazaki", "an")
LAUNCH = day("2024-09-02")
DELIVERY = day("2024-09-02")


def case(*values: Any) -> Any:
    """A row of a table of cases whose last value is its name."""
    return pytest.param(*values[:-1], id=values[-1])


def a_device(**more: Any) -> Device:
    """A laptop brought in from 9/2 to 9/6, permitted, nothing copied."""
    known = {
        "id": "device-1",
        "name": "ノートPC",
        "serial": "X1",
        "person": "an",
        "permitted_on": day("2024-08-30"),
        "brought_on": day("2024-09-02"),
        "removed_on": day("2024-09-06"),
        "copied": False,
    }
    return Device(**{**known, **more})


def an_asset(**more: Any) -> Asset:
    """A list of participants handed over on 8/1."""
    known = {
        "id": "asset-1",
        "name": "参加者名簿",
        "classification": "機密性２情報",
        "medium": "電子媒体",
        "received_on": day("2024-08-01"),
    }
    return Asset(**{**known, **more})


def a_copy(**more: Any) -> Copy:
    """A copy of that list on a server of ours, made on 8/5."""
    known = {
        "id": "copy-1",
        "asset": "asset-1",
        "location": "社内サーバ",
        "medium": "電子媒体",
        "person": "an",
        "permitted_on": day("2024-08-02"),
        "made_on": day("2024-08-05"),
    }
    return Copy(**{**known, **more})


def a_disposal(of: str, target: str, **more: Any) -> Disposal:
    """The erasing of an asset, a copy or a device on 3/7, certified and confirmed within the week."""
    known = {
        "id": f"disposal-{target}",
        of: target,
        "method": "消去",
        "executed_on": day("2025-03-07"),
        "executed_by": "髙橋　一郎",
        "certified_on": day("2025-03-10"),
        "confirmed_on": day("2025-03-12"),
    }
    return Disposal(**{**known, **more})


def erased_at_once(device: str) -> Disposal:
    """The erasing of a device on the day it left."""
    return a_disposal(
        "device",
        device,
        executed_on=day("2024-09-06"),
        certified_on=day("2024-09-09"),
        confirmed_on=day("2024-09-10"),
    )


def a_disclosure(**more: Any) -> Disclosure:
    """What was given to a printer on 10/1."""
    known = {
        "id": "disclosure-1",
        "recipient": "有限会社架空印刷",
        "content": "会場案内図",
        "considered": "個人情報を含まないため可とした。",
        "precautions": "印刷後は返却する。",
        "approved_on": day("2024-09-25"),
        "provided_on": day("2024-10-01"),
    }
    return Disclosure(**{**known, **more})


def a_procedure(**more: Any) -> Procedure:
    """What to do when security is breached, shown before the contract began."""
    known = {"id": "procedure-1", "kind": "侵害時の対処方法", "title": "対処手順書", "presented_on": DISCLOSED}
    return Procedure(**{**known, **more})


def an_incident(**more: Any) -> Incident:
    """A mail sent to the wrong address, noticed on 9/10, from which nothing leaked."""
    known = {
        "id": "incident-1",
        "title": "メールの誤送信",
        "kind": "誤送信",
        "leaked": False,
        "occurred_on": day("2024-09-09"),
        "detected_on": day("2024-09-10"),
        "consulted_on": day("2024-09-12"),
        "closed_on": day("2024-09-30"),
    }
    return Incident(**{**known, **more})


def an_incident_report(reported: str = "2024-09-10", **more: Any) -> IncidentReport:
    """The first report of it."""
    known = {"id": f"told-{reported}", "incident": "incident-1", "kind": "第一報", "reported_on": day(reported)}
    return IncidentReport(**{**known, **more})


def six_measures(in_place: date | None = date(2023, 4, 1)) -> tuple[Measure, ...]:
    """All six measures."""
    return tuple(
        Measure(id=f"measure-{number}", area=area, description="講じている。", in_place_on=in_place)
        for number, area in enumerate(AREAS)
    )


def with_company_measures(dossier: Dossier, *measures: Measure) -> Dossier:
    """Let the company have those measures."""
    return dataclasses.replace(dossier, shared=dataclasses.replace(dossier.shared, measures=measures))


def taught(
    dossier: Dossier,
    id_: str = "training-1",
    held: str = "2024-07-16",
    areas: tuple[str, ...] = AREAS,
    people: tuple[str, ...] = TEAM,
    **more: Any,
) -> Dossier:
    """Add a training (the company's, unless a contract is given) and those who attended it."""
    training = Training(id=id_, title=f"教育{id_[-1]}", held_on=day(held), areas=areas, **more)
    attendance = dict(dossier.shared.attendance)
    for person in people:
        one = Attendance(id=f"{id_}-{person}", training=id_, person=person, attended_on=day(held))
        attendance[person] = (*attendance.get(person, ()), one)
    trainings = {**dossier.shared.trainings, id_: training}
    return dataclasses.replace(
        dossier, shared=dataclasses.replace(dossier.shared, trainings=trainings, attendance=attendance)
    )


def a_cloud(**more: Any) -> Cloud:
    """A service on the list, used since 8/1 for what is confidential."""
    known = {
        "id": "cloud-1",
        "name": "架空ストレージ",
        "terms": PROCURED,
        "confidential": True,
        "list_standing": "ISMAP",
        "list_checked_on": day("2024-07-09"),
        "assessed_on": day("2024-07-09"),
        "acceptable": True,
        "approved_on": day("2024-07-10"),
        "precautions": "共有リンクを用いない。",
        "precautions_on": day("2024-07-10"),
        "procured_on": day("2024-07-09"),
        "starts_on": day("2024-07-10"),
    }
    return Cloud(**{**known, **more})


def a_free_service(**more: Any) -> Cloud:
    """A service taken by agreeing to its terms, used for nothing confidential."""
    known = {
        "id": "cloud-2",
        "name": "架空アンケート",
        "terms": TERMS_ONLY,
        "confidential": False,
        "list_standing": "掲載なし",
        "list_checked_on": None,
        "procured_on": None,
        "access_protection": "多要素認証を用いる。",
    }
    return a_cloud(**{**known, **more})


def a_review(held: str, **more: Any) -> Review:
    """A look at how the service, or with ``system`` the vulnerabilities, stand."""
    kind = REVIEW_VULNERABILITY if more.get("system") else REVIEW_USE
    known = {"id": f"review-{held}", "kind": kind, "held_on": day(held)}
    return Review(**{**known, **({} if more.get("system") else {"cloud": "cloud-1"}), **more})


def a_system(**more: Any) -> System:
    """A public web site with an application and mail, built and run here, launched on 9/2."""
    known = {
        "id": "system-1",
        "name": "申込受付サイト",
        "phases": ("設計", "構築", "運用"),
        "public_web": True,
        "web_app": True,
        "outward_facing": True,
        "mail": True,
        "own_servers": True,
        "domain": "uketsuke.example.go.jp",
        "work_starts_on": day("2024-07-16"),
        "launched_on": LAUNCH,
        "qa_submitted_on": day("2024-07-12"),
        "tamper_procedure_on": day("2024-07-12"),
        "antivirus": "架空アンチウイルス",
        "edr_considered_on": day("2024-08-20"),
        "certificate_expires_on": day("2025-09-01"),
    }
    flags = "av_unknown av_engine_auto av_uses_definitions av_definitions_auto av_admin_only av_full_scan"
    flags += " tls public_ca spf smtp_tls mail_protection"
    return System(**{**known, **dict.fromkeys(flags.split(), True), **more})


def a_software(**more: Any) -> Software:
    """The site's operating system, supported beyond the contract."""
    known = {
        "id": "software-1",
        "system": "system-1",
        "name": "架空OS",
        "version": "9",
        "location": "ウェブサーバ",
        "support": "期限あり",
        "support_ends_on": day("2027-05-31"),
        "installed_on": day("2024-07-20"),
    }
    return Software(**{**known, **more})


def a_vulnerability(**more: Any) -> Vulnerability:
    """A vulnerability of it, found on 10/1, planned, confirmed, fixed within the month."""
    known = {
        "id": "vulnerability-1",
        "software": "software-1",
        "identifier": "CVE-2024-00001",
        "affected": True,
        "found_on": day("2024-10-01"),
        "notified_on": day("2024-10-03"),
        "plan_on": day("2024-10-08"),
        "plan": "修正プログラムを適用する。",
        "plan_confirmed_on": day("2024-10-10"),
        "planned_on": day("2024-10-20"),
        "patch_available_on": day("2024-10-05"),
        "fixed_on": day("2024-10-18"),
    }
    return Vulnerability(**{**known, **more})


def a_change(**more: Any) -> SystemChange:
    """A change of the site for its security, made on 10/1."""
    known = {
        "id": "change-of-system",
        "system": "system-1",
        "content": "認証方式の変更",
        "by_security": True,
        "web_app_changed": False,
        "changed_on": day("2024-10-01"),
        "reported_on": day("2024-10-04"),
    }
    return SystemChange(**{**known, **more})


def a_diagnosis(held: str = "2024-08-26", kind: str = PLATFORM, **more: Any) -> Diagnosis:
    """A diagnosis that found nothing, a week before the launch."""
    known = {"id": f"{kind}-{held}", "system": "system-1", "kind": kind, "held_on": day(held), "detected": 0}
    return Diagnosis(**{**known, **more})


def a_web_diagnosis(held: str = "2024-08-26", **more: Any) -> Diagnosis:
    """The same of the web application."""
    return a_diagnosis(held, WEB_APPLICATION, **more)


def a_checklist(**more: Any) -> Checklist:
    """The checklist of the building, handed in a week before the launch."""
    known = {
        "id": "checklist-1",
        "system": "system-1",
        "occasion": "構築",
        "due_on": LAUNCH,
        "submitted_on": day("2024-08-28"),
    }
    return Checklist(**{**known, **more})


def checks(checklist: str = "checklist-1", leave_out: int = 0) -> tuple[Check, ...]:
    """Its answers, all of them or but for the last few."""
    ids = [box.id for box in web_checklist().boxes]
    ids = ids[: len(ids) - leave_out]
    return tuple(
        Check(id=f"{checklist}-{number}", checklist=checklist, check_id=number, answer="対応済") for number in ids
    )


def a_content(**more: Any) -> Content:
    """Web pages delivered on 9/2, checked the week before."""
    known = {
        "id": "content-1",
        "name": "案内ページ",
        "version": "1.0",
        "kind": "ウェブコンテンツ",
        "delivered_on": DELIVERY,
        "scanned_on": day("2024-08-27"),
        "access_checked_on": day("2024-08-27"),
        "vulnerabilities_checked_on": day("2024-08-28"),
        "defects_open": False,
        "external_access": False,
        "third_party_data": False,
        "executable": False,
        "signature": "GPKI",
        "weakens_users": False,
    }
    return Content(**{**known, **more})


def watched(*held: str) -> tuple[Review, ...]:
    """Monthly looks at the vulnerabilities of the site."""
    return tuple(a_review(one, system="system-1") for one in held)


def a_site(*more: Any, diagnosed: bool = True, **changes: Any) -> Dossier:
    """A contract with the site in order until the interim day: software, diagnosis and monthly watch."""
    dossier = with_records(
        measured(builds_systems=True, builds_web_app=True), a_system(**changes), a_software(), *watched(*MONTHLY), *more
    )
    return with_records(dossier, a_diagnosis()) if diagnosed else dossier


MONTHLY = ("2024-10-01", "2024-10-31", "2024-11-29", "2024-12-27", "2025-01-27", "2025-02-27")


def measured(**contract: Any) -> Dossier:
    """A contract in good standing for what always applies: the six measures, all trained, the procedure shown."""
    dossier = with_company_measures(good_standing(**contract), *six_measures())
    return with_records(taught(dossier), a_procedure())


def full_order() -> Dossier:
    """A contract that touches every item, all of it in order on the interim day."""
    flags = "brings_devices copies_off_site discloses uses_cloud builds_systems makes_content builds_web_app"
    return with_records(
        measured(**dict.fromkeys(flags.split(), True)),
        a_device(),
        erased_at_once("device-1"),
        an_asset(),
        a_copy(),
        a_disclosure(),
        an_incident(),
        an_incident_report(),
        a_cloud(),
        a_free_service(),
        a_system(),
        a_software(),
        a_vulnerability(),
        a_change(),
        a_diagnosis(),
        a_web_diagnosis(),
        a_checklist(),
        *checks(),
        *watched(*MONTHLY),
        a_content(),
    )


_ERA = re.compile(r"令和[元０-９]+年[０-９]+月[０-９]+日")


def dates_in(text: str) -> set[str]:
    """The Japanese dates that a sentence names."""
    return set(_ERA.findall(text))


def vulnerable(**changes: Any) -> Dossier:
    """A site in order but for one vulnerability."""
    return a_site(a_vulnerability(**changes))
