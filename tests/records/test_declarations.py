"""The declared kinds against the agreed vocabulary: names, labels, roles of the fields.

In the table a field is written as the agreed list writes it: ``*`` required, ``#`` of the natural key,
``!`` a date towards the ministry, ``P`` personal data.
"""

import re

import pytest

from secops.base.text import identity
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Kind
from secops.records.registry import KINDS, find_kind

AGREED = {
    "organisation 事業者": (
        "name*# 名称 · corporate_number 法人番号 · address* 住所 · representative* 代表者氏名 · is_self 自社 · "
        "capital_note 資本関係 · emergency_contact 緊急連絡先"
    ),
    "shareholder 株主": "organisation*# 事業者 · name*# 株主名 · country 国・地域 · ratio 議決権比率",
    "officer 役員": (
        "organisation*# 事業者 · name*#P 氏名 · title 役職 · nationalityP 国籍 · appointed_on 就任日 · "
        "retired_on 退任日"
    ),
    "person 従事者": (
        "organisation*# 所属 · name*#P 氏名 · employee_no# 社員番号 · name_kanaP フリガナ · department 部署 · "
        "title 役職 · nationality*P 国籍 · qualifications 資格 · training_history 研修実績 · track_record 実績"
    ),
    "contract 契約": (
        "code*# 略号 · title* 契約件名 · concluded_on* 契約締結日 · starts_on* 開始日 · ends_on* 終了日 · "
        "completed_on 業務完了日 · terminated_on 契約解除日 · contractor* 受注者 · addressee* 宛先 · office 担当課室 · "
        "edition* 適用版 · amount 契約金額(税込) · reporting_on 報告期日 · "
        "regulations_confirmed_on! 改正規程の確認日 · capital_disclosed_on! 資本関係の提示日 · "
        "officers_disclosed_on! 役員の提示日 · over_half_reason_on! 理由書の提出日 · subcontracts 再委託 · "
        "brings_devices 省内への機器持込 · copies_off_site 省外での複製 · "
        "discloses 外部提供 · uses_cloud クラウド利用 · "
        "builds_systems 情報システムの構築・運用等 · makes_content アプリケーション・コンテンツの作成 · "
        "builds_web_app 外部公開ウェブアプリの構築・改修"
    ),
    "amendment 変更契約": (
        "contract*# 契約 · concluded_on*# 変更契約締結日 · effective_on 適用日 · title 契約件名 · ends_on 終了日 · "
        "amount 契約金額(税込) · addressee 宛先"
    ),
    "member コンソーシアム構成員": (
        "contract*# 契約 · organisation*# 事業者 · lead 幹事法人 · capital_disclosed_on! 資本関係の提示日 · "
        "officers_disclosed_on! 役員の提示日"
    ),
    "official 担当職員": "contract*# 契約 · name*# 氏名 · office 所属 · from_on 担当開始日 · to_on 担当終了日",
    "assurance 確認書類": (
        "contract*# 契約 · revision*# 版 · submitted_on! 提示日 · accepted_on! 了承日 · filed_on! 提出日 · "
        "includes_subcontractors 再委託先を含む"
    ),
    "method 遵守の方法": (
        "contract*# 契約 · item*# 項目 · effective_on*# 適用日 · text* 遵守の方法 · accepted_on! 了承日"
    ),
    "change 体制等の変更": (
        "contract*# 契約 · subject*# 変更事項 · before 変更前 · after 変更後 · reason 変更理由 · "
        "effective_on*# 変更日 · submitted_on! 案の提出日 · agreed_on! 同意日"
    ),
    "workplace 実施場所": (
        "contract*# 契約 · name*# 名称 · kind 種別 · organisation 事業者 · address 住所 · country 国 · "
        "used_from_on 使用開始日 · disclosed_on! 提示日"
    ),
    "assignment 従事者配置": (
        "contract*# 契約 · person*# 従事者 · roles* 役割 · employment 雇用区分 · affiliation 従事時の所属 · "
        "workplace 実施場所 · starts_on*# 従事開始日 · ends_on 従事終了日 · disclosed_on! 提示日 · "
        "end_disclosed_on! 変更の提示日 · pledged_on 誓約日 · cancelled 取りやめ"
    ),
    "engagement 再委託": (
        "contract*# 契約 · organisation*# 再委託先 · kind 区分 · parent 上位の再委託 · scope* 業務範囲 · "
        "handles_information 情報の取扱い · in_plan 実施計画書に記載 · amount 金額(税込) · reason 必要性 · "
        "selection 選定理由 · quotes 相見積の数 · lowest_price 最低価格 · is_group グループ企業 · "
        "core_work 根幹に関わる執行管理を含む · site_visit_clause 現地調査の受入条項 · starts_on*# 開始日 · "
        "ends_on 終了日 · approved_on! 承認日 · clause_on 担保の措置（契約等）の締結日 · "
        "assurance_on! 再委託先の確認書類の提出日 · people_disclosed_on! 従事者の提示日 · "
        "capital_disclosed_on! 資本関係の提示日 · officers_disclosed_on! 役員の提示日 · "
        "disposal_confirmed_on! 終了時の消去等の確認日 · cancelled 取りやめ"
    ),
    "report 実施状況報告": (
        "contract*# 契約 · engagement# 再委託 · as_of*# 基準日 · period_from_on 対象期間(自) · dated_on 報告書の日付 · "
        "addressee 宛先 · representative 代表者氏名 · submitted_on! 提出日 · medium 提出媒体 · "
        "feedback 協議により不十分と認めた事項 · feedback_on! 指摘日 · measures_agreed_on! 対策の同意日 · "
        "measures_done_on 対策の実施日"
    ),
    "answer 実施状況": (
        "report*# 報告 · item*# 項目 · status* 実施状況 · reason 理由 · basis 判断の根拠 · planned_on 実施予定日"
    ),
    "added_row 追加項目": "report*# 報告 · title*# 項目 · requirement* 確認事項 · consulted_on! 相談日",
    "audit 監査等": (
        "contract*# 契約 · kind*# 種別 · body 実施主体 · notified_on*# 通知日 · held_on 実施日 · accepted 受入れ · "
        "result 結果 · cancelled 取りやめ"
    ),
    "finding 指摘事項": (
        "audit*# 監査等 · content*# 指摘内容 · due_on 対応期限 · action 対応 · done_on 対応日 · confirmed_on! 確認日"
    ),
}
CHOICES = {
    "workplace.kind": "自社 再委託先 経済産業省内 自宅等（テレワーク） その他",
    "assignment.roles": "情報セキュリティ責任者 情報管理責任者 情報取扱管理者 業務従事者",
    "assignment.employment": "自社 出向 派遣 再委託先 構成員 外部専門家",
    "engagement.kind": "再委託 外注・請負",
    "report.medium": "電子媒体 紙媒体",
    "answer.status": "実施 未実施 該当なし",
    "audit.kind": "情報セキュリティ監査 マネジメント監査 ペネトレーションテスト",
}
_ENTRY = re.compile(r"(?P<name>[a-z_]+)(?P<marks>[*#!P]*) (?P<label>.+)")


