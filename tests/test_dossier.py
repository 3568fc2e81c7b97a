"""A dossier: the contract as in force on a day, its end, its first acceptance, its records."""

import dataclasses
from datetime import date

import pytest

from secops.catalog.load import load_edition
from secops.dossier import Dossier, Shared
from secops.records.contracts import Amendment, Assurance, Contract
from secops.records.organisations import Organisation, Person
from secops.records.work import Assignment

ENDS = date(2025, 2, 28)
EDITION = load_edition("meti-r6-kanto")
ORGANISATION = Organisation(id="o", name="株式会社甲", address="東京都架空区１", representative="代表取締役　甲野")
PERSON = Person(id="p", organisation="o", name="髙橋　一郎", nationality=("JP",))


def dossier(*records: Amendment | Assurance | Assignment, **contract: object) -> Dossier:
    known: dict[str, object] = {
        "id": "c",
        "code": "R6甲",
        "title": "調査事業",
        "concluded_on": date(2024, 7, 1),
        "starts_on": date(2024, 7, 8),
        "ends_on": ENDS,
        "contractor": "o",
        "addressee": "関東経済産業局甲課長",
        "edition": EDITION.id,
        "amount": 10_000_000,
    }
    kinds = {type(record) for record in records}
    return Dossier(
        contract=Contract(**{**known, **contract}),  # type: ignore[arg-type]
        edition=EDITION,
        terms=EDITION.terms,
        shared=Shared({"o": ORGANISATION}, {"p": PERSON}, {}, {}),
        records={kind: tuple(one for one in records if type(one) is kind) for kind in kinds},
    )


def amendment(concluded: date, **more: object) -> Amendment:
    return Amendment(id=concluded.isoformat(), contract="c", concluded_on=concluded, **more)  # type: ignore[arg-type]


DECEMBER, JANUARY = date(2024, 12, 1), date(2025, 1, 10)


@pytest.mark.parametrize(
    ("amendments", "on", "ends", "amount"),
    [
        pytest.param([], JANUARY, ENDS, 10_000_000, id="no amendment"),
        pytest.param(
            [{"concluded": DECEMBER, "ends_on": date(2025, 3, 31)}],
            date(2024, 11, 30),
            ENDS,
            10_000_000,
            id="the day before",
        ),
        pytest.param(
            [{"concluded": DECEMBER, "ends_on": date(2025, 3, 31)}],
            DECEMBER,
            date(2025, 3, 31),
            10_000_000,
            id="on its day",
        ),
        pytest.param(
            [{"concluded": DECEMBER, "effective_on": JANUARY, "amount": 8_000_000}],
            date(2025, 1, 9),
            ENDS,
            10_000_000,
            id="concluded, not yet in effect",
        ),
        pytest.param(
            [{"concluded": DECEMBER, "effective_on": JANUARY, "amount": 8_000_000}],
            JANUARY,
            ENDS,
            8_000_000,
            id="in effect",
        ),
        pytest.param([{"concluded": DECEMBER, "amount": 0}], DECEMBER, ENDS, 0, id="an amount of nought is one"),
        pytest.param(
            [
                {"concluded": JANUARY, "ends_on": date(2025, 3, 14)},
                {"concluded": DECEMBER, "ends_on": date(2025, 3, 31), "amount": 12_000_000},
            ],
            JANUARY,
            date(2025, 3, 14),
            12_000_000,
            id="the later over the earlier, blanks leave what was",
        ),
    ],
)
def test_a_contract_stands_as_amended_by_the_day(
    amendments: list[dict[str, object]], on: date, ends: date, amount: int
) -> None:
    records = [amendment(values.pop("concluded"), **values) for values in map(dict, amendments)]  # type: ignore[arg-type]
    contract = dossier(*records).on(on).contract
    assert (contract.ends_on, contract.amount) == (ends, amount)
    assert (contract.title, contract.addressee) == ("調査事業", "関東経済産業局甲課長")


def test_title_and_addressee_are_amended_too() -> None:
    changed = (
        dossier(amendment(DECEMBER, title="調査・分析事業", addressee="関東経済産業局乙課長")).on(DECEMBER).contract
    )
    assert (changed.title, changed.addressee) == ("調査・分析事業", "関東経済産業局乙課長")


def test_looking_at_a_day_leaves_the_dossier_as_it_was() -> None:
    whole = dossier(amendment(DECEMBER, ends_on=date(2025, 3, 31)))
    on_the_day = whole.on(DECEMBER)
    assert whole.contract.ends_on == ENDS
    assert on_the_day.on(DECEMBER) == on_the_day
    with pytest.raises(dataclasses.FrozenInstanceError):
        whole.contract = on_the_day.contract  # type: ignore[misc]


@pytest.mark.parametrize(
    ("contract", "end"),
    [
        pytest.param({}, ENDS, id="終了日"),
        pytest.param({"completed_on": date(2025, 2, 14)}, date(2025, 2, 14), id="業務完了日"),
        pytest.param({"completed_on": date(2025, 3, 14)}, date(2025, 3, 14), id="業務完了日 later"),
        pytest.param({"terminated_on": date(2024, 12, 20)}, date(2024, 12, 20), id="契約解除日"),
        pytest.param(
            {"terminated_on": date(2024, 12, 20), "completed_on": date(2024, 12, 10)}, date(2024, 12, 20), id="both"
        ),
    ],
)
def test_the_end_of_a_contract(contract: dict[str, date], end: date) -> None:
    assert dossier(**contract).end == end


def test_the_end_moves_with_an_amendment_unless_the_work_ended_before() -> None:
    longer = amendment(DECEMBER, ends_on=date(2025, 3, 31))
    assert dossier(longer).on(date(2024, 11, 30)).end == ENDS
    assert dossier(longer).on(DECEMBER).end == date(2025, 3, 31)
    assert dossier(longer, completed_on=date(2025, 3, 1)).on(DECEMBER).end == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("accepted", "first"),
    [
        pytest.param([], None, id="no assurance"),
        pytest.param([None], None, id="none accepted"),
        pytest.param([date(2024, 7, 10)], date(2024, 7, 10), id="accepted"),
        pytest.param([date(2024, 9, 1), None, date(2024, 7, 10)], date(2024, 7, 10), id="the first of several"),
    ],
)
def test_the_first_acceptance(accepted: list[date | None], first: date | None) -> None:
    revisions = (Assurance(id=str(number), revision=number, accepted_on=day) for number, day in enumerate(accepted, 1))
    assert dossier(*revisions).accepted_on == first


def test_records_are_found_by_kind_and_id() -> None:
    assignment = Assignment(id="a", person="p")
    whole = dossier(assignment)
    assert whole.of(Assignment) == (assignment,)
    assert whole.of(Assurance) == ()
    assert whole.find(Assignment, "a") is assignment
    assert whole.find(Assignment, "b") is None
    assert whole.find(Assurance, "a") is None


def test_people_and_organisations_are_called_by_their_names() -> None:
    whole = dossier()
    assert whole.name("o") == "株式会社甲"
    assert whole.name("") == "不明の事業者"
    assert whole.person("p").name == "髙橋　一郎"
    with pytest.raises(KeyError):
        whole.person("nobody")
