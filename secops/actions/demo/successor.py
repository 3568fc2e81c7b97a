"""「R6後継者」: a contract under way with a subcontractor, a public site, cloud services, and a few open points."""

from datetime import date

from secops.actions.demo.company import ADDRESSEE, EDITION, Company, assign, office, promises
from secops.catalog.web_checklist import web_checklist
from secops.records.clouds import PROCURED, TERMS_ONLY, Cloud, Review
from secops.records.contents import Check, Checklist, Content
from secops.records.contracts import Change, Contract, Official, Workplace
from secops.records.information import Asset, Copy
from secops.records.reports import Report
from secops.records.systems import Diagnosis, Software, System
from secops.records.work import Assignment, Engagement
from secops.store.writer import Writer

CODE = "R6後継者"
AS_OF = date(2024, 10, 31)
_FIRST = date(2024, 7, 8)
_SHOWN = date(2024, 7, 5)
_LAUNCH = date(2024, 9, 17)


def enter(writer: Writer, company: Company) -> None:
    """Enter the contract and all its records."""
    contract = writer.add(
        Contract(
            code=CODE,
            title="令和６年度「架空地域後継者支援ネットワーク事業」",
            concluded_on=date(2024, 7, 1),
            starts_on=_FIRST,
            ends_on=date(2025, 2, 28),
            contractor=company.ours,
            addressee=ADDRESSEE,
            office="流通・サービス産業課",
            edition=EDITION,
            amount=24_200_000,
            reporting_on=(AS_OF, date(2025, 2, 28)),
            capital_disclosed_on=_SHOWN,
            officers_disclosed_on=_SHOWN,
            subcontracts=True,
            brings_devices=False,
            copies_off_site=True,
            discloses=False,
            uses_cloud=True,
            builds_systems=True,
            makes_content=True,
            builds_web_app=True,
        )
    ).id
    official = Official(
        contract=contract, name="経産　太郎（架空）", office="流通・サービス産業課", from_on=date(2024, 7, 1)
    )
    writer.add(official)
    promises(writer, contract, submitted=_SHOWN, accepted=date(2024, 7, 10), filed=date(2024, 7, 12))
    change = writer.add(
        Change(
            contract=contract,
            subject="再委託先の追加",
            before="再委託なし",
            after="合同会社みなかみデータサービスに調査票の入力を再委託",
            reason="調査票の回収数の増加",
            effective_on=date(2024, 8, 1),
            submitted_on=date(2024, 7, 22),
            agreed_on=date(2024, 7, 26),
        )
    ).id
    _team(writer, contract, company, change)
    _engagement(writer, contract, company, change)
    _information(writer, contract, company)
    _clouds(writer, contract)
    _site(writer, contract)


def _team(writer: Writer, contract: str, company: Company, change: str) -> None:
    """Those who were disclosed in time, and one who was not: the open point of the demo."""
    ours = office(writer, contract, company, "本社４階 調査部執務室", first=_FIRST, shown=_SHOWN)
    rows = (
        ("髙橋　一郎", ("情報セキュリティ責任者",), _FIRST, _SHOWN),
        ("山﨑　花子", ("情報管理責任者",), _FIRST, _SHOWN),
        ("グエン　ヴァン　アン", ("業務従事者",), _FIRST, _SHOWN),
        ("森　みどり", ("業務従事者",), _FIRST, _SHOWN),
        ("𠮷田　次郎", ("業務従事者",), date(2024, 10, 1), None),
    )
    for name, roles, starts_on, disclosed_on in rows:
        person = company.people[name]
        assign(writer, contract, person, *roles, workplace=ours, starts_on=starts_on, disclosed_on=disclosed_on)
    room = writer.add(
        Workplace(
            contract=contract,
            name="みなかみ入力室",
            kind="再委託先",
            organisation=company.partner,
            address="群馬県利根郡架空村大字湯原４５６",
            country="JP",
            used_from_on=date(2024, 8, 1),
            disclosed_on=date(2024, 7, 29),
            change=change,
        )
    ).id
    writer.add(
        Assignment(
            contract=contract,
            person=company.people["邉見　結衣"],
            roles=("情報取扱管理者", "業務従事者"),
            employment="再委託先",
            workplace=room,
            starts_on=date(2024, 8, 1),
            disclosed_on=date(2024, 7, 29),
            pledged_on=date(2024, 7, 30),
            change=change,
        )
    )


def _engagement(writer: Writer, contract: str, company: Company, change: str) -> None:
    shown = date(2024, 7, 29)
    engagement = writer.add(
        Engagement(
            contract=contract,
            organisation=company.partner,
            kind="再委託",
            scope="調査票の入力及び集計",
            handles_information=True,
            in_plan=False,
            amount=3_300_000,
            reason="短期間に大量の調査票を入力するため",
            selection="３者の見積りのうち最低価格",
            quotes=3,
            lowest_price=True,
            is_group=False,
            core_work=False,
            site_visit_clause=True,
            starts_on=date(2024, 8, 1),
            ends_on=date(2025, 1, 31),
            approved_on=date(2024, 7, 26),
            clause_on=date(2024, 7, 30),
            assurance_on=shown,
            people_disclosed_on=shown,
            capital_disclosed_on=shown,
            officers_disclosed_on=shown,
            change=change,
        )
    ).id
    writer.add(
        Report(
            contract=contract,
            engagement=engagement,
            as_of=date(2024, 10, 25),
            submitted_on=date(2024, 10, 30),
            medium="電子媒体",
        )
    )


