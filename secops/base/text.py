"""Japanese text: what may be entered, what counts as the same name, what a search finds."""

import re
import unicodedata
from collections.abc import Iterable

# Characters that names really have. Unicode gives compatibility ideographs (塚 U+FA10, 神 U+FA19 …) a canonical
# decomposition, so even NFC would replace them by the common form: they are left as they are written.
_COMPATIBILITY_IDEOGRAPHS = re.compile(r"([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_VARIATION_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d]")
_SPACES = re.compile(r"\s+")

# Forms of one character in names, folded for searching only, never for identity.
_VARIANTS = str.maketrans(
    "髙﨑邉邊齋齊斎濵濱桒栁廣澤國𠮷曻德惠眞櫻龍條嶋嶌冨圓靜壽鷗籔",
    "高崎辺辺斉斉斉浜浜桑柳広沢国吉昇徳恵真桜竜条島島富円静寿鴎薮",
)
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")


def _normalise(form: str, text: str) -> str:
    """Normalise all but the compatibility ideographs."""
    pieces = _COMPATIBILITY_IDEOGRAPHS.split(text)
    return "".join(
        piece if index % 2 else unicodedata.normalize(form, piece)  # type: ignore[arg-type]
        for index, piece in enumerate(pieces)
    )


def clean(text: str, *, lines: bool = False) -> str:
    """Return the text as it is kept: composed (NFC), trimmed, line ends as ``\\n``.

    Raises ValueError naming the first character that may not stand in a record: control characters, lone
    surrogates, characters that turn the direction of writing, and line breaks unless ``lines``.
    """
    visible = "".join(character for character in text if character not in _INVISIBLE)
    composed = _normalise("NFC", visible.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    for character in composed:
        if character == "\n" and lines:
            continue
        # Cc control, Cs lone surrogate, Zl and Zp line ends of another kind; U+FFFE and U+FFFF no XML can hold.
        if (
            unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
            or character in _BIDI_CONTROLS
            or ord(character) & 0xFFFE == 0xFFFE
        ):
            what = "改行" if character == "\n" else f"使えない文字（U+{ord(character):04X}）"
            raise ValueError(f"{what}を含まない文字列")
    return composed


def identity(text: str) -> str:
    """Return what decides whether two names are the same: NFKC, spaces ignored, letter case and variants kept."""
    return _SPACES.sub("", _normalise("NFKC", text))


def search_key(text: str) -> str:
    """Return the text as a search compares it: widths, case, spaces, kana and variant characters folded."""
    folded = unicodedata.normalize("NFKC", _VARIATION_SELECTORS.sub("", text)).casefold()
    return _SPACES.sub("", folded.translate(_VARIANTS).translate(_HIRAGANA_TO_KATAKANA))


def summed_up(names: Iterable[str], unit: str, *, most: int = 3) -> str:
    """Name a few of many: 「従事者３名（甲、乙、丙）」 has ``unit`` 「従事者{}名」; past ``most`` with 「ほか」."""
    listed = list(dict.fromkeys(names))
    count = str(len(listed)).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    shown = "、".join(listed[:most]) + ("ほか" if len(listed) > most else "")
    return f"{unit.format(count)}（{shown}）"
