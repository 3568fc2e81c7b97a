"""Reading what an officer typed into the form of an answer, with what is wrong beside each field."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from secops.actions.answers import Reply
from secops.base.errors import Fault
from secops.duties.assess import needs_basis
from secops.duties.fold import Standing
from secops.exchange.directory import Directory
from secops.exchange.drafts import Cell, values_of
from secops.records.registry import KINDS
from secops.records.reports import DONE, STATUSES

FIELDS = ("status", "reason", "basis", "planned_on")  # of the record kind 「answer」


def read_reply(standing: Standing, typed: Mapping[str, str]) -> tuple[Reply | None, dict[str, str]]:
    """Return the reply, or None and a sentence for each field that cannot stay as it is."""
    kind = KINDS["answer"]
    nobody = Directory(lambda _cls: ())  # the form holds no reference
    cells = [Cell(kind.field(name), typed.get(name, ""), name) for name in FIELDS]
    values, found = values_of(cells, nobody, "")
    faults = {fault.where: str(Fault("", fault.what, fault.expected)) for fault in found}
    said = {name: cast("str", values.get(name, "")) for name in ("status", "reason", "basis")}
    for name, sentence in _lacking(standing, **said).items():
        faults.setdefault(name, sentence)
    if faults:
        return None, faults
    return Reply(standing.item.number, planned_on=cast("date | None", values.get("planned_on")), **said), {}


def _lacking(standing: Standing, status: str, reason: str, basis: str) -> dict[str, str]:
    if status not in STATUSES:
        return {"status": f"{'、'.join(STATUSES)}のいずれかを選んでください。"}
    lacking = {}
    if status != DONE and not reason:
        lacking["reason"] = f"{status}には理由が必要です（別葉に印字します）。"
    if needs_basis(standing, status) and not basis:
        lacking["basis"] = f"提案（{standing.proposed}）によらない回答には、判断の根拠が必要です（印字しません）。"
    return lacking
