"""A fictional workspace to try secops on: fixed dates, made-up companies and people (架空)."""

from datetime import date
from pathlib import Path

from secops.actions.answers import Reply, answer, answer_settled
from secops.actions.records import By
from secops.duties.fold import Proposal
from secops.records.contracts import Assurance, Change, Contract, Method, Official, Workplace
from secops.records.organisations import Officer, Organisation, Person, Shareholder
from secops.records.reports import DONE, NOT_APPLICABLE, Report
from secops.records.work import Assignment, Engagement
from secops.store.store import Store
from secops.store.writer import Writer

DEMO_DAY = date(2024, 11, 15)
DEMO_CODE = "R6後継者"
DEMO_AS_OF = date(2024, 10, 31)
DEMO_BY = By("secops demo", "架空の契約による試用")

_EDITION = "meti-r6-kanto"
_ADDRESSEE = "関東経済産業局流通・サービス産業課長"
_METHODS = {
    2: "規程等に基づく社内規程「情報セキュリティ管理規程」を適用し、年１回見直す。",
    3: "監査等の通知を受けた場合は情報セキュリティ責任者が窓口となって受け入れ、指摘事項は３０日以内に対応する。",
    4: "従事者を名簿で限定し、着任前に担当職員に提示する。",
    5: "再委託する場合は１）から１７）までの措置を契約書に定め、報告期日ごとに実施状況報告書を受け取る。",
    6: "経済産業省内への機器の持込みは原則行わない。必要がある場合は事前に許可を得る。",
    7: "経済産業省外での複製は、担当職員の許可を得た場合に限る。",
    8: "業務終了後、全ての情報を返却又は消去し、担当職員の確認を受ける。",
    9: "従事者全員から誓約書を徴し、外部提供は担当職員の承認を得た場合に限る。",
    10: "六つの対策を講じ、従事者に着任後３０日以内に教育を実施する。",
    11: "侵害時の対処手順を定めて提示し、認知後は翌日までに第一報を行う。",
    12: "定型約款によるサービスでは要機密情報を取り扱わない。",
    13: "要機密情報を取り扱うサービスは、ＩＳＭＡＰ等クラウドサービスリストから調達する。",
    14: "利用前にリスク評価を行い、担当職員の利用承認を得る。",
    15: "情報システムの構築等を行う場合は、品質保証体制を定めて実施する。",
    16: "コンテンツの提供前に不正プログラムの検査を行う。",
    17: "該当する場合は「安全なウェブサイトの作り方」に基づき構築し、診断を実施する。",
}
# What the officer answered by hand where the records do not settle it.
_SETTLED = {
    6: (NOT_APPLICABLE, "基準日現在、経済産業省内への機器の持込みを行っていないため。", "入館記録を確認。持込みなし。"),
    7: (NOT_APPLICABLE, "基準日現在、経済産業省外での複製を行っていないため。", "共有フォルダの記録を確認。複製なし。"),
    8: (NOT_APPLICABLE, "基準日現在、業務が終了していないため（終了後、速やかに実施予定）。", "契約期間中のため。"),
    9: (DONE, "", "漏えい・目的外利用の事実なし。外部提供なし。誓約書を確認。"),
    10: (DONE, "", "六つの対策の実施記録及び教育の受講記録を確認。"),
    11: (DONE, "", "対処手順を提示済み。侵害の発生なし。"),
    12: (NOT_APPLICABLE, "基準日現在、定型約款や利用規約等への同意のみで利用可能となるクラウドサービスを利用していないため。", "利用申請の記録を確認。"),
    13: (NOT_APPLICABLE, "基準日現在、要機密情報を取り扱うクラウドサービスを調達していないため。", "調達の記録を確認。"),
    14: (NOT_APPLICABLE, "基準日現在、クラウドサービスを利用していないため。", "利用申請の記録を確認。"),
    15: (NOT_APPLICABLE, "基準日現在、情報システムの設計、構築、運用、保守、廃棄等を行っていないため。", "業務の範囲外。"),
    16: (NOT_APPLICABLE, "基準日現在、アプリケーション・コンテンツの開発・作成を行っていないため。", "業務の範囲外。"),
    17: (
        NOT_APPLICABLE,
        "基準日現在、外部に公開するウェブサイト上のウェブアプリケーションの構築又は改修を行っていないため。",
        "業務の範囲外。",
    ),
}  # fmt: skip


