"""Measures, education, procedures and incidents: 対策, 教育, 受講, 手順書等, インシデント (別記 10), 11)).

A measure or a training without a contract is the company's and counts for every contract it covers.
"""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, note, ref, several, text
from secops.records.kinds import Record, kind

AREAS = (
    "脆弱性対策",
    "不正プログラム対策",
    "サービス不能攻撃対策",
    "標的型攻撃対策",
    "アクセス制御対策",
    "情報漏えい対策",
)
MISUSE = "目的外利用"
PROCEDURE_INCIDENT = "侵害時の対処方法"


@kind("measure", "対策", shown_by=("area", "description"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """One of the six measures of 別記 10), in place."""

    contract: str = ref("契約", "contract", help="空欄なら全社の対策")
    area: str = choice("対策の種類", AREAS, required=True, key=True)
    description: str = note("内容", required=True, key=True, longest=2000)
    in_place_on: date | None = day("実施日")


@kind("training", "教育", shown_by=("title",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Record):
    """Education about the measures (別記 10))."""

    contract: str = ref("契約", "contract", help="空欄なら全社の教育")
    title: str = text("教育名", required=True, key=True, aliases=("研修名",))
    held_on: date | None = day("実施日", required=True, key=True)
    areas: tuple[str, ...] = several("対象の対策", AREAS)
    means: str = text("方法")
    cancelled: bool | None = flag("取りやめ")


@kind("attendance", "受講", shown_by=("training", "person"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One person at one training."""

    training: str = ref("教育", "training", required=True)
    person: str = ref("従事者", "person", required=True, key=True, aliases=("氏名", "受講者"))
    attended_on: date | None = day("受講日", required=True, key=True)
    result: str = text("結果")


@kind("procedure", "手順書等", shown_by=("kind", "title"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Record):
    """A written procedure shown or handed to the official (別記 11), 15) ①②)."""

    contract: str = ref("契約", "contract", required=True)
    kind: str = choice(
        "種別", (PROCEDURE_INCIDENT, "品質保証体制・管理手順", "不正変更時の調査手順・体制"), required=True, key=True
    )
    title: str = text("文書名", required=True)
    text: str = note("内容")
    presented_on: date | None = day("提示・提出日", ministry=True)


@kind(
    "incident",
    "インシデント",
    shown_by=("title",),
    in_order=(("occurred_on", "detected_on"), ("detected_on", "closed_on"), ("instructed_on", "instruction_done_on")),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """A breach of security, or the suspicion of one (別記 9), 11))."""

    contract: str = ref("契約", "contract", required=True)
    title: str = text("件名", required=True, key=True)
    kind: str = choice(
        "種別",
        (
            "漏えい",
            "改ざん",
            "停止",
            "紛失・盗難",
            "不正アクセス",
            "不正プログラム感染",
            "誤送信",
            MISUSE,
            "その他",
        ),
    )
    suspected: bool | None = flag("おそれ")
    leaked: bool | None = flag("漏えいの有無")
    organisation: str = ref("発生組織", "organisation", help="空欄なら受注者")
    occurred_on: date | None = day("発生日")
    detected_on: date | None = day("認知日", required=True, key=True)
    summary: str = text("概要", longest=2000)
    impact: str = text("影響", longest=2000)
    cause: str = text("原因", longest=2000)
    response: str = text("対処", longest=2000)
    consulted_on: date | None = day("協議日", ministry=True)
    instruction: str = text("担当職員の指示", longest=2000)
    instructed_on: date | None = day("指示日", ministry=True)
    instruction_due_on: date | None = day("指示の期限")
    instruction_done_on: date | None = day("指示への対応日")
    closed_on: date | None = day("対応完了日")


@kind("incident_report", "インシデント報告", shown_by=("kind", "reported_on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReport(Record):
    """A report of an incident to the official (別記 11) 「速やかに担当職員に報告」)."""

    incident: str = ref("インシデント", "incident", required=True)
    kind: str = choice("種別", ("第一報", "続報", "最終報"), required=True, key=True)
    reported_on: date | None = day("報告日", required=True, key=True, ministry=True)
    summary: str = note("内容")
