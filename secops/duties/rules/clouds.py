"""【クラウドサービス】 別記 12)–14)."""

from collections.abc import Iterator
from datetime import date, timedelta

from secops.base.dates import format_era, full_width
from secops.dossier import Dossier
from secops.duties.common import plus, recurring, said, unknown
from secops.duties.listing import listing_of
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.ismap.history import ListStanding
from secops.records.clouds import LISTED, PROCURED, REVIEW_USE, TERMS_ONLY, UNLISTED, Cloud, Review

_OF = {"of": "クラウドサービス（{}）", "unit": "クラウドサービス{}件"}


def live_clouds(dossier: Dossier) -> Iterator[Cloud]:
    """Services whose use was not called off."""
    return (one for one in dossier.of(Cloud) if not one.cancelled)


def _subject(cloud: Cloud) -> Subject:
    return Subject("cloud", cloud.id, cloud.name)


def _terms_only(dossier: Dossier) -> Iterator[Cloud]:
    return (one for one in live_clouds(dossier) if one.terms == TERMS_ONLY)


def _approvable(dossier: Dossier) -> Iterator[Cloud]:
    """The services of 12) and 13), which 14) is about: not one procured that is known to take nothing confidential."""
    return (one for one in live_clouds(dossier) if not (one.terms == PROCURED and one.confidential is False))


