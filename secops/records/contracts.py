"""The contract and what was promised under it: 契約, 変更契約, 確認書類, 遵守の方法, 体制等の変更, 実施場所 …"""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, country, day, days, flag, integer, note, ref, text, yen
from secops.records.kinds import Record, kind

WORKPLACE_HOME = "自宅等（テレワーク）"


@kind(
    "contract",
    "契約",
    shown_by=("code",),
    in_order=(("starts_on", "ends_on"), ("starts_on", "terminated_on"), ("starts_on", "completed_on")),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Record):
    """A contract with the ministry, and which of the items its work touches (declared scope)."""

    code: str = text(
        "略号", required=True, key=True, longest=30, check="code", help="短い呼び名。コマンドで契約を指すのに使う"
    )
    title: str = text("契約件名", required=True, aliases=("件名", "事業名"))
    concluded_on: date | None = day("契約締結日", required=True)
    starts_on: date | None = day("開始日", required=True, aliases=("契約開始日",))
    ends_on: date | None = day("終了日", required=True, aliases=("契約終了日", "契約期限"))
    completed_on: date | None = day("業務完了日")
    terminated_on: date | None = day("契約解除日")
    contractor: str = ref("受注者", "organisation", required=True, aliases=("受託者",))
    addressee: str = text("宛先", required=True, help="報告書の宛先。「殿」は付けない")
    office: str = text("担当課室")
    edition: str = text("適用版", required=True, check="edition", help="別記の版（例 meti-r6-kanto）")
    former_editions: str = text(
        "以前の適用版", check="editions", kept=True, help="secops edition move が、古い順に「、」で区切って記す"
    )
    amount: int | None = yen("契約金額(税込)", aliases=("契約金額", "契約金額（税込）"))
    reporting_on: tuple[date, ...] = days("報告期日", help="担当職員と決めた基準日。複数は「、」で区切る")
    regulations_confirmed_on: date | None = day("改正規程の確認日", ministry=True)
    capital_disclosed_on: date | None = day("資本関係の提示日", ministry=True)
    officers_disclosed_on: date | None = day("役員の提示日", ministry=True)
    over_half_reason_on: date | None = day("理由書の提出日", ministry=True, help="再委託費率が５０％を超える理由書")
    subcontracts: bool | None = flag("再委託")
    brings_devices: bool | None = flag("省内への機器持込")
    copies_off_site: bool | None = flag("省外での複製")
    discloses: bool | None = flag("外部提供")
    uses_cloud: bool | None = flag("クラウド利用")
    builds_systems: bool | None = flag("情報システムの構築・運用等")
    makes_content: bool | None = flag("アプリケーション・コンテンツの作成")
    builds_web_app: bool | None = flag("外部公開ウェブアプリの構築・改修")


@kind("amendment", "変更契約", shown_by=("concluded_on",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Record):
    """A changed contract; a blank field leaves the contract as it was."""

    contract: str = ref("契約", "contract", required=True)
    concluded_on: date | None = day("変更契約締結日", required=True, key=True)
    effective_on: date | None = day("適用日", help="空欄なら変更契約締結日")
    title: str = text("契約件名")
    ends_on: date | None = day("終了日")
    amount: int | None = yen("契約金額(税込)")
    addressee: str = text("宛先")


@kind("member", "コンソーシアム構成員", shown_by=("organisation",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A member of the consortium that holds the contract, with disclosures of its own."""

    contract: str = ref("契約", "contract", required=True)
    organisation: str = ref("事業者", "organisation", required=True, key=True)
    lead: bool | None = flag("幹事法人")
    capital_disclosed_on: date | None = day("資本関係の提示日", ministry=True)
    officers_disclosed_on: date | None = day("役員の提示日", ministry=True)


@kind("official", "担当職員", shown_by=("name",), in_order=(("from_on", "to_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Official(Record):
    """The ministry's officer in charge (担当職員)."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("氏名", required=True, key=True, aliases=("担当職員名",))
    office: str = text("所属")
    from_on: date | None = day("担当開始日")
    to_on: date | None = day("担当終了日")


@kind("assurance", "確認書類", shown_by=("revision",), in_order=(("submitted_on", "accepted_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance(Record):
    """「情報セキュリティを確保するための体制等」: presented, accepted, filed (別記 1))."""

    contract: str = ref("契約", "contract", required=True)
    revision: int | None = integer("版", required=True, key=True, least=1, most=999)
    submitted_on: date | None = day("提示日", ministry=True)
    accepted_on: date | None = day("了承日", ministry=True)
    filed_on: date | None = day("提出日", ministry=True)
    includes_subcontractors: bool | None = flag("再委託先を含む")


@kind("method", "遵守の方法", shown_by=("item", "effective_on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Record):
    """How one item is kept, as the assurance promises it (別記 1) 「遵守の方法」)."""

    contract: str = ref("契約", "contract", required=True)
    item: int | None = integer("項目", required=True, key=True, least=1, most=99, aliases=("項目番号",))
    effective_on: date | None = day("適用日", required=True, key=True)
    edition: str = text("適用版", key=True, check="edition", kept=True, help="項目の番号の版。空欄は契約の適用版")
    text: str = note("遵守の方法", required=True)
    accepted_on: date | None = day("了承日", ministry=True)


@kind("change", "体制等の変更", shown_by=("subject", "effective_on"), in_order=(("submitted_on", "agreed_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """A change of what the assurance says, agreed beforehand (別記 1)). What it announced names it."""

    contract: str = ref("契約", "contract", required=True)
    subject: str = text("変更事項", required=True, key=True)
    before: str = text("変更前", longest=2000)
    after: str = text("変更後", longest=2000)
    reason: str = text("変更理由", longest=2000)
    effective_on: date | None = day("変更日", required=True, key=True)
    submitted_on: date | None = day("案の提出日", ministry=True)
    agreed_on: date | None = day("同意日", ministry=True)


@kind("workplace", "実施場所", shown_by=("name",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace(Record):
    """Where the work is done (別記 4) 「本業務の実施場所」)."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("名称", required=True, key=True)
    kind: str = choice("種別", ("自社", "再委託先", "経済産業省内", WORKPLACE_HOME, "その他"))
    organisation: str = ref("事業者", "organisation")
    address: str = text("住所", help="自宅等は不要", aliases=("所在地",))
    country: str = country("国")
    used_from_on: date | None = day("使用開始日")
    disclosed_on: date | None = day("提示日", ministry=True)
    change: str = ref("体制等の変更", "change", help="この実施場所を届け出た体制等の変更")
