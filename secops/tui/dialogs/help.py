"""What a screen is for and its keys, read from the keys themselves."""

from collections.abc import Iterable

from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen

from secops.tui.dialogs.message import MessageDialog
from secops.tui.marks import paint

_KEYS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "question_mark": "?",
    "f1": "F1",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
}


def help_dialog(heading: str, purpose: str, screen: Screen[object]) -> MessageDialog:
    """Return the dialog for a screen: one paragraph, then every key that works on it now."""
    lines = [Content(purpose), Content("")]
    for keys, what in keys_of(screen.active_bindings.values()):
        lines.append(Content.assemble(paint(f"{'・'.join(keys):<14}", "near"), what))
    return MessageDialog(f"{heading}の説明", Content("\n").join(lines))


def keys_of(bindings: Iterable[ActiveBinding]) -> list[tuple[list[str], str]]:
    """Return the keys of each action that says in Japanese what it does, in order."""
    found: dict[str, list[str]] = {}
    for active in bindings:
        binding = active.binding
        if binding.description and not binding.description.isascii():
            found.setdefault(binding.description, []).append(_KEYS.get(binding.key, binding.key))
    return [(keys, what) for what, keys in found.items()]
