"""Reports to the ministry: 実施状況報告, 実施状況, 追加項目 (別記 1), 別紙)."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, integer, note, ref, text
from secops.records.kinds import Record, kind

DONE = "実施"
NOT_DONE = "未実施"
NOT_APPLICABLE = "該当なし"
STATUSES = (DONE, NOT_DONE, NOT_APPLICABLE)


@kind("report", "実施状況報告", shown_by=("as_of",), in_order=(("period_from_on", "as_of"), ("as_of", "submitted_on")))
@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """One 実施状況報告書: for which day, when handed in, what came back."""

    contract: str = ref("契約", "contract", required=True)
    engagement: str = ref(
        "再委託", "engagement", key=True, aliases=("再委託先",), help="再委託先の報告のとき。空欄なら当社の報告"
    )
    as_of: date | None = day("基準日", required=True, key=True)
    period_from_on: date | None = day("対象期間(自)", aliases=("対象期間（自）",))
    dated_on: date | None = day("報告書の日付")
    addressee: str = text("宛先")
    representative: str = text("代表者氏名")
    revision: int | None = integer("版", least=1, most=99, help="改訂を始めるたびに増える。空欄は初版")
    edition: str = text("適用版", check="edition", kept=True, help="報告書の項目の版。空欄は契約の適用版")
    submitted_on: date | None = day("提出日", ministry=True)
    medium: str = choice("提出媒体", ("電子媒体", "紙媒体"))
    feedback: str = note("協議により不十分と認めた事項")
    feedback_on: date | None = day("指摘日", ministry=True)
    measures_agreed_on: date | None = day("対策の同意日", ministry=True)
    measures_done_on: date | None = day("対策の実施日")


@kind("answer", "実施状況", shown_by=("item",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What the officer answers for one item of one report; the reason is printed, the basis is kept."""

    report: str = ref("報告", "report", required=True)
    item: int | None = integer("項目", required=True, key=True, least=2, most=99, aliases=("項目番号",))
    edition: str = text("適用版", key=True, check="edition", kept=True, help="項目の番号の版。空欄は報告の適用版")
    status: str = choice("実施状況", STATUSES, required=True)
    reason: str = note("理由", help="未実施・該当なしのとき必須。別葉に印字する")
    basis: str = note("判断の根拠", help="提案と異なる回答、要確認の決着のとき必須。印字しない")
    planned_on: date | None = day("実施予定日")
    seen: str = text("回答時の状況", kept=True, help="回答したときの提案と義務の状態を表す値")


@kind("added_row", "追加項目", shown_by=("title",))
@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRow(Record):
    """A row beyond the sixteen, which the 記載要領 allows after consulting the ministry."""

    report: str = ref("報告", "report", required=True)
    title: str = text("項目", required=True, key=True, longest=60)
    requirement: str = note("確認事項", required=True)
    consulted_on: date | None = day("相談日", ministry=True)
    status: str = choice("実施状況", STATUSES)
    reason: str = note("理由", help="未実施・該当なしのとき必須。別葉に印字する")