@rule(
    clause="public-cloud/confidential",
    deed="要機密情報を取り扱わないこと",
    do="要機密情報の取扱いを直ちにやめ、保存した情報を消去する",
    kept="要機密情報を取り扱っていません。",
    breach="{}で要機密情報を取り扱っている",
    **_OF,
)
def confidential(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """要機密情報を扱わない; a service that stands on the list may have been put under the wrong 契約形態: 不明."""
    for cloud in _terms_only(dossier):
        subject, first = _subject(cloud), cloud.starts_on
        if cloud.confidential is None:
            yield unknown(rule, subject, first, "要機密情報の取扱いの有無")
        elif cloud.confidential is False or first is None:
            yield Keep(rule, subject, first)
        elif _on_a_list(dossier, cloud, first):
            yield unknown(rule, subject, first, "契約形態の区分（掲載リストにあるサービスのため）")
        else:
            what = "定型約款等への同意のみで利用するサービスで要機密情報を取り扱っています。"
            yield Keep(rule, subject, first, (Break(first, cloud.ends_on, what),))


def _on_a_list(dossier: Dossier, cloud: Cloud, day: date) -> bool:
    """Whether a service may stand on a list; a listed number counts though its name is another one's."""
    if cloud.list_standing in LISTED:
        return True
    number = listing_of(dossier, cloud, day)[0].number
    standing = dossier.shared.lists.standing(number, day)
    return standing in {ListStanding.LISTED, ListStanding.RENEWING, ListStanding.EXPIRED}


@rule(
    clause="public-cloud/protection",
    deed="不正アクセス対策",
    do="規程等で定める不正アクセス対策を実施し、内容を記録する",
    kept="不正アクセス対策を実施しています。",
    **_OF,
)
def protection(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """不正アクセス対策, written down."""
    for cloud in _terms_only(dossier):
        lacking = () if said(cloud.access_protection) else ("不正アクセス対策の内容",)
        yield Keep(rule, _subject(cloud), cloud.starts_on, unknown=lacking)


@rule(
    clause="procured-cloud/listing",
    deed="リスト掲載サービスからの調達",
    do="リスト掲載サービスへ切り替えるか、リスト外とする理由を整理して担当職員の利用承認を得る",
    kept="調達日にリストに掲載されています。",
    breach="{}がＩＳＭＡＰ等クラウドサービスリストに掲載されていない",
    **_OF,
)
def listing(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """リスト掲載サービスからの調達: listed on the day of procurement, as the officer checked it."""
    for cloud in live_clouds(dossier):
        if cloud.terms != PROCURED or cloud.confidential is False:
            continue
        subject, first = _subject(cloud), cloud.procured_on or cloud.starts_on
        if cloud.confidential is None:
            yield unknown(rule, subject, first, "要機密情報の取扱いの有無")
        else:
            yield _listed(dossier, rule, cloud, first)


def _listed(dossier: Dossier, rule: Rule, cloud: Cloud, first: date | None) -> Keep:
    """Listed on the day of procurement: by the imported list of that day, else as the officer checked it by then."""
    subject = _subject(cloud)
    excepted = bool(cloud.exception_reason and cloud.approved_on)
    note = f"クラウドサービス（{cloud.name}）はリスト外ですが、理由を付して利用承認を得ています。"
    listed, doubt = _standing(dossier, cloud, first)
    if listed is False and excepted:
        late = cloud.approved_on if first and cloud.approved_on and cloud.approved_on > first else None
        what = "利用承認を得る前に、リストに掲載されていないサービスを調達しています。"
        breaks = (Break(first, late - timedelta(days=1), what),) if late and first else ()
        return Keep(rule, subject, first, breaks, note=note)
    if doubt:
        return unknown(rule, subject, first, doubt)
    if listed:
        gone = _delisted_on(dossier, cloud, first)
        note = f"クラウドサービス（{cloud.name}）は調達後にリストから削除されました。"
        return Keep(rule, subject, first, note=note if gone else "", noted_on=gone)
    what = "リストに掲載されていないサービスを、理由及び利用承認なく調達しています。"
    return Keep(rule, subject, first, (Break(first, cloud.ends_on, what),) if first else ())


def _delisted_on(dossier: Dossier, cloud: Cloud, first: date | None) -> date | None:
    """The day within its use on which a service that was listed when procured was taken off the list."""
    if first is None:
        return None
    found, standing = listing_of(dossier, cloud, first)
    if standing not in {ListStanding.LISTED, ListStanding.RENEWING}:
        return None
    gone = dossier.shared.lists.withdrawn_on(found.number, first)
    return gone if gone and gone <= min(cloud.ends_on or dossier.end, dossier.end) else None


def _standing(dossier: Dossier, cloud: Cloud, first: date | None) -> tuple[bool | None, str]:
    """Whether a service stood on a list on a day (None: not known), and what makes it doubtful."""
    if first is None:
        return None, ""
    found, standing = listing_of(dossier, cloud, first)
    match standing:
        case ListStanding.LISTED | ListStanding.RENEWING:
            return True, ""
        case ListStanding.UNLISTED:
            return False, ""
        case ListStanding.EXPIRED:
            return None, f"調達日（{format_era(first)}）の登録（登録の有効期限を過ぎています）"
        case ListStanding.UNKNOWN_NUMBER:
            return None, found.doubt.rstrip("。") or "リストの登録番号（secops ismap check で候補を表示します）"
        case _:
            return _checked_by_hand(dossier, cloud, first)


def _checked_by_hand(dossier: Dossier, cloud: Cloud, first: date) -> tuple[bool | None, str]:
    """Before the first imported list: 掲載リスト and 掲載の確認日, looked up by the day of procurement."""
    if cloud.list_checked_on is None or cloud.list_standing not in {*LISTED, UNLISTED}:
        return None, "調達日の掲載の有無（掲載リストと確認日）"
    listed = cloud.list_standing in LISTED
    if cloud.list_checked_on > first:  # on the list or off it: another day's list
        return listed or False, f"調達日（{format_era(first)}）の掲載（確認日が調達日より後です）"
    if (first - cloud.list_checked_on).days > dossier.terms["list_check"]:
        days = full_width(dossier.terms["list_check"])
        return listed or False, f"調達日（{format_era(first)}）の掲載（確認日が調達日より{days}日を超えて前です）"
    return listed, ""


@rule(
    clause="cloud-use/assessment",
    deed="リスク評価及び許容の確認",
    do="リスクの評価を行い、許容できることを確認する",
    done_name="リスク評価日",
    breach="{}のリスクが許容できないと評価されたまま利用している",
    **_OF,
)
def assessment(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """リスク評価と許容の確認, before the use begins; using what was found not acceptable is a breach."""
    for cloud in _approvable(dossier):
        day = cloud.starts_on
        if cloud.acceptable is False and day:
            what = "リスクが許容できないと評価されています。"
            yield Keep(rule, _subject(cloud), day, (Break(day, cloud.ends_on, what),))
            continue
        lacking = () if cloud.acceptable else ("リスクの許容の有無",)
        yield _before_use(rule, cloud, cloud.assessed_on, lacking)
        yield from _assessed_again(dossier, rule, cloud)


def _assessed_again(dossier: Dossier, rule: Rule, cloud: Cloud) -> Iterator[Act]:
    """A service that was listed when procured and was taken off later is assessed anew."""
    first = cloud.procured_on or cloud.starts_on
    if first is None or cloud.terms != PROCURED:
        return
    gone = _delisted_on(dossier, cloud, first)
    if gone is None:
        return
    again = cloud.assessed_on if cloud.assessed_on and cloud.assessed_on >= gone else None
    yield Act(
        rule,
        Subject("cloud", cloud.id, f"{cloud.name}、リストからの削除後"),
        start=gone,
        due=plus(gone, dossier.terms["delisted_assessment"]),
        done=again,
        round=f"delisted-{gone.isoformat()}",
        grace=True,
    )


def _before_use(rule: Rule, cloud: Cloud, done: date | None, missing: tuple[str, ...] = ()) -> Act:
    day = cloud.starts_on
    return Act(rule, _subject(cloud), start=day, due=day, done=done, prior=True, missing=missing, limit="利用開始日")


@rule(
    clause="cloud-use/approval",
    deed="利用承認",
    do="担当職員の利用承認を得る",
    done_name="利用承認日",
    **_OF,
)
def approval(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """利用承認, before the use begins."""
    for cloud in _approvable(dossier):
        yield _before_use(rule, cloud, cloud.approved_on)


@rule(
    clause="cloud-use/precautions",
    deed="取扱上の注意点の提示",
    do="取扱上の注意点を示して提供する",
    done_name="注意点の提示日",
    **_OF,
)
def precautions(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """取扱上の注意点の提示, by the day the use begins."""
    for cloud in _approvable(dossier):
        day = cloud.starts_on
        lacking = () if said(cloud.precautions) else ("取扱上の注意点の内容",)
        yield Act(
            rule, _subject(cloud), start=day, due=day, done=cloud.precautions_on, missing=lacking, limit="利用開始日"
        )


@rule(
    clause="cloud-use/review",
    deed="利用状況の確認",
    do="利用状況を確認し、記録する",
    done_name="確認日",
    **_OF,
)
def review(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """利用状況の管理, every so many months while in use."""
    held: dict[str, list[date]] = {}
    for one in dossier.of(Review):
        if one.cloud and one.kind == REVIEW_USE and one.held_on:
            held.setdefault(one.cloud, []).append(one.held_on)
    for cloud in _approvable(dossier):
        if cloud.starts_on:
            until = min(cloud.ends_on or dossier.end, dossier.end)
            months = dossier.terms["cloud_review"]
            begins = max(day for day in (cloud.starts_on, dossier.contract.starts_on) if day)
            done = [day for day in held.get(cloud.id, []) if day <= until]
            yield from recurring(rule, _subject(cloud), begins, months, done=done, until=until)
