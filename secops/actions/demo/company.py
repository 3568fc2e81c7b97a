"""The fictional company of the demo: organisations, people, measures and education of the company."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from secops.records.contracts import Assurance, Method, Workplace
from secops.records.measures import AREAS, Attendance, Measure, Procedure, Training
from secops.records.organisations import Officer, Organisation, Person, Shareholder
from secops.records.work import Assignment
from secops.store.writer import Writer

EDITION = "meti-r6-kanto"
ADDRESSEE = "関東経済産業局流通・サービス産業課長"
HEAD_OFFICE = "群馬県前橋市架空町一丁目２番３号"

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
    12: "定型約款等によるサービスでは要機密情報を取り扱わない。",
    13: "要機密情報を取り扱うサービスは、ISMAP等クラウドサービスリストから調達する。",
    14: "利用前にリスク評価を行い、担当職員の利用承認を得て、半年ごとに利用状況を確認する。",
    15: "情報システムの構築等を行う場合は、品質保証体制を定めて実施する。",
    16: "コンテンツの提供前に不正プログラム及び脆弱性の検査を行う。",
    17: "「安全なウェブサイトの作り方」に基づき構築し、サービス開始前及び改修時に診断を実施する。",
}


@dataclass(frozen=True, slots=True)
class Company:
    """The ids that the contracts of the demo refer to."""

    ours: str
    partner: str
    people: dict[str, str]  # name → id


def company(writer: Writer) -> Company:
    """Enter the company, its partner, their people, and what holds for the whole company."""
    ours = writer.add(
        Organisation(
            name="株式会社北関東総合研究所",
            address=HEAD_OFFICE,
            representative="代表取締役　髙橋　一",
            is_self=True,
            emergency_contact="027-000-0000（架空）",
        )
    ).id
    partner = writer.add(
        Organisation(
            name="合同会社みなかみデータサービス",
            address="群馬県利根郡架空村大字湯原４５６",
            representative="代表社員　邉見　誠",
            is_self=False,
            capital_note="邉見誠が全持分を有する。",
        )
    ).id
    for name, ratio in (("髙橋　一", "60"), ("北関東架空銀行株式会社", "40")):
        writer.add(Shareholder(organisation=ours, name=name, country="JP", ratio=Decimal(ratio)))
    for organisation, name, title in (
        (ours, "髙橋　一", "代表取締役"),
        (ours, "山﨑　和子", "取締役"),
        (partner, "邉見　誠", "代表社員"),
    ):
        appointed_on = date(2021, 6, 25)
        writer.add(
            Officer(organisation=organisation, name=name, title=title, nationality=("JP",), appointed_on=appointed_on)
        )
    people = _people(writer, ours, partner)
    _measures(writer)
    _education(writer, people)
    return Company(ours, partner, people)


def _people(writer: Writer, ours: str, partner: str) -> dict[str, str]:
    support, manager = "情報処理安全確保支援士", "情報セキュリティマネジメント試験"
    rows = (
        (ours, "髙橋　一郎", "タカハシ　イチロウ", "調査部", "JP", support, "令和５年度 同種事業の統括"),
        (ours, "山﨑　花子", "ヤマザキ　ハナコ", "管理部", "JP", manager, "令和４年度から情報管理を担当"),
        (
            ours,
            "グエン　ヴァン　アン",
            "グエン　ヴァン　アン",
            "調査部",
            "VN",
            "基本情報技術者",
            "令和５年度 調査票の集計",
        ),
        (ours, "𠮷田　次郎", "ヨシダ　ジロウ", "調査部", "JP", "社内研修（令和６年４月）", "令和５年度 訪問調査"),
        (ours, "森　みどり", "モリ　ミドリ", "システム部", "JP", support, "令和４年度 公開サイトの構築"),
        (partner, "邉見　結衣", "ヘンミ　ユイ", "データ部", "JP", manager, "令和５年度 データ入力の管理"),
    )
    return {
        name: writer.add(
            Person(
                organisation=organisation,
                name=name,
                name_kana=kana,
                department=department,
                nationality=(country,),
                qualifications=qualifications,
                track_record=record,
            )
        ).id
        for organisation, name, kana, department, country, qualifications, record in rows
    }


def _measures(writer: Writer) -> None:
    texts = (
        "業務端末及びサーバに修正プログラムを月次で適用する。",
        "全端末に不正プログラム対策ソフトウェアを導入し、定義ファイルを自動更新する。",
        "通信回線装置で異常な通信量を検知し、遮断する。",
        "不審メールの訓練を年２回行い、添付ファイルを隔離環境で検査する。",
        "多要素認証を用い、業務に必要な者に限って権限を付与する。",
        "端末の記録媒体を暗号化し、外部媒体の接続を制限する。",
    )
    for area, text in zip(AREAS, texts, strict=True):
        writer.add(Measure(area=area, description=text, in_place_on=date(2024, 4, 1)))


def _education(writer: Writer, people: dict[str, str]) -> None:
    """Two trainings of the company; 𠮷田 has been to the second only in part."""
    basics = Training(
        title="情報セキュリティ基礎研修（令和６年度）",
        held_on=date(2024, 7, 19),
        areas=AREAS,
        means="講義及び確認テスト",
    )
    spring = Training(title="着任時研修（令和６年春）", held_on=date(2024, 4, 22), areas=AREAS, means="講義")
    logistics = Training(title="着任時研修（令和６年夏）", held_on=date(2024, 8, 20), areas=AREAS, means="講義")
    newcomers = Training(
        title="着任時研修（令和６年秋）", held_on=date(2024, 10, 8), areas=AREAS[:4], means="eラーニング"
    )
    everyone = ["髙橋　一郎", "山﨑　花子", "グエン　ヴァン　アン", "森　みどり"]
    for training, names in (
        (spring, ["髙橋　一郎", "山﨑　花子", "森　みどり"]),
        (basics, everyone),
        (logistics, [*everyone, "邉見　結衣"]),
        (newcomers, ["𠮷田　次郎"]),
    ):
        kept = writer.add(training)
        for name in names:
            writer.add(Attendance(training=kept.id, person=people[name], attended_on=kept.held_on, result="修了"))


def promises(writer: Writer, contract: str, *, submitted: date, accepted: date, filed: date) -> None:
    """Enter the assurance of a contract, its methods and its procedure for incidents."""
    writer.add(
        Assurance(
            contract=contract,
            revision=1,
            submitted_on=submitted,
            accepted_on=accepted,
            filed_on=filed,
            includes_subcontractors=False,
        )
    )
    for item, text in _METHODS.items():
        writer.add(Method(contract=contract, item=item, effective_on=accepted, text=text, accepted_on=accepted))
    writer.add(
        Procedure(
            contract=contract,
            kind="侵害時の対処方法",
            title="情報セキュリティインシデント対処手順書",
            presented_on=submitted,
        )
    )


def office(writer: Writer, contract: str, company: Company, name: str, *, first: date, shown: date) -> str:
    """Enter a workplace of our own, used from ``first`` and disclosed on ``shown``; return its id."""
    place = Workplace(
        contract=contract,
        name=name,
        kind="自社",
        organisation=company.ours,
        address=HEAD_OFFICE,
        country="JP",
        used_from_on=first,
        disclosed_on=shown,
    )
    return writer.add(place).id


def assign(
    writer: Writer, contract: str, person: str, *roles: str, workplace: str, starts_on: date, disclosed_on: date | None
) -> None:
    """Put one of our own people (by id) on a contract, pledged by the first day."""
    writer.add(
        Assignment(
            contract=contract,
            person=person,
            roles=roles,
            employment="自社",
            workplace=workplace,
            starts_on=starts_on,
            disclosed_on=disclosed_on,
            pledged_on=starts_on,
        )
    )
