"""The README says what is so: its commands exist, its command lines parse, its test line is the one that CI runs."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from secops.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def command_lines() -> list[str]:
    """Return every line of a code block that calls secops, its continuations joined, without the prompt."""
    shown = (body for language, body in BLOCKS if language in {"", "console", "sh"})
    joined = "\n".join(shown).replace("\\\n", " ")
    return [line.removeprefix("$ ") for line in joined.splitlines() if re.match(r"(\$ )?secops\b", line)]


def words_of(line: str) -> list[str]:
    """Split a command line as a shell does; what stands after a pipe is another program's."""
    return shlex.split(line.partition(" | ")[0])[1:]


def test_the_readme_shows_the_way_from_init_to_report() -> None:
    lines = command_lines()
    assert len(lines) >= 10
    for command in ("demo", "init", "add", "import", "assess", "duties", "answer", "report", "verify"):
        assert any(line.startswith(f"secops {command}") for line in lines), command


@pytest.mark.parametrize("line", command_lines())
def test_every_command_line_of_the_readme_parses(line: str) -> None:
    name, *rest = words_of(line) or [""]
    if name:
        context = click.Context(cli, info_name="secops")
        command = cli.get_command(context, name)
        assert command is not None, f"no command {name}"
        made = command.make_context(name, rest, parent=context)  # raises for what it cannot take
        if isinstance(command, click.Group) and rest:
            sub_name, sub, arguments = command.resolve_command(made, rest)
            assert sub is not None
            sub.make_context(sub_name, arguments, parent=made)


def test_every_command_stands_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"secops {name}" not in README] == []


def test_no_option_is_named_that_there_is_not() -> None:
    named = set(re.findall(r"`(--[a-z-]+)", README))
    known = {option for option, _ in options()}
    assert named - known == set()


def options() -> list[tuple[str, str]]:
    """Return every option of the program, its commands and those of its groups."""
    context = click.Context(cli)
    commands = [cli, *(cli.get_command(context, name) for name in COMMANDS)]
    groups = [one for one in commands[1:] if isinstance(one, click.Group)]
    commands += [group.get_command(context, name) for group in groups for name in group.list_commands(context)]
    return [
        (option, command.name or "")
        for command in commands
        if command
        for one in command.get_params(context)
        for option in one.opts
    ]


def test_ci_finds_the_test_command_in_the_readme() -> None:
    found = subprocess.run(["bash", ROOT / ".ci/run", "--show"], capture_output=True, text=True, check=True, timeout=60)
    (line,) = found.stdout.splitlines()
    assert f"\n{line}\n" in README
    assert "python3 -m venv" in line
    assert ".[test]" in line
    assert line.rpartition("&& ")[2].endswith("pytest")


def test_the_readme_covers_every_item() -> None:
    for number in range(1, 18):
        assert re.search(rf"^\| {number}\) \|", README, re.MULTILINE), number
