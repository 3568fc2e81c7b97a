"""How a cloud service of a contract stands on the imported lists (別記 13))."""

from datetime import date

from secops.dossier import Dossier
from secops.ismap.history import ListStanding
from secops.ismap.matching import Match, match
from secops.records.clouds import Cloud, Link


def match_of(dossier: Dossier, cloud: Cloud) -> Match:
    """Return which listed service a recorded one is, a person's latest pick first."""
    picks = [one for one in dossier.of(Link) if one.cloud == cloud.id and one.linked_on]
    picked = max(picks, key=lambda one: one.linked_on or date.min).registration_no if picks else ""
    return match(cloud.name, cloud.registration_no, dossier.shared.lists, aliases=dossier.shared.aliases, picked=picked)


def listing_of(dossier: Dossier, cloud: Cloud, day: date) -> tuple[Match, ListStanding]:
    """Return the match of a service and how it stood on a day; a number in doubt stands nowhere for certain."""
    if not dossier.shared.lists.covers(day):
        return Match(), ListStanding.NO_LIST
    found = match_of(dossier, cloud)
    if not found.number or found.doubt:
        return found, ListStanding.UNKNOWN_NUMBER
    return found, dossier.shared.lists.standing(found.number, day)
