"""Cloud services and the reviews of what is in use: クラウドサービス, 確認 (別記 12)–14))."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, note, ref, text
from secops.records.kinds import Record, kind

TERMS_ONLY = "定型約款等への同意のみ"
PROCURED = "法人契約による調達"
LISTED = ("ISMAP", "ISMAP-LIU")
UNLISTED = "掲載なし"
REVIEW_USE = "利用状況"
REVIEW_VULNERABILITY = "脆弱性情報"


@kind("cloud", "クラウドサービス", shown_by=("name",), in_order=(("starts_on", "ends_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud(Record):
    """A cloud service used for a contract."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("サービス名", required=True, key=True, aliases=("クラウドサービス名", "名称"))
    provider: str = text("提供事業者")
    terms: str = choice(
        "契約形態", (TERMS_ONLY, PROCURED), required=True, also=(("定型約款", TERMS_ONLY), ("個別契約", PROCURED))
    )
    confidential: bool | None = flag("要機密情報の取扱い")
    generative_ai: bool | None = flag("生成AI")
    input_reuse: bool | None = flag("入力情報の学習等への利用")
    registration_no: str = text("ISMAP登録番号", aliases=("登録番号",))
    list_standing: str = choice("掲載リスト", (*LISTED, UNLISTED, "未確認"))
    list_checked_on: date | None = day("掲載の確認日")
    exception_reason: str = text("リスト外とする理由", longest=2000)
    purpose: str = text("利用目的", longest=1000)
    users: str = text("利用者の範囲")
    organisation: str = ref("利用組織", "organisation", help="空欄なら受注者")
    data_location: str = text("保存場所")
    access_protection: str = note("不正アクセス対策")
    assessed_on: date | None = day("リスク評価日")
    acceptable: bool | None = flag("リスクの許容")
    assessment: str = note("リスク評価の内容")
    approved_on: date | None = day("利用承認日", ministry=True)
    precautions: str = note("取扱上の注意点")
    precautions_on: date | None = day("注意点の提示日")
    procured_on: date | None = day("調達日")
    starts_on: date | None = day("利用開始日", required=True)
    ends_on: date | None = day("利用終了日")
    change: str = ref("体制等の変更", "change", help="この利用を届け出た体制等の変更")
    cancelled: bool | None = flag("取りやめ")


@kind("link", "掲載サービスの特定", shown_by=("registration_no", "linked_on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A person's pick: which service of the lists a recorded one is, and by which list (別記 13))."""

    cloud: str = ref("クラウドサービス", "cloud", required=True)
    registration_no: str = text("ISMAP登録番号", required=True, aliases=("登録番号",))
    listed_name: str = text("リストの名称", longest=400)
    list_name: str = choice("リスト", LISTED, required=True)
    list_as_of_on: date | None = day("リストの日付", required=True)
    linked_on: date | None = day("特定日", required=True, key=True)
    linked_by: str = text("特定した者", required=True)


@kind("review", "確認", shown_by=("kind", "held_on"), exactly_one=("cloud", "system", "measure"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A look at something in use: a service, a system, a measure."""

    contract: str = ref("契約", "contract", help="全社の対策の確認では空欄")
    cloud: str = ref("クラウドサービス", "cloud", key=True)
    system: str = ref("情報システム", "system", key=True)
    measure: str = ref("対策", "measure", key=True)
    kind: str = choice("種別", (REVIEW_USE, REVIEW_VULNERABILITY, "見直し"), required=True, key=True)
    held_on: date | None = day("確認日", required=True, key=True)
    by: str = text("確認者")
    result: str = note("結果")
