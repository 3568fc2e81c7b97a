"""【アプリケーション・コンテンツの情報セキュリティ対策】 別記 16)."""

from collections.abc import Iterator
from datetime import date

from secops.dossier import Dossier
from secops.duties.common import unknown
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.contents import GPKI, PROGRAM, Content

_OF = {
    "of": "コンテンツ（{}）",
    "unit": "コンテンツ{}件",
    "not_begun": "アプリケーション・コンテンツを提供していない",
    "after": "提供前",
}


def _subject(content: Content) -> Subject:
    return Subject("content", content.id, f"{content.name} {content.version}".strip())


def _checked(rule: Rule, content: Content, done: date | None, missing: tuple[str, ...] = ()) -> Act:
    """A check due before delivery."""
    day = content.delivered_on
    return Act(rule, _subject(content), start=day, due=day, done=done, prior=True, missing=missing, limit="提供日")


def _clean(rule: Rule, content: Content, done: date | None) -> Act:
    """A check that counts only when nothing it found is open; what is known to be open is as if not done."""
    if content.defects_open:
        return _checked(rule, content, None, ("検出事項への対応",))
    return _checked(rule, content, done, () if content.defects_open is False else ("未対応の検出の有無",))


@rule(
    clause="contents/malware",
    deed="不正プログラムの検査",
    do="提供前に不正プログラム対策ソフトウェアを用いてスキャンを行い、検出に対応する",
    done_name="不正プログラム検査日",
    **_OF,
)
def malware(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """① （a）, before delivery."""
    for content in dossier.of(Content):
        yield _clean(rule, content, content.scanned_on)


@rule(
    clause="contents/code",
    deed="仕様に反するプログラムコードの確認",
    do="仕様に反するプログラムコードが含まれていないことを確認する",
    done_name="仕様外コード確認日",
    **_OF,
)
def code(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """① （b）, programs only."""
    for content in dossier.of(Content):
        if not content.kind:
            yield unknown(rule, _subject(content), content.delivered_on, "種別")
        elif content.kind == PROGRAM:
            yield _checked(rule, content, content.code_checked_on)


@rule(
    clause="contents/access",
    deed="自動的なアクセスの確認",
    do="経済産業省外へ自動的にアクセスする機能が仕様に反して組み込まれていないことを確認する",
    done_name="自動アクセス確認日",
    **_OF,
)
def access(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """① （c）."""
    for content in dossier.of(Content):
        yield _checked(rule, content, content.access_checked_on)


@rule(
    clause="contents/vulnerabilities",
    deed="脆弱性を含まないことの確認",
    do="提供前に脆弱性を含まないことを確認し、検出に対応する",
    done_name="脆弱性確認日",
    **_OF,
)
def vulnerabilities(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """②, before delivery."""
    for content in dossier.of(Content):
        yield _clean(rule, content, content.vulnerabilities_checked_on)


def _kept(rule: Rule, content: Content, *, broken: bool, lacking: tuple[str, ...], what: str) -> Keep:
    first = content.delivered_on
    breaks = (Break(first, None, what),) if broken and first else ()
    return Keep(rule, _subject(content), first, breaks, () if broken else lacking)


@rule(
    clause="contents/executable",
    deed="実行プログラム形式で提供しないこと",
    do="実行プログラムの形式以外で提供するか、ほかに手段がない理由を記録する",
    kept="実行プログラム形式以外で提供しているか、その理由があります。",
    breach="{}をほかの手段がない理由なく実行プログラム形式で提供している",
    **_OF,
)
def executable(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③."""
    for content in dossier.of(Content):
        broken = content.executable is True and not content.executable_reason
        lacking = ("実行プログラム形式かどうか",) if content.executable is None else ()
        what = "理由なく実行プログラム形式で提供しています。"
        yield _kept(rule, content, broken=broken, lacking=lacking, what=what)


@rule(
    clause="contents/signature",
    deed="真正性の確認手段の提供",
    do="電子署名等の確認手段を与えるか、その理由を記録する",
    kept="真正なものであることを確認できる手段又はその理由があります。",
    **_OF,
)
def signature(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """④: GPKI, or something else or nothing with the reason."""
    for content in dossier.of(Content):
        lacking: tuple[str, ...] = ()
        if not content.signature:
            lacking = ("真正性の確認手段",)
        elif content.signature != GPKI and not content.signature_reason:
            lacking = ("GPKI以外とする理由",)
        yield _kept(rule, content, broken=False, lacking=lacking, what="")


@rule(
    clause="contents/settings",
    deed="情報セキュリティ水準を低下させる設定変更を求めないこと",
    do="利用者に設定変更を求めない提供方式に改める",
    kept="利用者に水準を低下させる設定変更を求めていません。",
    breach="{}の利用者に情報セキュリティ水準を低下させる設定変更を求めている",
    **_OF,
)
def settings(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤."""
    for content in dossier.of(Content):
        lacking = ("水準を低下させる設定変更の要求の有無",) if content.weakens_users is None else ()
        what = "利用者に情報セキュリティ水準を低下させる設定変更を求めています。"
        yield _kept(rule, content, broken=content.weakens_users is True, lacking=lacking, what=what)


@rule(
    clause="contents/transmission",
    deed="自動アクセス及び情報提供の明示",
    do="安全性を確認し、プライバシーポリシー等に自動アクセス、第三者提供及び無効にする方法を掲載する",
    done_name="安全性の確認日",
    kept="自動アクセス及び第三者提供の機能はありません。",
    **_OF,
)
def transmission(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑥, where something is sent by itself or given to others."""
    for content in dossier.of(Content):
        subject, first = _subject(content), content.delivered_on
        sends = (content.external_access, content.third_party_data)
        if any(sends):
            yield _disclosed(rule, content)
        elif None in sends:
            yield unknown(rule, subject, first, "自動アクセス及び第三者提供の有無")
        else:
            yield Keep(rule, subject, first)


def _disclosed(rule: Rule, content: Content) -> Act:
    """The safety checked and the policy shown; a policy known not to be shown is as if nothing was done."""
    shown = (("プライバシーポリシー掲載", content.policy_shown), ("無効化方法の表示", content.opt_out_shown))
    absent = tuple(name for name, value in shown if value is False)
    if absent:
        return _checked(rule, content, None, absent)
    lacking = [name for name, value in shown if value is None]
    if not content.necessity:
        lacking.append("必要性")
    return _checked(rule, content, content.access_safety_checked_on, tuple(lacking))
