"""Organisations and people: 事業者, 株主, 役員, 従事者."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from secops.records.fields import countries, country, day, flag, percent, ref, text
from secops.records.kinds import Record, kind


@kind("organisation", "事業者", shown_by=("name",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A contractor, a member of its consortium, a subcontractor."""

    name: str = text("名称", required=True, key=True, aliases=("会社名", "事業者名", "法人名", "商号"))
    corporate_number: str = text("法人番号", check="corporate_number", help="13桁", aliases=("法人番号（13桁）",))
    address: str = text("住所", required=True, aliases=("所在地",))
    representative: str = text(
        "代表者氏名", required=True, help="役職を付けて（例 代表取締役　山田　太郎）", aliases=("代表者",)
    )
    is_self: bool | None = flag("自社")
    capital_note: str = text("資本関係", longest=1000, help="株主名簿で示さない場合に、資本関係を文で記す")
    emergency_contact: str = text("緊急連絡先")


@kind("shareholder", "株主", shown_by=("name",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Shareholder(Record):
    """Who holds the organisation's votes (資本関係)."""

    organisation: str = ref("事業者", "organisation", required=True)
    name: str = text("株主名", required=True, key=True)
    country: str = country("国・地域")
    ratio: Decimal | None = percent("議決権比率")


@kind("officer", "役員", shown_by=("name",), in_order=(("appointed_on", "retired_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Record):
    """A member of the organisation's board."""

    organisation: str = ref("事業者", "organisation", required=True)
    name: str = text("氏名", required=True, key=True, personal=True, aliases=("名前", "役員名"))
    title: str = text("役職")
    nationality: tuple[str, ...] = countries("国籍", personal=True)
    appointed_on: date | None = day("就任日")
    retired_on: date | None = day("退任日")
    change: str = ref("体制等の変更", "change", help="この就任・退任を届け出た体制等の変更")


@kind("person", "従事者", shown_by=("name",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Someone who may work on a contract, with what 別記 4) asks for: 所属, 専門性, 実績, 国籍."""

    organisation: str = ref("所属", "organisation", required=True, aliases=("所属会社", "所属事業者", "会社名"))
    name: str = text(
        "氏名", required=True, key=True, personal=True, aliases=("名前", "担当者名", "従事者名", "従事者氏名")
    )
    employee_no: str = text("社員番号", key=True, aliases=("職員番号",))
    name_kana: str = text("フリガナ", personal=True, aliases=("ふりがな", "氏名カナ", "カナ"))
    department: str = text("部署", aliases=("所属部署", "部門"))
    title: str = text("役職")
    nationality: tuple[str, ...] = countries(
        "国籍", required=True, personal=True, help="複数は「、」で区切る。無国籍も可"
    )
    qualifications: str = text("資格", longest=1000, aliases=("情報セキュリティに係る資格", "保有資格"))
    training_history: str = text("研修実績", longest=1000, aliases=("情報セキュリティに係る研修実績",))
    track_record: str = text("実績", longest=2000, aliases=("業務実績", "経歴"))
