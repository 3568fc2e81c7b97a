"""secops matrix: all contracts of the demo side by side."""

from collections import Counter
from pathlib import Path

MARKS = {"実施": "実", "未実施": "未", "該当なし": "該", "要確認": "要"}


def test_each_contract_has_a_line_with_seventeen_marks_its_counts_and_its_next_due_day(secops, demo: Path) -> None:
    said = secops("matrix")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "令和６年１１月１５日現在"
    headings = lines[2].split()
    assert headings == ["略号", *(f"{number})" for number in range(1, 18)), *MARKS, "次の期限"]
    rows = {cells[0]: cells[1:] for cells in map(str.split, lines[3:6])}
    whole = secops("matrix", "--json").json
    assert list(rows) == [one["contract"] for one in whole["contracts"]]
    for one in whole["contracts"]:
        marks, counts, due = rows[one["contract"]][:17], rows[one["contract"]][17:21], rows[one["contract"]][21:]
        assert marks == [MARKS[one["proposed"][str(number)]] for number in range(1, 18)]
        assert counts == [str(one["counts"][name]) for name in MARKS]
        late = "（超過）" if one["next_due"] and one["next_due"] < whole["on"] else ""
        assert due == ([one["next_due"] + late] if one["next_due"] else [])
    assert lines[6].split() == ["計", *(str(whole["counts"][name]) for name in MARKS)]
    assert lines[-1] == "実 実施  未 未実施  該 該当なし  要 要確認"


def test_the_matrix_says_what_assess_says_of_each_contract(secops, demo: Path) -> None:
    whole = secops("matrix", "--on", "2024-10-31", "--json").json
    assert (whole["format"], whole["on"], len(whole["contracts"])) == (1, "2024-10-31", 3)
    total: Counter[str] = Counter()
    for one in whole["contracts"]:
        items = secops("assess", one["contract"], "--on", "2024-10-31", "--json").json["items"]
        assert one["proposed"] == {str(item["item"]): item["proposed"] for item in items}
        assert [entry["title"] for entry in whole["items"]] == [item["title"] for item in items]
        undone = [
            duty["due"]
            for item in items
            for duty in item["duties"]
            if duty["due"] and duty["state"] in {"超過", "期限内", "発生前"}
        ]
        assert one["next_due"] == min(undone, default=None)
        assert one["counts"] == {name: list(one["proposed"].values()).count(name) for name in MARKS}
        total.update(one["counts"])
    assert whole["counts"] == dict(total)


def test_a_past_day_says_once_that_undated_fields_are_read_as_now(secops, demo: Path) -> None:
    assert secops("matrix", "--on", "2024-10-31").err == "日付のない項目（有無・備考など）は現在の値で読んでいます。\n"
    assert secops("matrix").err == ""
    assert secops("matrix", "--on", "2025-10-31").err == ""


def test_an_empty_workspace_has_an_empty_matrix(secops) -> None:
    assert secops("init").status == 0
    said = secops("matrix")
    assert (said.status, said.out, said.err) == (0, "", "契約が登録されていません。\n")
    whole = secops("matrix", "--json").json
    assert (whole["items"], whole["contracts"]) == ([], [])
