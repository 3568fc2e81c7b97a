"""A fictional workspace to try secops on: fixed dates, made-up companies, people and services (架空)."""

from datetime import date
from pathlib import Path

from secops.actions.answers import answer_settled
from secops.actions.demo import logistics, successor, survey
from secops.actions.demo.company import company
from secops.actions.demo.lists import fictional_lists
from secops.actions.records import By
from secops.store.store import Store

DEMO_DAY = date(2024, 11, 15)
DEMO_CODE = successor.CODE
DEMO_AS_OF = successor.AS_OF
DEMO_BY = By("secops demo", "架空の契約による試用")


def build_demo(folder: Path) -> Store:
    """Make a workspace with three fictional contracts and return it open.

    「R6後継者」 has open points and its interim report answered; 「R6調査」 has ended, all in good order; 「R6物流」 is
    still to be settled and answered.
    """
    store = Store.create(folder)
    with store.write(DEMO_BY.actor, DEMO_BY.reason) as writer:
        ours = company(writer)
        for imported in fictional_lists():
            writer.add_list(imported)
        successor.enter(writer, ours)
        logistics.enter(writer, ours)
        survey.enter(writer, ours)
    answer_settled(store, DEMO_CODE, DEMO_AS_OF, DEMO_BY)
    return store
