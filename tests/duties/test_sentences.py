"""Every sentence of every rule is a whole Japanese one, in each state it can be in."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from builders import INTERIM, a_person, an_assignment, good_standing, said, with_changed, with_people, with_records

from secops.duties import assess as _assess  # noqa: F401  importing it enters the rules
from secops.duties.rule import RULES, Rule
from secops.duties.states import Act, Break, Duty, Keep, State, Subject
from secops.duties.wording import headline, message, named, next_step, reasons

ON = date(2024, 10, 31)
DAY = timedelta(days=1)
SUBJECT = Subject("assignment", "a1", "髙橋　一郎")
CONTRACT = Subject("contract", "c1", "R6後継者")
_UNFILLED = re.compile(r"\{|\}|None|True|False|\d{4}-\d{2}-\d{2}|State\.|secops")


def acts(rule: Rule, subject: Subject) -> Iterator[Act]:
    """An Act of a rule in each state, with and without a due day, with and without something missing."""
    for missing in ((), ("国籍", "実績")):
        for prior in (False, True):
            for due in (ON - DAY, ON, ON + DAY, None):
                for done in (None, ON - 2 * DAY, ON):
                    for start in (ON - 9 * DAY, ON + DAY, None):
                        for limit in ("", "従事開始日"):
                            yield Act(rule, subject, start, due, done, prior=prior, missing=missing, limit=limit)


def keeps(rule: Rule, subject: Subject) -> Iterator[Keep]:
    """A Keep of a rule in each state, with open and ended breaks."""
    yield Keep(rule, subject, ON + DAY)
    yield Keep(rule, subject, None)
    yield Keep(rule, subject, ON)
    yield Keep(rule, subject, ON, unknown=("受入れの有無", "実施日"))
    for last in (None, ON):
        yield Keep(rule, subject, ON, (Break(ON, last, "責任者が置かれていません。"),))


def forms(rule: Rule) -> Iterator[Duty]:
    """The shapes a rule's words are made for: done days, or something kept; anything may be unknown or to come."""
    for subject in (SUBJECT, CONTRACT):
        if rule.done_name:
            yield from acts(rule, subject)
        for keep in keeps(rule, subject):
            state = keep.state(ON)
            if state in {State.NOT_BEGUN, State.UNKNOWN} or rule.breach or (rule.kept and state is State.DONE):
                yield keep


@pytest.mark.parametrize("clause", sorted(RULES))
def test_every_state_of_every_rule_is_said_in_whole_sentences(clause: str) -> None:
    rule = RULES[clause][0]
    states = set()
    for duty in forms(rule):
        state = duty.state(ON)
        states.add(state)
        what, step = message(duty, ON), next_step(duty, ON)
        assert what.endswith("。"), (state, what)
        assert step == "" or step.endswith("。"), (state, step)
        for sentence in (what, step):
            assert not _UNFILLED.search(sentence), sentence
            assert not re.search("。。|、、|、。|（）|のの|^の|^は|^が|^を", sentence), sentence
        if state in {State.OVERDUE, State.PENDING, State.UNKNOWN, State.BREACHED}:
            assert step, (state, what)
    assert {State.NOT_BEGUN, State.UNKNOWN} < states


@pytest.mark.parametrize("clause", sorted(RULES))
def test_every_drafted_reason_gives_its_ground(clause: str) -> None:
    rule = RULES[clause][0]
    for duty in forms(rule):
        drafted = reasons([duty], ON, None)
        assert not _UNFILLED.search(drafted), drafted
        assert drafted == "" or re.search(r"ため(（[^）]+）)?。$", drafted), drafted
        if duty.state(ON) in {State.OVERDUE, State.PENDING, State.BREACHED, State.NOT_BEGUN, State.AFTERWARDS}:
            assert drafted, duty.state(ON)


@pytest.mark.parametrize("clause", sorted(RULES))
def test_the_words_of_a_rule_fit_together(clause: str) -> None:
    rule = RULES[clause][0]
    assert rule.done_name or rule.kept or rule.breach, "neither an Act nor a Keep can be told of"
    assert not rule.do.endswith("。")
    assert rule.kept == "" or rule.kept.endswith("。")
    assert not rule.breach.endswith(("。", "ため"))
    assert not rule.not_begun.endswith(("。", "ため"))
    for words in (rule.of, rule.unit):
        assert words.count("{}") == (1 if words else 0)
    assert "当省" not in rule.deed + rule.do + rule.kept + rule.breach + rule.not_begun  # only inside quotations


def test_the_example_of_the_specification_to_the_letter() -> None:
    person = a_person("p", "氏名")
    late = an_assignment("p", starts_on=date(2024, 7, 1), disclosed_on=date(2024, 7, 5))
    rule = RULES["personnel/disclosure"][0]
    duty = Act(
        rule,
        Subject("assignment", "a", "氏名"),
        start=date(2024, 7, 1),
        due=date(2024, 7, 1),
        done=date(2024, 7, 5),
        prior=True,
        limit="従事開始日",
    )
    sentence = "従事者（氏名）の提示日（令和６年７月５日）が従事開始日（令和６年７月１日）より後です。"
    assert message(duty, INTERIM) == sentence
    # The same from records: someone who came after an acceptance on 28 June.
    dossier = with_changed(
        good_standing(concluded_on=date(2024, 6, 20)), "assurance-1", submitted_on=None, accepted_on=date(2024, 6, 28)
    )
    dossier = with_records(with_people(dossier, person), late)
    assert said(dossier, "personnel/disclosure", INTERIM, late.id)[0] == sentence


RULE = Rule(clause="personnel/disclosure", deed="情報の提示", do="情報を提示する", of="従事者（{}）", unit="従事者{}名")


def test_a_subject_is_named_and_the_contract_is_not_taken_for_one() -> None:
    of_person = Act(RULE, SUBJECT, None, None, None)
    of_contract = Keep(RULE, CONTRACT, None)
    assert (named(of_person), headline(of_person)) == ("従事者（髙橋　一郎）", "従事者（髙橋　一郎）の情報の提示")
    assert (named(of_contract), headline(of_contract)) == ("", "情報の提示")


def test_reasons_are_grouped_by_rule_state_and_the_day_they_promise() -> None:
    def pending(name: str, due: date) -> Act:
        return Act(RULE, Subject("assignment", name, name), start=ON, due=due, done=None)

    overdue = Act(RULE, Subject("assignment", "丁", "丁"), start=ON - 9 * DAY, due=ON - DAY, done=None)
    soon, later = date(2024, 11, 10), date(2024, 11, 20)
    drafted = reasons([pending("甲", soon), overdue, pending("乙", later), pending("丙", soon)], ON, None)
    assert drafted.splitlines() == [
        "従事者２名（甲、丙）の情報の提示を令和６年１１月１０日までに実施予定のため。",
        "従事者１名（丁）の情報の提示が期限までに行われていないため。",
        "従事者１名（乙）の情報の提示を令和６年１１月２０日までに実施予定のため。",
    ]


def test_no_reason_promises_what_no_record_plans() -> None:
    undated = Act(RULE, SUBJECT, start=ON, due=None, done=None)
    assert reasons([undated], ON, None) == "従事者１名（髙橋　一郎）の情報の提示が未了のため。"
    assert "予定" not in reasons([Keep(RULE, SUBJECT, None)], ON, None)
