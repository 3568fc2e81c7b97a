"""Contradictions among the records of information, its disposal, and the services it lies in (別記 6)–9), 12))."""

from collections.abc import Iterator
from datetime import date

from secops.base.dates import format_era
from secops.dossier import Dossier
from secops.duties.contradiction import Contradiction
from secops.duties.rules.clouds import live_clouds
from secops.duties.rules.information import (
    assigned_on,
    copy_subject,
    live_copies,
    live_devices,
    target_name,
    target_of,
)
from secops.records.information import CONFIDENTIAL, Asset, Disclosure, Disposal
from secops.records.measures import Incident


def of_information(dossier: Dossier) -> Iterator[Contradiction]:
    """Yield them all."""
    for find in (
        _held_by_nobody,
        _disposal_before,
        _certified_before,
        _confidential,
        _not_announced,
        _undeclared,
        _leaked,
    ):
        yield from find(dossier)


def _held_by_nobody(dossier: Dossier) -> Iterator[Contradiction]:
    held = [(f"device:{one.id}", "devices", one.name, one.person, one.brought_on) for one in live_devices(dossier)]
    held += [
        (f"copy:{one.id}", "copies", copy_subject(dossier, one).label, one.person, one.made_on)
        for one in live_copies(dossier)
    ]
    for key, slug, name, person_id, day in held:
        if person_id and day and not assigned_on(dossier, person_id, day):
            person = dossier.person(person_id).name
            sides = (f"{name}（{person}、{format_era(day)}）", f"従事者配置 {person}なし")
            text = f"「{name}」を{person}が持っていますが、{format_era(day)}の従事者配置がありません。"
            yield Contradiction(f"holder:{key}", dossier.edition.number_of(slug), sides, text)


def _disposal_before(dossier: Dossier) -> Iterator[Contradiction]:
    began: dict[str, date | None] = {one.id: one.received_on for one in dossier.of(Asset)}
    began |= {one.id: one.made_on for one in live_copies(dossier)}
    began |= {one.id: one.brought_on for one in live_devices(dossier)}
    for disposal in dossier.of(Disposal):
        first, day = began.get(target_of(disposal)), disposal.executed_on
        if first and day and day < first:
            name = target_name(dossier, disposal)
            sides = (f"{disposal.method} {format_era(day)}", f"受領・作成・持込み {format_era(first)}")
            text = (
                f"「{name}」の{disposal.method}（{format_era(day)}）が、その受領等（{format_era(first)}）より前です。"
            )
            yield Contradiction(f"disposal-before:{disposal.id}", dossier.edition.number_of("disposal"), sides, text)


def _certified_before(dossier: Dossier) -> Iterator[Contradiction]:
    for disposal in dossier.of(Disposal):
        for day, what in ((disposal.certified_on, "証明書の提出日"), (disposal.confirmed_on, "担当職員の確認日")):
            done = disposal.executed_on
            if day and done and day < done:
                name = target_name(dossier, disposal)
                sides = (f"{what} {format_era(day)}", f"実施日 {format_era(done)}")
                text = f"「{name}」の{what}（{format_era(day)}）が実施日（{format_era(done)}）より前です。"
                yield Contradiction(
                    f"certified-before:{disposal.id}:{what}", dossier.edition.number_of("disposal"), sides, text
                )


def _confidential(dossier: Dossier) -> Iterator[Contradiction]:
    clouds = {one.id: one for one in live_clouds(dossier) if one.confidential is False}
    assets = {asset.id: asset for asset in dossier.of(Asset)}
    kept = [(asset.id, asset, asset.cloud) for asset in assets.values()]
    kept += [(copy.id, assets[copy.asset], copy.cloud) for copy in live_copies(dossier)]
    for key, asset, cloud_id in kept:
        cloud = clouds.get(cloud_id)
        if cloud and asset.classification in CONFIDENTIAL:
            sides = (f"{asset.name}（{asset.classification}）", f"{cloud.name}（要機密情報の取扱い 無）")
            text = f"{asset.classification}の「{asset.name}」が、要機密情報を取り扱わないとした「{cloud.name}」にあります。"
            yield Contradiction(f"confidential:{key}", dossier.edition.number_of("public-cloud"), sides, text)


def _not_announced(dossier: Dossier) -> Iterator[Contradiction]:
    accepted = dossier.accepted_on
    for cloud in live_clouds(dossier):
        if accepted and cloud.starts_on and cloud.starts_on > accepted and not cloud.change:
            sides = (
                f"{cloud.name}（利用開始 {format_era(cloud.starts_on)}）",
                f"確認書類（了承 {format_era(accepted)}）",
            )
            text = f"確認書類の了承後に利用を開始した「{cloud.name}」を届け出た体制等の変更がありません。"
            yield Contradiction(f"unannounced:{cloud.id}", dossier.edition.number_of("cloud-use"), sides, text)


def _leaked(dossier: Dossier) -> Iterator[Contradiction]:
    for incident in dossier.of(Incident):
        if incident.kind == "漏えい" and incident.leaked is False and not incident.suspected:
            sides = ("種別 漏えい", "漏えいの有無 無")
            text = f"インシデント（{incident.title}）の種別は漏えいですが、漏えいの有無は無です。"
            yield Contradiction(f"leak:{incident.id}", dossier.edition.number_of("confidentiality"), sides, text)


def _undeclared(dossier: Dossier) -> Iterator[Contradiction]:
    live = [one for one in dossier.of(Disclosure) if not one.cancelled]
    if live and dossier.contract.discloses is False:
        sides = ("契約の「外部提供」無", f"外部提供の記録 {len(live)}件")
        number = dossier.edition.number_of("confidentiality")
        text = "契約では「外部提供」を無としていますが、外部提供の記録があります。"
        yield Contradiction(f"scope:{number}", number, sides, text)