def build_demo(folder: Path) -> Store:
    """Make a workspace with two fictional contracts and return it open.

    「R6後継者」 has a subcontractor, an open point, and its interim report answered; 「R6物流」 is still to be answered.
    """
    store = Store.create(folder)
    with store.write(DEMO_BY.actor, DEMO_BY.reason) as writer:
        ours, partner = _organisations(writer)
        people = _people(writer, ours, partner)
        _main_contract(writer, ours, partner, people)
        _second_contract(writer, ours, people)
    _answers(store)
    return store


def _organisations(writer: Writer) -> tuple[str, str]:
    ours = writer.add(
        Organisation(
            name="株式会社北関東総合研究所",
            address="群馬県前橋市架空町一丁目２番３号",
            representative="代表取締役　髙橋　一",
            is_self=True,
            emergency_contact="027-000-0000（架空）",
        )
    )
    partner = writer.add(
        Organisation(
            name="合同会社みなかみデータサービス",
            address="群馬県利根郡架空村大字湯原４５６",
            representative="代表社員　邉見　誠",
            is_self=False,
            capital_note="邉見誠が全持分を有する。",
        )
    )
    for name, ratio in (("髙橋　一", 60), ("北関東架空銀行株式会社", 40)):
        writer.add(Shareholder(organisation=ours.id, name=name, country="JP", ratio=ratio))  # type: ignore[arg-type]
    for organisation, name, title in (
        (ours.id, "髙橋　一", "代表取締役"),
        (ours.id, "山﨑　和子", "取締役"),
        (partner.id, "邉見　誠", "代表社員"),
    ):
        writer.add(
            Officer(
                organisation=organisation, name=name, title=title, nationality=("JP",), appointed_on=date(2021, 6, 25)
            )
        )
    return ours.id, partner.id


def _people(writer: Writer, ours: str, partner: str) -> dict[str, str]:
    rows = (
        (ours, "髙橋　一郎", "タカハシ　イチロウ", "調査部", ("JP",), "情報処理安全確保支援士", "令和５年度 同種事業の統括"),
        (ours, "山﨑　花子", "ヤマザキ　ハナコ", "管理部", ("JP",), "情報セキュリティマネジメント試験", "令和４年度から情報管理を担当"),
        (ours, "グエン　ヴァン　アン", "グエン　ヴァン　アン", "調査部", ("VN",), "基本情報技術者", "令和５年度 調査票の集計"),
        (ours, "𠮷田　次郎", "ヨシダ　ジロウ", "調査部", ("JP",), "社内情報セキュリティ研修（令和６年４月）", "令和５年度 訪問調査"),
        (partner, "邉見　結衣", "ヘンミ　ユイ", "データ部", ("JP",), "情報セキュリティマネジメント試験", "令和５年度 データ入力の管理"),
    )  # fmt: skip
    return {
        name: writer.add(
            Person(
                organisation=organisation,
                name=name,
                name_kana=kana,
                department=department,
                nationality=nationality,
                qualifications=qualifications,
                track_record=record,
            )
        ).id
        for organisation, name, kana, department, nationality, qualifications, record in rows
    }


def _main_contract(writer: Writer, ours: str, partner: str, people: dict[str, str]) -> None:
    contract = writer.add(
        Contract(
            code=DEMO_CODE,
            title="令和６年度「架空地域後継者支援ネットワーク事業」",
            concluded_on=date(2024, 7, 1),
            starts_on=date(2024, 7, 8),
            ends_on=date(2025, 2, 28),
            contractor=ours,
            addressee=_ADDRESSEE,
            office="流通・サービス産業課",
            edition=_EDITION,
            amount=24_200_000,
            reporting_on=(DEMO_AS_OF, date(2025, 2, 28)),
            capital_disclosed_on=date(2024, 7, 5),
            officers_disclosed_on=date(2024, 7, 5),
            subcontracts=True,
            brings_devices=False,
            copies_off_site=False,
            discloses=False,
            uses_cloud=False,
            builds_systems=False,
            makes_content=False,
            builds_web_app=False,
        )
    ).id
    writer.add(
        Official(contract=contract, name="経産　太郎（架空）", office="流通・サービス産業課", from_on=date(2024, 7, 1))
    )
    _promises(writer, contract, submitted=date(2024, 7, 5), accepted=date(2024, 7, 10), filed=date(2024, 7, 12))
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
    office, room = _workplaces(writer, contract, ours, partner, change)
    _team(writer, contract, people, office)
    writer.add(
        Assignment(
            contract=contract,
            person=people["邉見　結衣"],
            roles=("情報取扱管理者", "業務従事者"),
            employment="再委託先",
            workplace=room,
            starts_on=date(2024, 8, 1),
            disclosed_on=date(2024, 7, 29),
            pledged_on=date(2024, 7, 30),
            change=change,
        )
    )
    _engagement(writer, contract, partner, change)


