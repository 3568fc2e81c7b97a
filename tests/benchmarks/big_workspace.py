"""A big workspace, made up from a fixed seed: contracts with all seventeen items alive, through the write door.

With 300 contracts: 10,000 people, 20,000 assignments, 3,000 cloud services, some 38,000 attendances.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from secops.records.clouds import PROCURED, REVIEW_USE, REVIEW_VULNERABILITY, TERMS_ONLY, Cloud, Review
from secops.records.contents import Check, Checklist, Content, Evidence
from secops.records.contracts import (
    Amendment,
    Assurance,
    Change,
    Contract,
    Method,
    Official,
    Workplace,
)
from secops.records.information import CLASSIFICATIONS, Asset, Copy, Device, Disclosure, Disposal
from secops.records.kinds import Record
from secops.records.measures import AREAS, Attendance, Incident, IncidentReport, Measure, Procedure, Training
from secops.records.organisations import Officer, Organisation, Person, Shareholder
from secops.records.reports import Answer, Report
from secops.records.systems import (
    PLATFORM,
    WEB_APPLICATION,
    Diagnosis,
    Software,
    System,
    SystemChange,
    Threat,
    Vulnerability,
)
from secops.records.work import ROLE_MANAGER, ROLE_OFFICER, Assignment, Audit, Engagement, Finding
from secops.store.store import Store
from secops.store.writer import Writer

SEED = 20241115
PEOPLE, ASSIGNMENTS, CLOUDS = 100 / 3, 200 / 3, 10  # a contract
SURNAMES = ["髙橋", "佐藤", "鈴木", "𠮷田", "渡邉", "山﨑", "伊藤", "中村", "小林", "加藤"]
GIVEN = ["一郎", "花子", "次郎", "美咲", "健", "由美", "誠", "陽子", "翔", "葵"]


class Portfolio:
    """What is made, with the dice and the writer that all parts share."""

    def __init__(self, writer: Writer, contracts: int) -> None:
        """Make the company, its partners, its people and their education."""
        self.writer = writer
        self.dice = random.Random(SEED)  # noqa: S311  no secret
        self.us = writer.add(
            Organisation(name="大規模株式会社", address="東京都", representative="代表取締役　大　規模", is_self=True)
        )
        writer.add(Shareholder(organisation=self.us.id, name="大　規模", country="JP"))
        writer.add(Officer(organisation=self.us.id, name="大　規模", appointed_on=date(2015, 6, 1)))
        self.partners = [self._partner(number) for number in range(max(4, contracts * 2 // 3))]
        self.people = [self._person(number) for number in range(round(contracts * PEOPLE))]
        for area in AREAS:
            writer.add(Measure(area=area, description=f"全社の{area}", in_place_on=date(2022, 4, 1)))
        trainings = [
            writer.add(
                Training(title=f"全社研修{number}", held_on=date(2023, 5, 10) + timedelta(90 * number), areas=AREAS)
            )
            for number in range(11)
        ]
        for person in self.people:
            for training in trainings[self.dice.randrange(3) :: 3]:  # each person every nine months
                if not self.chance(2):
                    writer.add(Attendance(training=training.id, person=person.id, attended_on=training.held_on))

    def _partner(self, number: int) -> Organisation:
        made = self.writer.add(
            Organisation(name=f"協力会社{number:04}株式会社", address="埼玉県", representative=f"代表取締役　{number}")
        )
        self.writer.add(Shareholder(organisation=made.id, name="親会社", country="JP"))
        self.writer.add(Officer(organisation=made.id, name="役員　一", appointed_on=date(2020, 6, 1)))
        return made

    def _person(self, number: int) -> Person:
        ours = number % 5 or number < 20
        return self.writer.add(
            Person(
                organisation=self.us.id if ours else self.partners[number % len(self.partners)].id,
                name=f"{SURNAMES[number % 10]} {GIVEN[number // 10 % 10]}",
                employee_no=f"{number:05}",
                nationality=("VN",) if number % 50 == 0 else ("JP",),
                qualifications="情報処理安全確保支援士" if number % 40 else "",
                track_record="同種の業務" if number % 60 else "",
            )
        )

    def some(self, day: date, spread: int = 20) -> date:
        """A day at or after another."""
        return day + timedelta(days=self.dice.randrange(spread + 1))

    def chance(self, percent: int) -> bool:
        """True so many times of a hundred."""
        return self.dice.randrange(100) < percent

    def contract(self, number: int) -> None:
        """Make one contract with all that stands under it."""
        starts = date(2023 + number % 3, 4 + number % 6, 1)
        kept = self.writer.add(
            Contract(
                code=f"R{starts.year - 2018}-{number:03}",
                title=f"令和{starts.year - 2018}年度調査事業{number}",
                concluded_on=starts,
                starts_on=starts,
                ends_on=starts + timedelta(days=330 if number % 4 else 900),
                contractor=self.us.id,
                addressee="課長",
                edition="meti-r6-kanto",
                amount=30_000_000,
                capital_disclosed_on=starts,
                officers_disclosed_on=starts,
                regulations_confirmed_on=starts,
            )
        )
        of_system = number % 3 == 0
        for part in (_assurance, _people, _partners, _information, _clouds, _reports, _incidents):
            part(self, kept, starts)
        if of_system:
            _systems(self, kept, starts)


def _assurance(made: Portfolio, contract: Contract, starts: date) -> None:
    add, of = made.writer.add, {"contract": contract.id}
    accepted = made.some(starts, 10)
    add(Assurance(**of, revision=1, submitted_on=starts, accepted_on=accepted, filed_on=made.some(accepted, 5)))
    for item in range(2, 18):
        accepted_on = accepted if made.chance(99) else None
        add(Method(**of, item=item, effective_on=starts, text="規程による。", accepted_on=accepted_on))
    add(Official(**of, name="担当　太郎", office="関東経済産業局"))
    add(Amendment(**of, concluded_on=made.some(starts, 200), amount=31_000_000))
    for part in ("侵害時の対処方法", "品質保証体制・管理手順"):
        add(Procedure(**of, kind=part, title=part, presented_on=starts))
    add(Measure(**of, area=made.dice.choice(AREAS), description="契約の対策", in_place_on=starts))
    audit = add(Audit(**of, kind="情報セキュリティ監査", notified_on=made.some(starts, 100), accepted=True))
    add(Finding(audit=audit.id, content="施錠の記録", due_on=made.some(starts, 300), done_on=made.some(starts, 300)))
    for number in range(10):
        add(Evidence(**of, item=2 + number, file=f"証跡{number}.pdf", title="証跡", obtained_on=starts))


def _people(made: Portfolio, contract: Contract, starts: date) -> None:
    add, of = made.writer.add, {"contract": contract.id}
    places = [
        add(Workplace(**of, name=name, address="東京都", used_from_on=starts, disclosed_on=starts))
        for name in ("本社", "支社")
    ]
    later = starts + timedelta(days=60)
    change = add(Change(**of, subject="従事者の追加", effective_on=later, submitted_on=starts, agreed_on=starts))
    team = made.dice.sample(made.people, min(len(made.people), _share(ASSIGNMENTS, contract)))
    for number, person in enumerate(team):
        begins = starts if number % 4 else made.some(later, 60)
        add(
            Assignment(
                **of,
                person=person.id,
                roles=((ROLE_OFFICER, ROLE_MANAGER, "業務従事者")[min(number, 2)],),
                employment="自社" if person.organisation == made.us.id else "再委託先",
                workplace=places[number % 2].id,
                starts_on=begins,
                ends_on=begins + timedelta(days=120) if number % 9 == 8 else None,
                end_disclosed_on=begins + timedelta(days=110) if number % 9 == 8 and made.chance(80) else None,
                disclosed_on=begins if made.chance(97) else None,
                pledged_on=begins,
                change=change.id if begins > starts else "",
            )
        )


def _share(each: float, contract: Contract) -> int:
    """Two of three contracts get one more, so that the mean comes out."""
    return int(each) + (int(contract.code[-3:]) % 3 < round(each % 1 * 3))


def _partners(made: Portfolio, contract: Contract, starts: date) -> None:
    above = ""
    for number, partner in enumerate(made.dice.sample(made.partners, 4)):
        begins = made.some(starts, 60)
        kept = made.writer.add(
            Engagement(
                contract=contract.id,
                organisation=partner.id,
                parent=above if number == 3 else "",
                scope="集計",
                handles_information=number % 2 == 0,
                in_plan=True,
                quotes=3,
                lowest_price=True,
                site_visit_clause=True if made.chance(80) else None,
                amount=3_000_000,
                core_work=False,
                starts_on=begins,
                clause_on=begins if made.chance(95) else None,
                assurance_on=begins,
                people_disclosed_on=begins,
                capital_disclosed_on=begins,
                officers_disclosed_on=begins,
            )
        )
        above = kept.id


def _information(made: Portfolio, contract: Contract, starts: date) -> None:
    add, of = made.writer.add, {"contract": contract.id}
    for number in range(10):
        asset = add(
            Asset(
                **of,
                name=f"資料{number}",
                classification=CLASSIFICATIONS[number % 4],
                medium="電子媒体",
                received_on=made.some(starts, 100),
            )
        )
        if number < 5:
            day = made.some(starts, 120)
            add(Copy(asset=asset.id, location=f"共有{number}", medium="電子媒体", permitted_on=starts, made_on=day))
        if made.chance(85):
            day = made.some(starts + timedelta(days=200), 60)
            add(Disposal(**of, asset=asset.id, method="消去", executed_on=day, executed_by="髙橋", confirmed_on=day))
    for number in range(3):
        brought = made.some(starts, 100)
        add(Device(**of, name=f"PC{number}", permitted_on=starts, brought_on=brought, copied=False))
    for number in range(2):
        day = made.some(starts, 200)
        add(
            Disclosure(
                **of,
                recipient=f"提供先{number}",
                content="統計",
                considered="可",
                precautions="転載禁止",
                approved_on=starts,
                provided_on=day,
            )
        )


def _clouds(made: Portfolio, contract: Contract, starts: date) -> None:
    add, of = made.writer.add, {"contract": contract.id}
    for number in range(CLOUDS):
        procured = number % 2 == 0
        cloud = add(
            Cloud(
                **of,
                name=f"クラウド{number}",
                terms=PROCURED if procured else TERMS_ONLY,
                confidential=procured if made.chance(95) else None,
                generative_ai=False,
                list_standing="ISMAP" if procured else "掲載なし",
                list_checked_on=starts,
                access_protection="多要素認証",
                assessed_on=starts,
                acceptable=True,
                approved_on=starts if made.chance(97) else None,
                precautions="社外秘",
                precautions_on=starts,
                starts_on=starts,
            )
        )
        for month in (3, 6, 9):
            add(Review(**of, cloud=cloud.id, kind=REVIEW_USE, held_on=starts + timedelta(days=30 * month)))


def _reports(made: Portfolio, contract: Contract, starts: date) -> None:
    as_of = starts + timedelta(days=165)
    report = made.writer.add(Report(contract=contract.id, as_of=as_of, submitted_on=as_of + timedelta(days=10)))
    for item in range(2, 18):
        made.writer.add(Answer(report=report.id, item=item, status="実施"))


def _incidents(made: Portfolio, contract: Contract, starts: date) -> None:
    if made.chance(30):
        day = made.some(starts, 200)
        incident = made.writer.add(
            Incident(contract=contract.id, title="誤送信", leaked=False, detected_on=day, consulted_on=day)
        )
        made.writer.add(IncidentReport(incident=incident.id, kind="第一報", reported_on=day))


def _systems(made: Portfolio, contract: Contract, starts: date) -> None:
    add, of = made.writer.add, {"contract": contract.id}
    system = add(
        System(
            **of, name="業務サイト", phases=("構築", "運用"), public_web=True, web_app=True, outward_facing=True,
            mail=True, own_servers=True, domain="example.go.jp", work_starts_on=starts, antivirus="対策製品",
            launched_on=starts + timedelta(days=100), qa_submitted_on=starts, tamper_procedure_on=starts,
            av_unknown=True, av_engine_auto=True, av_uses_definitions=False, av_admin_only=True, av_full_scan=True,
            edr_considered_on=starts, tls=True, public_ca=True, spf=True, smtp_tls=True, mail_protection=True,
        )
    )  # fmt: skip
    for kind in (PLATFORM, WEB_APPLICATION):
        add(Diagnosis(system=system.id, kind=kind, held_on=starts + timedelta(days=80), detected=0))
    add(SystemChange(system=system.id, content="更新", by_security=True, changed_on=made.some(starts, 200)))
    add(Threat(system=system.id, content="新しい攻撃", confirmed_on=made.some(starts, 200)))
    for month in (4, 5, 6):
        day = starts + timedelta(days=30 * month)
        add(Review(**of, system=system.id, kind=REVIEW_VULNERABILITY, held_on=day))
    for number in range(10):
        software = add(
            Software(
                **of, system=system.id, name=f"部品{number}", version="1.0", location="本番", support="期限の定めなし"
            )
        )
        if number < 3:
            found = made.some(starts, 200)
            add(
                Vulnerability(
                    **of, software=software.id, identifier=f"CVE-2024-{number:04}", affected=number == 0, found_on=found
                )
            )
    checklist = add(Checklist(system=system.id, occasion="構築", due_on=starts + timedelta(days=100)))
    for number in range(20):
        add(Check(checklist=checklist.id, check_id=f"{number + 1}-1", answer="対応済"))
    add(Content(**of, name="サイト", version="1", kind="ウェブコンテンツ", delivered_on=starts + timedelta(days=100)))


def build(folder: Path, contracts: int) -> dict[str, int]:
    """Make the workspace in a new folder; return how many records each kind has."""
    with Store.create(folder) as store:
        with store.write("計測", "大規模なワークスペース") as writer:
            made = Portfolio(writer, contracts)
            for number in range(contracts):
                made.contract(number)
        return {kind: len(store.records(cls)) for kind, cls in _kinds()}


def _kinds() -> Iterator[tuple[str, type[Record]]]:
    from secops.records.registry import KINDS

    return ((kind.name, kind.record) for kind in KINDS.values())


if __name__ == "__main__":
    began = time.perf_counter()
    counted = build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
    shown = ", ".join(f"{counted[kind]:,} {kind}" for kind in ("person", "assignment", "cloud", "attendance"))
    print(f"{shown}; {sum(counted.values()):,} records, made in {time.perf_counter() - began:.1f} s")
