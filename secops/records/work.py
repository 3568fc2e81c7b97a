"""Who works on a contract and for whom: 従事者配置, 再委託, 監査等, 指摘事項."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, integer, note, ref, several, text, yen
from secops.records.kinds import Record, kind

ROLE_OFFICER = "情報セキュリティ責任者"
ROLE_MANAGER = "情報管理責任者"
EMPLOYED_BY_SUBCONTRACTOR = "再委託先"


@kind("assignment", "従事者配置", shown_by=("person",), in_order=(("starts_on", "ends_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """One person put on one contract, from day to day (別記 4))."""

    contract: str = ref("契約", "contract", required=True)
    person: str = ref("従事者", "person", required=True, key=True, aliases=("氏名", "名前", "担当者名"))
    roles: tuple[str, ...] = several(
        "役割", (ROLE_OFFICER, ROLE_MANAGER, "情報取扱管理者", "業務従事者"), required=True
    )
    employment: str = choice("雇用区分", ("自社", "出向", "派遣", EMPLOYED_BY_SUBCONTRACTOR, "構成員", "外部専門家"))
    affiliation: str = text("従事時の所属")
    workplace: str = ref("実施場所", "workplace")
    starts_on: date | None = day("従事開始日", required=True, key=True, aliases=("開始日",))
    ends_on: date | None = day("従事終了日", aliases=("終了日",))
    disclosed_on: date | None = day("提示日", ministry=True)
    end_disclosed_on: date | None = day("変更の提示日", ministry=True)
    pledged_on: date | None = day("誓約日")
    change: str = ref("体制等の変更", "change", help="この配置を届け出た体制等の変更")
    cancelled: bool | None = flag("取りやめ")


@kind("engagement", "再委託", shown_by=("organisation",), in_order=(("starts_on", "ends_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Record):
    """Work given to a third party, 外注 and 請負 too (別記 5)), possibly under another engagement."""

    contract: str = ref("契約", "contract", required=True)
    organisation: str = ref("再委託先", "organisation", required=True, key=True)
    kind: str = choice("区分", ("再委託", "外注・請負"))
    parent: str = ref("上位の再委託", "engagement")
    scope: str = note("業務範囲", required=True, aliases=("業務の範囲",))
    handles_information: bool | None = flag("情報の取扱い")
    in_plan: bool | None = flag("実施計画書に記載")
    amount: int | None = yen("金額(税込)", aliases=("金額", "金額（税込）"))
    reason: str = text("必要性", longest=2000)
    selection: str = text("選定理由", longest=2000)
    quotes: int | None = integer("相見積の数", least=0, most=999)
    lowest_price: bool | None = flag("最低価格")
    is_group: bool | None = flag("グループ企業")
    core_work: bool | None = flag("根幹に関わる執行管理を含む")
    site_visit_clause: bool | None = flag("現地調査の受入条項")
    starts_on: date | None = day("開始日", required=True, key=True)
    ends_on: date | None = day("終了日")
    approved_on: date | None = day("承認日", ministry=True)
    clause_on: date | None = day("担保の措置（契約等）の締結日", aliases=("担保の措置の締結日",))
    assurance_on: date | None = day("再委託先の確認書類の提出日", ministry=True)
    people_disclosed_on: date | None = day("従事者の提示日", ministry=True)
    capital_disclosed_on: date | None = day("資本関係の提示日", ministry=True)
    officers_disclosed_on: date | None = day("役員の提示日", ministry=True)
    disposal_confirmed_on: date | None = day("終了時の消去等の確認日", ministry=True)
    change: str = ref("体制等の変更", "change", help="この再委託を届け出た体制等の変更")
    cancelled: bool | None = flag("取りやめ")


@kind("audit", "監査等", shown_by=("kind", "notified_on"), in_order=(("notified_on", "held_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Record):
    """An audit or test that the ministry or NISC asks for (別記 3))."""

    contract: str = ref("契約", "contract", required=True)
    kind: str = choice(
        "種別", ("情報セキュリティ監査", "マネジメント監査", "ペネトレーションテスト"), required=True, key=True
    )
    body: str = text("実施主体")
    notified_on: date | None = day("通知日", required=True, key=True)
    held_on: date | None = day("実施日")
    accepted: bool | None = flag("受入れ")
    result: str = note("結果")
    cancelled: bool | None = flag("取りやめ")


@kind("finding", "指摘事項", shown_by=("content",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """Something an audit found, to be answered (別記 3) 「指摘事項への対応」)."""

    audit: str = ref("監査等", "audit", required=True)
    content: str = text("指摘内容", required=True, key=True, longest=1000)
    due_on: date | None = day("対応期限")
    action: str = note("対応")
    done_on: date | None = day("対応日")
    confirmed_on: date | None = day("確認日", ministry=True)
