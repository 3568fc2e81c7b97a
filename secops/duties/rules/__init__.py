"""The rules, one module a heading of the 別記 (two of them halved). Importing this enters them all."""

from secops.duties.rules import (
    assurance,
    clouds,
    contents,
    information,
    measures,
    methods,
    personnel,
    regulations,
    software,
    subcontracting,
    systems,
    web,
)

__all__ = [
    "assurance",
    "clouds",
    "contents",
    "information",
    "measures",
    "methods",
    "personnel",
    "regulations",
    "software",
    "subcontracting",
    "systems",
    "web",
]
