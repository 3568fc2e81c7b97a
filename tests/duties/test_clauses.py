"""Rules are tied to clauses of the edition by name, and no clause of items 1)–5) is without a rule."""

from collections import Counter

import pytest
from builders import EDITION

from secops.duties import assess as _assess  # noqa: F401  importing it enters the rules
from secops.duties.rule import RULES, rule

# 従事者の限定 needs the devices and copies that people hold (items 6, 7).
WITHOUT_A_RULE = {"personnel/limitation"}


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_clause_of_every_rule_stands_in_the_edition(name: str) -> None:
    assert RULES[name][0].clause == name
    assert EDITION.clause(name).name == name


@pytest.mark.parametrize("number", range(1, 6))
def test_every_clause_of_the_first_items_has_a_rule(number: int) -> None:
    lacking = {clause.name for clause in EDITION.item(number).clauses if clause.name not in RULES}
    assert lacking <= WITHOUT_A_RULE


@pytest.mark.parametrize("number", [item.number for item in EDITION.items[2:]])
def test_every_item_after_2_asks_for_its_method(number: int) -> None:
    rules = [RULES[clause.name][0] for clause in EDITION.item(number).clauses if clause.name in RULES]
    assert len([rule for rule in rules if rule.method]) == 1


def test_the_clauses_of_the_first_items_are_those_of_the_bekki_and_the_guideline() -> None:
    counted = {number: Counter(clause.basis.value for clause in EDITION.item(number).clauses) for number in range(1, 6)}
    assert counted == {
        1: {"別記": 6},
        2: {"別記": 2},
        3: {"別記": 3},
        4: {"別記": 6},
        5: {"別記": 6, "契約書": 1, "募集要領": 4},
    }


def test_two_rules_for_one_clause_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="two rules for personnel/disclosure"):
        rule(clause="personnel/disclosure", deed="情報の提示", do="提示する")(lambda _dossier, _rule: iter(()))
    assert RULES["personnel/disclosure"][0].done_name == "提示日"
