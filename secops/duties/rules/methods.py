"""The method of each item 3)–17) stands in the accepted assurance (別記 1) 「遵守の方法」)."""

from secops.duties.common import method_duty
from secops.duties.rule import RULES, Rule

_FAMILIES = (
    "audits", "personnel", "subcontracting", "devices", "copies", "disposal", "confidentiality", "measures",
    "incidents", "public-cloud", "procured-cloud", "cloud-use", "systems", "contents", "web",
)  # fmt: skip

for _family in _FAMILIES:
    _rule = Rule(
        clause=f"{_family}/method",
        deed="遵守の方法の了承",
        do="遵守の方法を定めて担当職員に提示し、了承を得る",
        done_name="了承日",
        method=True,
    )
    RULES[_rule.clause] = (_rule, method_duty)