def _information(writer: Writer, contract: str, company: Company) -> None:
    asset = writer.add(
        Asset(
            contract=contract,
            name="支援対象者名簿",
            classification="機密性２情報",
            medium="電子媒体",
            received_on=date(2024, 7, 16),
            received_from="流通・サービス産業課",
            holder=company.people["山﨑　花子"],
            location="本社４階 調査部執務室（施錠保管庫）",
        )
    ).id
    writer.add(
        Copy(
            asset=asset,
            location="調査部 業務用ファイルサーバ",
            medium="電子媒体",
            quantity="１部",
            purpose="調査票の宛名作成",
            person=company.people["グエン　ヴァン　アン"],
            permitted_on=date(2024, 7, 18),
            made_on=date(2024, 7, 19),
        )
    )


def _clouds(writer: Writer, contract: str) -> None:
    """One service from the list, reviewed; one by terms only, which takes nothing confidential."""
    storage = writer.add(
        Cloud(
            contract=contract,
            name="架空セキュアストレージ",
            provider="架空クラウド株式会社",
            terms=PROCURED,
            confidential=True,
            generative_ai=False,
            registration_no="C00-0000-1",
            list_standing="ISMAP",
            list_checked_on=date(2024, 7, 1),
            purpose="名簿及び調査票の保管",
            users="本業務の従事者",
            data_location="日本",
            access_protection="多要素認証、接続元の制限",
            assessed_on=date(2024, 7, 3),
            acceptable=True,
            assessment="データの保存場所、暗号化、契約終了時の消去の条件を確認した。",
            approved_on=date(2024, 7, 8),
            precautions="共有の範囲を従事者に限る。",
            precautions_on=date(2024, 7, 9),
            procured_on=date(2024, 7, 9),
            starts_on=date(2024, 7, 10),
        )
    ).id
    writer.add(
        Cloud(
            contract=contract,
            name="架空ミーティング",
            provider="架空ウェブ会議合同会社",
            terms=TERMS_ONLY,
            confidential=False,
            generative_ai=False,
            purpose="外部有識者との日程調整及び会議",
            users="本業務の従事者",
            access_protection="会議ごとの合言葉、待機室、多要素認証",
            assessed_on=date(2024, 7, 3),
            acceptable=True,
            assessment="要機密情報を表示しない運用とする。",
            approved_on=date(2024, 7, 8),
            precautions="要機密情報を画面に表示しない。録画しない。",
            precautions_on=date(2024, 7, 9),
            starts_on=date(2024, 7, 10),
        )
    )
    writer.add(Review(contract=contract, cloud=storage, kind="利用状況", held_on=date(2024, 10, 3), by="山﨑　花子"))


def _site(writer: Writer, contract: str) -> None:
    """A public site with a web application, built and run under the contract."""
    site = writer.add(
        System(
            contract=contract,
            name="後継者マッチングサイト",
            phases=("構築", "運用"),
            public_web=True,
            web_app=True,
            outward_facing=True,
            mail=False,
            own_servers=True,
            domain="koukeisha.example.go.jp",
            work_starts_on=date(2024, 7, 16),
            launched_on=_LAUNCH,
            qa_submitted_on=date(2024, 7, 12),
            tamper_procedure_on=date(2024, 7, 12),
            antivirus="架空エンドポイント保護",
            av_unknown=True,
            av_engine_auto=True,
            av_uses_definitions=True,
            av_definitions_auto=True,
            av_admin_only=True,
            av_full_scan=True,
            edr_considered_on=date(2024, 8, 20),
            tls=True,
            public_ca=True,
            certificate_expires_on=date(2025, 9, 10),
        )
    ).id
    _kept_safe(writer, contract, site)
    _content(writer, contract)


def _kept_safe(writer: Writer, contract: str, site: str) -> None:
    """The site's software, diagnoses, watch and checklist."""
    for name, version, location, ends in (
        ("架空Linux Server", "9.4", "公開サーバ", date(2032, 5, 31)),
        ("架空HTTP Server", "2.4.62", "公開サーバ", date(2026, 6, 30)),
        ("架空CMS", "6.6.2", "公開サーバ", date(2025, 12, 31)),
    ):
        writer.add(
            Software(
                contract=contract,
                system=site,
                name=name,
                version=version,
                location=location,
                support="期限あり",
                support_ends_on=ends,
                support_checked_on=date(2024, 8, 1),
                installed_on=date(2024, 8, 1),
            )
        )
    for kind, detected, fixed in (
        ("プラットフォーム診断", 0, None),
        ("ウェブアプリケーション診断", 2, date(2024, 9, 11)),
    ):
        writer.add(
            Diagnosis(
                system=site,
                kind=kind,
                occasion="サービス開始前",
                held_on=date(2024, 9, 4),
                by="架空セキュリティ診断株式会社",
                detected=detected,
                fixed_on=fixed,
            )
        )
    writer.add(Review(contract=contract, system=site, kind="脆弱性情報", held_on=date(2024, 10, 11), by="森　みどり"))
    checklist = writer.add(
        Checklist(system=site, occasion="構築", edition="改訂第７版", due_on=_LAUNCH, submitted_on=date(2024, 9, 12))
    ).id
    for box in web_checklist().boxes:
        writer.add(Check(checklist=checklist, check_id=box.entries[0], answer="対応済"))


def _content(writer: Writer, contract: str) -> None:
    checked = date(2024, 9, 12)
    writer.add(
        Content(
            contract=contract,
            name="後継者マッチングサイト 掲載コンテンツ",
            version="1.0",
            kind="ウェブコンテンツ",
            delivered_on=_LAUNCH,
            scanned_on=checked,
            access_checked_on=checked,
            vulnerabilities_checked_on=checked,
            defects_open=False,
            external_access=False,
            third_party_data=False,
            executable=False,
            signature="なし",
            signature_reason="ウェブページとして提供し、TLSにより配信元を確認できるため",
            weakens_users=False,
        )
    )
