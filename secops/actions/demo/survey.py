"""「R6調査」: a contract that has ended, with everything done in time."""

from dataclasses import replace
from datetime import date

from secops.actions.demo.company import ADDRESSEE, EDITION, Company, assign, office, promises
from secops.records.contracts import Contract
from secops.records.information import Asset, Device, Disclosure, Disposal
from secops.records.measures import Incident, IncidentReport
from secops.records.reports import Report
from secops.records.work import Audit, Finding
from secops.store.writer import Writer

_FIRST = date(2024, 4, 15)
_SHOWN = date(2024, 4, 10)
_END = date(2024, 10, 31)


def enter(writer: Writer, company: Company) -> None:
    """Enter the contract and its records."""
    contract = writer.add(
        Contract(
            code="R6調査",
            title="令和６年度「架空地域商業実態調査事業」",
            concluded_on=date(2024, 4, 8),
            starts_on=_FIRST,
            ends_on=_END,
            contractor=company.ours,
            addressee=ADDRESSEE,
            edition=EDITION,
            amount=7_700_000,
            capital_disclosed_on=_SHOWN,
            officers_disclosed_on=_SHOWN,
            subcontracts=False,
            brings_devices=True,
            copies_off_site=False,
            discloses=True,
            uses_cloud=False,
            builds_systems=False,
            makes_content=False,
            builds_web_app=False,
        )
    ).id
    promises(writer, contract, submitted=_SHOWN, accepted=date(2024, 4, 15), filed=date(2024, 4, 17))
    _team(writer, contract, company)
    for as_of, submitted_on in ((date(2024, 7, 24), date(2024, 8, 6)), (_END, date(2024, 11, 12))):
        writer.add(Report(contract=contract, as_of=as_of, submitted_on=submitted_on, medium="電子媒体"))
    _audit(writer, contract)
    _incident(writer, contract)
    _information(writer, contract, company)


def _team(writer: Writer, contract: str, company: Company) -> None:
    room = office(writer, contract, company, "本社４階 調査部執務室", first=_FIRST, shown=_SHOWN)
    for name, role in (
        ("髙橋　一郎", "情報セキュリティ責任者"),
        ("山﨑　花子", "情報管理責任者"),
        ("森　みどり", "業務従事者"),
    ):
        person = company.people[name]
        assign(writer, contract, person, role, workplace=room, starts_on=_FIRST, disclosed_on=_SHOWN)


def _audit(writer: Writer, contract: str) -> None:
    audit = writer.add(
        Audit(
            contract=contract,
            kind="情報セキュリティ監査",
            body="経済産業省",
            notified_on=date(2024, 8, 20),
            held_on=date(2024, 9, 5),
            accepted=True,
            result="指摘１件",
        )
    ).id
    writer.add(
        Finding(
            audit=audit,
            content="書庫の鍵の貸出簿に返却時刻の記載がない。",
            due_on=date(2024, 9, 30),
            action="貸出簿の様式を改めた。",
            done_on=date(2024, 9, 12),
            confirmed_on=date(2024, 9, 20),
        )
    )


def _incident(writer: Writer, contract: str) -> None:
    incident = writer.add(
        Incident(
            contract=contract,
            title="不審メールの受信",
            kind="その他",
            suspected=True,
            leaked=False,
            occurred_on=date(2024, 6, 12),
            detected_on=date(2024, 6, 12),
            summary="取引先を装う不審なメールを１通受信した。開封していない。",
            consulted_on=date(2024, 6, 14),
            closed_on=date(2024, 6, 20),
        )
    ).id
    writer.add(IncidentReport(incident=incident, kind="第一報", reported_on=date(2024, 6, 12), summary="受信を報告"))


def _information(writer: Writer, contract: str, company: Company) -> None:
    asset = writer.add(
        Asset(
            contract=contract,
            name="商店街一覧",
            classification="機密性２情報",
            medium="電子媒体",
            received_on=date(2024, 4, 22),
            received_from="流通・サービス産業課",
            holder=company.people["山﨑　花子"],
            location="本社４階 調査部執務室（施錠保管庫）",
        )
    ).id
    device = writer.add(
        Device(
            contract=contract,
            name="業務用ノートPC",
            serial="KK-0012",
            owner="法人",
            person=company.people["髙橋　一郎"],
            purpose="省内会議での説明",
            permitted_on=date(2024, 5, 30),
            brought_on=date(2024, 6, 5),
            removed_on=date(2024, 6, 5),
            copied=False,
        )
    ).id
    _disposals(writer, contract, device, asset)
    writer.add(
        Disclosure(
            contract=contract,
            recipient="架空商工会議所",
            content="調査の日程及び対象の商店街名",
            purpose="現地調査の調整",
            considered="公開を前提とする情報に限られ、提供先で適切に取り扱われると認めた。",
            approved_on=date(2024, 5, 17),
            precautions="調整の目的以外に用いないこと。",
            provided_on=date(2024, 5, 20),
        )
    )


def _disposals(writer: Writer, contract: str, device: str, asset: str) -> None:
    common = Disposal(
        contract=contract,
        method="消去",
        technique="上書き消去",
        sanitisation="Clear",
        verification="消去後に読み出し、残存がないことを確認した。",
        executed_by="山﨑　花子",
        witnessed_by="髙橋　一郎",
        location="本社４階 調査部執務室",
    )
    writer.add(
        replace(
            common,
            device=device,
            executed_on=date(2024, 6, 6),
            certificate_no="消-0001",
            certified_on=date(2024, 6, 7),
            confirmed_on=date(2024, 6, 10),
        )
    )
    writer.add(
        replace(
            common,
            asset=asset,
            executed_on=date(2024, 11, 5),
            certificate_no="消-0002",
            certified_on=date(2024, 11, 6),
            confirmed_on=date(2024, 11, 8),
        )
    )