def _promises(writer: Writer, contract: str, *, submitted: date, accepted: date, filed: date) -> None:
    writer.add(Assurance(contract=contract, revision=1, submitted_on=submitted, accepted_on=accepted, filed_on=filed))
    for item, text in _METHODS.items():
        writer.add(Method(contract=contract, item=item, effective_on=accepted, text=text, accepted_on=accepted))


def _workplaces(writer: Writer, contract: str, ours: str, partner: str, change: str) -> tuple[str, str]:
    office = writer.add(
        Workplace(
            contract=contract,
            name="本社４階 調査部執務室",
            kind="自社",
            organisation=ours,
            address="群馬県前橋市架空町一丁目２番３号",
            country="JP",
            used_from_on=date(2024, 7, 8),
            disclosed_on=date(2024, 7, 5),
        )
    )
    room = writer.add(
        Workplace(
            contract=contract,
            name="みなかみ入力室",
            kind="再委託先",
            organisation=partner,
            address="群馬県利根郡架空村大字湯原４５６",
            country="JP",
            used_from_on=date(2024, 8, 1),
            disclosed_on=date(2024, 7, 29),
            change=change,
        )
    )
    return office.id, room.id


def _team(writer: Writer, contract: str, people: dict[str, str], office: str) -> None:
    """Three who were disclosed in time, and one who was not: the open point of the demo."""
    rows = (
        ("髙橋　一郎", ("情報セキュリティ責任者",), date(2024, 7, 8), date(2024, 7, 5)),
        ("山﨑　花子", ("情報管理責任者",), date(2024, 7, 8), date(2024, 7, 5)),
        ("グエン　ヴァン　アン", ("業務従事者",), date(2024, 7, 8), date(2024, 7, 5)),
        ("𠮷田　次郎", ("業務従事者",), date(2024, 10, 1), None),
    )
    for name, roles, starts_on, disclosed_on in rows:
        writer.add(
            Assignment(
                contract=contract,
                person=people[name],
                roles=roles,
                employment="自社",
                workplace=office,
                starts_on=starts_on,
                disclosed_on=disclosed_on,
                pledged_on=starts_on,
            )
        )


def _engagement(writer: Writer, contract: str, partner: str, change: str) -> None:
    engagement = writer.add(
        Engagement(
            contract=contract,
            organisation=partner,
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
            assurance_on=date(2024, 7, 29),
            people_disclosed_on=date(2024, 7, 29),
            capital_disclosed_on=date(2024, 7, 29),
            officers_disclosed_on=date(2024, 7, 29),
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


def _second_contract(writer: Writer, ours: str, people: dict[str, str]) -> None:
    contract = writer.add(
        Contract(
            code="R6物流",
            title="令和６年度「架空物流効率化実態調査事業」",
            concluded_on=date(2024, 8, 1),
            starts_on=date(2024, 8, 5),
            ends_on=date(2025, 3, 14),
            contractor=ours,
            addressee=_ADDRESSEE,
            edition=_EDITION,
            amount=9_900_000,
            capital_disclosed_on=date(2024, 8, 2),
            officers_disclosed_on=date(2024, 8, 2),
            subcontracts=False,
        )
    ).id
    _promises(writer, contract, submitted=date(2024, 8, 2), accepted=date(2024, 8, 8), filed=date(2024, 8, 9))
    office = writer.add(
        Workplace(
            contract=contract,
            name="本社５階 会議室",
            kind="自社",
            organisation=ours,
            address="群馬県前橋市架空町一丁目２番３号",
            country="JP",
            used_from_on=date(2024, 8, 5),
            disclosed_on=date(2024, 8, 2),
        )
    ).id
    for name, role in (("髙橋　一郎", "情報セキュリティ責任者"), ("山﨑　花子", "情報管理責任者")):
        writer.add(
            Assignment(
                contract=contract,
                person=people[name],
                roles=(role, "業務従事者"),
                employment="自社",
                workplace=office,
                starts_on=date(2024, 8, 5),
                disclosed_on=date(2024, 8, 2),
                pledged_on=date(2024, 8, 2),
            )
        )


def _answers(store: Store) -> None:
    """Answer the interim report: what is settled as proposed, the rest by hand with its basis."""
    _, left = answer_settled(store, DEMO_CODE, DEMO_AS_OF, DEMO_BY)
    for standing in left:
        if standing.proposed is Proposal.TO_SETTLE and standing.item.number in _SETTLED:
            status, reason, basis = _SETTLED[standing.item.number]
            reply = Reply(standing.item.number, status, reason, basis)
            answer(store, DEMO_CODE, DEMO_AS_OF, reply, DEMO_BY)
