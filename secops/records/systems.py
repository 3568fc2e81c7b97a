"""Information systems, their software and what was found in them (別記 15), 17))."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, integer, note, ref, several, text
from secops.records.kinds import Record, kind

PHASES = ("設計", "構築", "運用", "保守", "廃棄", "機器等の調達")
OPERATED = ("構築", "運用", "保守")  # the phases in which ③⑥⑧⑨ can be kept
PLATFORM = "プラットフォーム診断"
WEB_APPLICATION = "ウェブアプリケーション診断"
NO_TERM = "期限の定めなし"
ENDED = "終了"


@kind("system", "情報システム", shown_by=("name",), in_order=(("work_starts_on", "launched_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class System(Record):
    """A system that is designed, built, run, kept or taken down under the contract."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("名称", required=True, key=True, aliases=("システム名",))
    phases: tuple[str, ...] = several("工程", PHASES)
    organisation: str = ref("担当組織", "organisation", help="空欄なら受注者")
    public_web: bool | None = flag("外部公開ウェブサイト")
    web_app: bool | None = flag("ウェブアプリケーション")
    outward_facing: bool | None = flag("経済産業省外向け")
    mail: bool | None = flag("メール送受信")
    own_servers: bool | None = flag("自ら管理するサーバ")
    domain: str = text("ドメイン名")
    work_starts_on: date | None = day("着手日")
    launched_on: date | None = day("サービス開始日")
    qa_submitted_on: date | None = day("品質保証書類の提出日", ministry=True)
    tamper_procedure_on: date | None = day("調査手順書類の提出日", ministry=True)
    antivirus: str = text("不正プログラム対策製品名")
    av_unknown: bool | None = flag("未知の検知")
    av_engine_auto: bool | None = flag("自動更新")
    av_uses_definitions: bool | None = flag("定義ファイルの使用")
    av_definitions_auto: bool | None = flag("定義ファイル自動更新")
    av_admin_only: bool | None = flag("設定権限の一元管理")
    av_full_scan: bool | None = flag("定期全スキャン")
    edr_considered_on: date | None = day("EDR検討日")
    handover_on: date | None = day("引継ぎ日")
    handover_to: str = text("引継ぎ先")
    handover_included: bool | None = flag("引継ぎ項目")
    tls: bool | None = flag("通信の暗号化")
    public_ca: bool | None = flag("公的に信頼された認証局")
    spf: bool | None = flag("SPF等")
    smtp_tls: bool | None = flag("SMTPのTLS化")
    mail_protection: bool | None = flag("メールの暗号化・署名")
    certificate_expires_on: date | None = day("証明書の有効期限")


@kind("system_change", "システムの変更", shown_by=("content",), in_order=(("changed_on", "reported_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class SystemChange(Record):
    """A change of a system (別記 15) ④, 17))."""

    system: str = ref("情報システム", "system", required=True)
    content: str = text("変更内容", required=True, key=True, longest=1000)
    by_security: bool | None = flag("情報セキュリティ対策による変更")
    web_app_changed: bool | None = flag("ウェブアプリの修正")
    changed_on: date | None = day("変更日", required=True, key=True)
    reported_on: date | None = day("報告日", ministry=True)


@kind("threat", "新たな脅威", shown_by=("content",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Threat(Record):
    """A new threat to a web application (別記 17) 「新たな脅威が確認された場合」)."""

    system: str = ref("情報システム", "system", required=True)
    content: str = text("内容", required=True, key=True, longest=1000)
    confirmed_on: date | None = day("確認日", required=True, key=True)


@kind("software", "ソフトウェア", shown_by=("name", "version"), in_order=(("installed_on", "removed_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Software(Record):
    """An entry of the ledger (別記 15) ⑤ 「名称・バージョン・導入箇所等を管理台帳で管理」)."""

    contract: str = ref("契約", "contract", required=True)
    system: str = ref("情報システム", "system", key=True)
    name: str = text("名称", required=True, key=True, aliases=("ソフトウェア名",))
    version: str = text("バージョン", required=True, key=True)
    location: str = text("導入箇所", required=True, key=True)
    supplier: str = text("提供者")
    support: str = choice("サポート", ("期限あり", NO_TERM, ENDED))
    support_ends_on: date | None = day("サポート期限")
    support_checked_on: date | None = day("確認日")
    installed_on: date | None = day("導入日")
    removed_on: date | None = day("撤去日")
    purl: str = text("purl", longest=500)


@kind("vulnerability", "脆弱性", shown_by=("identifier",), exactly_one=("software", "system"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability(Record):
    """A vulnerability that became known (別記 15) ⑤⑥)."""

    contract: str = ref("契約", "contract", required=True)
    software: str = ref("ソフトウェア", "software", key=True)
    system: str = ref("情報システム", "system", key=True)
    identifier: str = text("識別番号", required=True, key=True, help="CVE、JVN の番号")
    severity: str = text("深刻度")
    affected: bool | None = flag("影響の有無")
    found_on: date | None = day("入手日", required=True)
    notified_on: date | None = day("情報提供日", ministry=True)
    plan_on: date | None = day("計画作成日")
    plan: str = note("脆弱性対策計画")
    plan_confirmed_on: date | None = day("計画の確認日", ministry=True)
    planned_on: date | None = day("対策予定日")
    patch_available_on: date | None = day("修正プログラム提供日")
    fixed_on: date | None = day("対策日")


@kind("diagnosis", "診断", shown_by=("kind", "held_on"), in_order=(("held_on", "fixed_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Record):
    """A platform or web application diagnosis (別記 15) ⑧, 17))."""

    system: str = ref("情報システム", "system", required=True)
    kind: str = choice("種別", (PLATFORM, WEB_APPLICATION), required=True, key=True)
    occasion: str = choice("契機", ("サービス開始前", "定期", "改修", "新たな脅威"))
    held_on: date | None = day("実施日", required=True, key=True)
    by: str = text("実施者")
    detected: int | None = integer("検出数", least=0, most=1_000_000)
    fixed_on: date | None = day("対策完了日")
