"""Information and where it lies: 持込機器, 情報資産, 複製, 返却・廃棄・消去, 外部提供 (別記 6)–9))."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, note, ref, text
from secops.records.kinds import Record, kind

ELECTRONIC = "電子媒体"
PAPER = "紙媒体"
MEDIA = (ELECTRONIC, PAPER)
CLASSIFICATIONS = ("機密性３情報", "機密性２情報", "機密性１情報", "格付の明示なし")
CONFIDENTIAL = CLASSIFICATIONS[:2]  # 要機密情報


@kind(
    "device",
    "持込機器",
    shown_by=("name",),
    in_order=(("brought_on", "removed_on"), ("permitted_on", "permitted_until_on")),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Record):
    """A machine that can copy, brought into the ministry (別記 6))."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("機器名", required=True, key=True)
    serial: str = text("製造番号", key=True)
    owner: str = choice("所有区分", ("法人", "個人"))
    person: str = ref("使用者", "person")
    organisation: str = ref("使用事業者", "organisation", help="空欄なら受注者")
    purpose: str = text("目的", longest=1000)
    permitted_on: date | None = day("許可日", ministry=True)
    permitted_until_on: date | None = day("許可の期限")
    brought_on: date | None = day("持込日", key=True)
    removed_on: date | None = day("持出日")
    copied: bool | None = flag("複製の有無")
    copied_on: date | None = day("複製日")
    copy_permitted_on: date | None = day("複製の許可日", ministry=True)
    cancelled: bool | None = flag("取りやめ")


@kind("asset", "情報資産", shown_by=("name",), in_order=(("received_on", "retain_until_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """Information got in the course of the work (別記 6)–8))."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("名称", required=True, key=True)
    classification: str = choice("格付", CLASSIFICATIONS, required=True)
    medium: str = choice("媒体", MEDIA, required=True)
    received_on: date | None = day("受領日", required=True, key=True)
    received_from: str = text("受領元")
    holder: str = ref("保有者", "person")
    organisation: str = ref("保有事業者", "organisation", help="空欄なら受注者")
    location: str = text("保管場所")
    cloud: str = ref("保管先クラウド", "cloud")
    retain_reason: str = text("保存の理由", longest=1000)
    retain_agreed_on: date | None = day("保存の同意日", ministry=True)
    retain_until_on: date | None = day("保存期限")


@kind("copy", "複製", shown_by=("asset", "location"), in_order=(("permitted_on", "permitted_until_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Record):
    """A copy of information outside the ministry (別記 7))."""

    asset: str = ref("情報資産", "asset", required=True)
    location: str = text("複製先", required=True, key=True)
    medium: str = choice("媒体", MEDIA)
    quantity: str = text("数量")
    purpose: str = text("目的", longest=1000)
    person: str = ref("保有者", "person")
    cloud: str = ref("保管先クラウド", "cloud")
    standing: bool | None = flag("包括許可")
    permitted_on: date | None = day("許可日", ministry=True)
    permitted_until_on: date | None = day("許可の期限")
    made_on: date | None = day("複製日", required=True, key=True)
    cancelled: bool | None = flag("取りやめ")


@kind(
    "disposal",
    "返却・廃棄・消去",
    shown_by=("asset", "copy", "device", "method"),
    exactly_one=("asset", "copy", "device"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal(Record):
    """What was done with information at the end, and the proof (別記 6)–8), NIST SP 800-88)."""

    contract: str = ref("契約", "contract", required=True)
    asset: str = ref("情報資産", "asset", key=True)
    copy: str = ref("複製", "copy", key=True)
    device: str = ref("持込機器", "device", key=True)
    method: str = choice("区分", ("返却", "廃棄", "消去"), required=True, key=True)
    technique: str = choice(
        "方式", ("上書き消去", "ブロック消去", "暗号化消去", "磁気消去", "物理破壊", "溶解", "裁断")
    )
    sanitisation: str = choice("消去水準", ("Clear", "Purge", "Destroy"), help="NIST SP 800-88 の区分")
    tool: str = text("使用ツール")
    media_maker: str = text("メーカー")
    media_model: str = text("型番")
    media_serial: str = text("製造番号")
    media_capacity: str = text("容量")
    quantity: str = text("数量")
    verification: str = text("検証方法と結果", longest=1000)
    executed_on: date | None = day("実施日", required=True, key=True)
    executed_by: str = text("実施者", required=True)
    witnessed_by: str = text("立会者")
    location: str = text("作業場所")
    certificate_no: str = text("証明書番号")
    certified_on: date | None = day("証明書の提出日", ministry=True)
    confirmed_on: date | None = day("担当職員の確認日", ministry=True)


@kind("disclosure", "外部提供", shown_by=("recipient",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Record):
    """The ministry's affairs given to someone outside (別記 9))."""

    contract: str = ref("契約", "contract", required=True)
    recipient: str = text("提供先", required=True, key=True)
    content: str = text("内容", required=True, longest=1000)
    purpose: str = text("目的", longest=1000)
    considered: str = note("可否の検討")
    approved_on: date | None = day("承認日", ministry=True)
    precautions: str = note("取扱上の注意点")
    provided_on: date | None = day("提供日", key=True)
    cancelled: bool | None = flag("取りやめ")
