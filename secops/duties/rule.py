"""A rule: one clause's words, and the function that reads a dossier and yields its duties.

The words are put together into sentences by :mod:`secops.duties.wording`, only when they are shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secops.dossier import Dossier
    from secops.duties.states import Duty


@dataclass(frozen=True, slots=True)
class Rule:
    """The words of one clause.

    ``{}`` in ``of`` stands for the subject's name, in ``unit`` for a number of subjects.
    """

    clause: str  # the name by which an edition numbers it: 「personnel/disclosure」
    deed: str  # what is done or kept, as a noun: 「情報の提示」
    do: str  # what to do, in the dictionary form: 「担当職員に…を提示する」
    of: str = ""  # 「従事者（{}）」; blank: the contract itself
    whole: str = ""  # the deed where the subject is the contract itself, when ``deed`` alone would not say of what
    unit: str = ""  # 「従事者{}名」, to sum up many subjects
    done_name: str = ""  # what the done day is called: 「提示日」
    kept: str = ""  # a Keep that holds, as a sentence
    breach: str = ""  # why 未実施 when a Keep is broken, before 「ため。」; ``{}`` the subjects
    not_begun: str = ""  # why nothing is asked yet, before 「ため」: 「業務が終了していない」
    after: str = ""  # after what it will be due: 「業務終了後」
    method: bool = False  # the duty that the promise stands in the assurance: it lowers an answer and never makes one

    @property
    def prefix(self) -> str:
        """The clause's family: 「personnel」."""
        return self.clause.partition("/")[0]


Produce = Callable[["Dossier", Rule], Iterator["Duty"]]

RULES: dict[str, tuple[Rule, Produce]] = {}


def rule(**words: str) -> Callable[[Produce], Produce]:
    """Tie a function to a clause. Words as in :class:`Rule`. Raises ValueError when the clause has a rule."""

    def enter(produce: Produce) -> Produce:
        made = Rule(**words)  # type: ignore[arg-type]
        if made.clause in RULES:
            raise ValueError(f"two rules for {made.clause}")
        RULES[made.clause] = (made, produce)
        return produce

    return enter
