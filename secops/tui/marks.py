"""Marks: a kanji and a look for each state word, so that nothing is told by colour alone."""

from typing import NamedTuple

from textual.content import Content


class Mark(NamedTuple):
    """A short text and its look: good, bad, doubt, near, quiet, strong, or "" for plain text."""

    text: str
    look: str


_LOOKS = {
    "実施": "good",
    "未実施": "bad",
    "該当なし": "quiet",
    "要確認": "doubt",
    "履行": "good",
    "遅延": "doubt",
    "事後": "doubt",
    "超過": "bad",
    "違反": "bad",
    "不明": "doubt",
    "期限内": "near",
    "発生前": "quiet",
    "今週": "near",
    "今月": "near",
    "以降": "quiet",
    "掲載": "good",
    "不掲載": "bad",
    "更新審査中": "near",
    "期限経過": "doubt",
    "登録番号不明": "doubt",
    "リスト未取込": "doubt",
}
STYLES = {
    "good": "$text-success",
    "bad": "bold $text-error",
    "doubt": "$text-warning",
    "near": "$text-accent",
    "quiet": "$text-muted",
    "strong": "bold",
    "": "",
}
NONE = Mark("－", "quiet")  # no answer yet


def word(text: str) -> Mark:
    """The whole word with its look: 「未実施」."""
    return Mark(text, _LOOKS.get(text, ""))


def short(text: str) -> Mark:
    """The word's first kanji, two cells wide, with its look: 「未」; 「－」 for a blank word."""
    return Mark(text[0], _LOOKS.get(text, "")) if text else NONE


def content(mark: Mark) -> Content:
    """The mark for widgets that draw Content, in colours of the theme."""
    return Content.styled(mark.text, STYLES[mark.look])


def paint(text: str, look: str) -> Content:
    """Any text in a look; what it says is never read as markup."""
    return Content.styled(text, STYLES[look])
