"""Applications and contents, and the checklist of 「安全なウェブサイトの作り方」 (別記 16), 17)); evidence for all."""

from dataclasses import dataclass
from datetime import date

from secops.records.fields import choice, day, flag, integer, ref, text
from secops.records.kinds import Record, kind

PROGRAM = "アプリケーションプログラム"
GPKI = "GPKI"
NO_SIGNATURE = "なし"


@kind("content", "アプリケーション・コンテンツ", shown_by=("name", "version"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Record):
    """An application or content that is made and delivered (別記 16))."""

    contract: str = ref("契約", "contract", required=True)
    name: str = text("名称", required=True, key=True)
    version: str = text("版", key=True)
    kind: str = choice("種別", (PROGRAM, "ウェブコンテンツ", "その他"))
    organisation: str = ref("作成組織", "organisation", help="空欄なら受注者")
    delivered_on: date | None = day("提供日")
    scanned_on: date | None = day("不正プログラム検査日")
    code_checked_on: date | None = day("仕様外コード確認日")
    access_checked_on: date | None = day("自動アクセス確認日")
    vulnerabilities_checked_on: date | None = day("脆弱性確認日")
    defects_open: bool | None = flag("未対応の検出")
    external_access: bool | None = flag("経済産業省外への自動アクセス", aliases=("当省外への自動アクセス",))
    third_party_data: bool | None = flag("利用者情報の第三者提供")
    necessity: str = text("必要性", longest=1000)
    access_safety_checked_on: date | None = day("安全性の確認日")
    policy_shown: bool | None = flag("プライバシーポリシー掲載")
    opt_out_shown: bool | None = flag("無効化方法の表示")
    executable: bool | None = flag("実行プログラム形式")
    executable_reason: str = text("実行形式とする理由", longest=1000)
    signature: str = choice("真正性の確認手段", (GPKI, "その他の電子署名", "ハッシュ値", NO_SIGNATURE))
    signature_reason: str = text("GPKI以外とする理由", longest=1000, aliases=("理由",))
    weakens_users: bool | None = flag("水準を低下させる設定変更の要求")


@kind("checklist", "作り方チェックリスト", shown_by=("occasion", "due_on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Record):
    """The checklist of 「安全なウェブサイトの作り方」, filled in for one occasion (別記 17))."""

    system: str = ref("情報システム", "system", required=True)
    occasion: str = choice("契機", ("構築", "改修", "定期"), required=True, key=True)
    edition: str = text("作り方の版")
    due_on: date | None = day("公開日", key=True, help="サービス開始又は公開の日。この日までに提出する")
    submitted_on: date | None = day("提出日", ministry=True)
    instruction: str = text("担当職員の指示", longest=2000)
    instructed_on: date | None = day("指示日", ministry=True)
    instruction_done_on: date | None = day("指示への対応日")


@kind("check", "チェック", shown_by=("check_id",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Record):
    """One answer of a checklist."""

    checklist: str = ref("チェックリスト", "checklist", required=True)
    check_id: str = text("チェック番号", required=True, key=True)
    answer: str = choice("対応状況", ("対応済", "未対策", "対応不要"), required=True)
    remark: str = text("実施項目・理由", longest=1000)


@kind("evidence", "証跡", shown_by=("title", "file"), in_order=(("covers_from_on", "covers_to_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """A file that proves something, of a record or of an item."""

    contract: str = ref("契約", "contract", required=True)
    for_kind: str = text("対象の種類", key=True, check="kind", help="記録の種類のコード名（例 assignment）")
    for_id: str = text("対象", key=True, help="記録の識別子")
    item: int | None = integer("項目", key=True, least=1, most=99)
    edition: str = text("適用版", key=True, check="edition", kept=True, help="項目の番号の版。空欄は契約の適用版")
    file: str = text("ファイル", required=True, key=True, longest=255)
    sha256: str = text("SHA-256", check="sha256")
    title: str = text("表題")
    covers_from_on: date | None = day("対象期間(自)", aliases=("対象期間（自）",))
    covers_to_on: date | None = day("対象期間(至)", aliases=("対象期間（至）",))
    obtained_on: date | None = day("取得日")
    recorded_on: date | None = day("登録日")
    expires_on: date | None = day("有効期限")