def marks(kind: Kind, field: FieldSpec) -> str:
    """The marks of a field as the agreed list writes them."""
    signs = (
        ("*", field.required),
        ("#", field in kind.key),
        ("!", field.ministry),
        ("P", field.personal),
    )
    return "".join(sign for sign, borne in signs if borne)


@pytest.mark.parametrize("heading", AGREED)
def test_a_kind_has_the_agreed_fields_with_their_labels_and_roles(heading: str) -> None:
    name, _, label = heading.partition(" ")
    kind = KINDS[name]
    declared = {field.name: f"{marks(kind, field)} {field.label}" for field in kind.fields}
    entries = [_ENTRY.fullmatch(entry) for entry in AGREED[heading].split(" · ")]
    agreed = {entry["name"]: f"{entry['marks']} {entry['label']}" for entry in entries if entry}
    assert len(agreed) == len(entries)
    assert kind.label == label
    assert {name: declared.get(name) for name in agreed} == agreed


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_has_the_agreed_words(path: str) -> None:
    kind, _, field = path.partition(".")
    assert KINDS[kind].field(field).choices == tuple(CHOICES[path].split(" "))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
class TestEveryKind:
    """What every declared kind keeps to, those to come as well."""

    def test_a_heading_names_one_field_only(self, kind: Kind) -> None:
        """Labels, aliases and code names, as a sheet may have them: widths and spaces make no difference."""
        owners: dict[str, set[str]] = {}
        for field in kind.fields:
            for heading in (field.name, field.label, *field.aliases):
                owners.setdefault(identity(heading), set()).add(field.name)
        assert {heading: names for heading, names in owners.items() if len(names) > 1} == {}

    def test_names_ending_in_on_are_dates_and_dates_end_so(self, kind: Kind) -> None:
        dated = {FieldType.DATE, FieldType.DATES}
        wrong = [
            field.name
            for field in kind.fields
            if (field.type in dated) != field.name.endswith("_on") and field.name != "as_of"
        ]
        assert wrong == []

    def test_dates_towards_the_ministry_are_dates(self, kind: Kind) -> None:
        assert [field.name for field in kind.fields if field.ministry and field.type is not FieldType.DATE] == []

    def test_remarks_stand_last(self, kind: Kind) -> None:
        assert [field.name for field in kind.fields if field.name == "remarks"] == [kind.fields[-1].name]

    def test_what_names_a_record_is_a_field_of_it(self, kind: Kind) -> None:
        names = {field.name for field in kind.fields}
        assert kind.shown_by
        assert set(kind.shown_by) <= names
        assert {name for pair in kind.in_order for name in pair} <= names

    def test_references_point_to_kinds(self, kind: Kind) -> None:
        assert [field.name for field in kind.references if field.to not in KINDS] == []

    def test_a_kind_is_found_by_its_name_and_its_label(self, kind: Kind) -> None:
        assert find_kind(kind.name) is find_kind(kind.label) is kind


def test_labels_of_kinds_differ() -> None:
    assert len({identity(kind.label) for kind in KINDS.values()}) == len(KINDS)
