"""Word templates: a .docx that a person edits, with Jinja tags in its visible text, filled to the letter.

docxtpl reads the file once and mends the tags that Word split into several runs. The result is compiled once, in a
sandbox; each paper then costs one rendering, one deflation and one check that the XML is whole. (docxtpl's own
rendering parses with ``recover=True`` and so loses text silently: nothing here recovers.)
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secops.base.errors import DataError, InputError
from secops.documents.package import Part, read_parts, write_parts
from secops.documents.properties import DECLARATION, Properties, make_room, property_parts
from secops.documents.slots import COUNTERS, UnfitTemplateError, used_slots

if TYPE_CHECKING:
    import jinja2

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FILLED = re.compile(r"wordprocessingml\.(document\.main|header|footer|footnotes|endnotes)\+xml$")
_TAG = re.compile(r"\{[{%#]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n?|\n")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_CONTROL_ID = '<w:id w:val="each"/>'  # no value can print this: its signs would be escaped


class _UnprintableError(Exception):
    """A value holds a character that XML has no place for."""


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template, read, checked and compiled."""

    name: str  # of the file, for messages
    sha256: str
    _parts: tuple[Part, ...]
    _compiled: Mapping[str, "jinja2.Template"]  # by the name of the part it fills

    @classmethod
    def load(cls, path: Path, slots: frozenset[str]) -> "Template":
        """Read a template that must name exactly the slots given; that of each row of a list is ``rows.label``.

        Raises DataError, naming the file and the slots or the reason.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise DataError(f"様式「{path}」を読めません（{error.strerror}）。") from error
        parts = make_room(read_parts(raw, path.name), path.name)
        sources = _read_sources(raw, path.name)
        environment = _make_environment(slots)
        _check_slots(environment, sources, slots, path.name)
        compiled = {part: environment.from_string(source) for part, source in sources.items()}
        return cls(path.name, hashlib.sha256(raw).hexdigest(), parts, compiled)

    def render(self, values: Mapping[str, object], properties: Properties) -> bytes:
        """Fill the template. The same values and properties give the same bytes.

        Raises InputError, naming the slot, for a character that cannot stand in a Word file.
        """
        for where, text in (("文書の題名", properties.title), *properties.custom.items()):
            if _NOT_XML.search(text):
                raise _unprintable(f"文書のプロパティ「{where}」", text)
        changed = {part: self._fill(part, values) for part in self._compiled}
        changed |= {part: text.encode() for part, text in property_parts(properties).items()}
        return write_parts(
            Part.pack(part.name, changed[part.name]) if part.name in changed else part for part in self._parts
        )

    def _fill(self, part: str, values: Mapping[str, object]) -> bytes:
        """Render one part, and hold it to be whole XML."""
        from jinja2 import TemplateError
        from lxml import etree

        try:
            text = self._compiled[part].render(values)
        except _UnprintableError as error:
            where = next((slot for slot, value in _strings(values) if _NOT_XML.search(value)), "")
            raise _unprintable(f"差込み項目「{where}」", str(error)) from None
        except TemplateError as error:
            raise DataError(f"様式「{self.name}」に差し込めません（{error}）。") from error
        before, *rest = text.split(_CONTROL_ID)
        numbered = (f'<w:id w:val="{number}"/>{piece}' for number, piece in enumerate(rest, start=1))
        content = "".join((DECLARATION, before, *numbered)).encode()
        try:
            etree.fromstring(content, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError as error:
            raise DataError(
                f"様式「{self.name}」に差し込んだ結果がWordの文書になりません（{part}: {error.msg}）。"
                "段落全体や表の行全体に掛かる指示は、{%p … %}、{%tr … %}と書いてください。"
            ) from error
        return content


def _make_environment(slots: frozenset[str]) -> "jinja2.Environment":
    """Make the sandbox: nothing global, an undefined name is an error, a value prints as written."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup, escape

    attributes = COUNTERS | {name for slot in slots for name in slot.split(".")}

    class Sandbox(ImmutableSandboxedEnvironment):
        def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002
            return attr in attributes  # narrower than jinja2's own rule, and a third of the rendering faster

    def printed(value: object) -> Markup:
        text = str(value)
        if text.isprintable():  # most are; line ends, tabs, wide spaces and what XML cannot hold are not
            return escape(text)
        if _NOT_XML.search(text):
            raise _UnprintableError(text)
        return Markup(_LINE_END.sub(_BREAK, str(escape(text))).replace("\t", _TAB))  # noqa: S704 - escaped here

    environment = Sandbox(autoescape=True, undefined=StrictUndefined, finalize=printed)
    environment.globals.clear()
    return environment


def _read_sources(raw: bytes, name: str) -> dict[str, str]:
    """Let docxtpl read the file; return the Jinja source of each part that holds tags, by the part's name."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml import etree

    document = DocxTemplate(io.BytesIO(raw))
    try:
        main = document.get_docx().part
        related = (relation.target_part for relation in main.rels.values() if not relation.is_external)
        filled = [part for part in (main, *related) if _FILLED.search(part.content_type)]
        sources = {part.partname.lstrip("/"): document.patch_xml(_xml(part)) for part in filled}
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise DataError(f"「{name}」はWordの文書（.docx）として読めません（{error}）。") from error
    return {part: source for part, source in sources.items() if _TAG.search(source)}


def _xml(part: Any) -> str:
    """Return a part's XML in which every content control waits for an id of its own.

    The file holds plain numbers there, as Word wants them; a control within a loop must not print its number twice.
    """
    from lxml import etree

    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    for control in root.iter(f"{{{_WORD}}}sdtPr"):
        for given in control.findall(f"{{{_WORD}}}id"):
            control.remove(given)
        ahead = [child for child in control if etree.QName(child).localname in {"rPr", "alias", "tag"}]
        control.insert(len(ahead), control.makeelement(f"{{{_WORD}}}id", {f"{{{_WORD}}}val": "each"}))
    return str(etree.tostring(root, encoding="unicode"))


def _check_slots(
    environment: "jinja2.Environment", sources: Mapping[str, str], slots: frozenset[str], name: str
) -> None:
    """Refuse a template that names other slots than those given, or says what cannot be accounted for."""
    from jinja2 import TemplateSyntaxError

    used: set[str] = set()
    for source in sources.values():
        lined = re.sub(r"(?=<w:p[ >])", "\n", source)  # a line a paragraph, to show the one that is wrong
        try:
            used |= used_slots(environment.parse(lined), slots)
        except TemplateSyntaxError as error:
            where = _paragraph(lined, error.lineno)
            raise DataError(f"様式「{name}」の差込みの書き方に誤りがあります{where}: {error.message}") from error
        except UnfitTemplateError as error:
            where = _paragraph(lined, error.line)
            raise DataError(
                f"様式「{name}」に、使えない差込みの書き方（{error}）があります{where}。"
                "使えるのは、項目の差込み、forによる繰返し、ifによる場合分けです。"
            ) from error
    unknown, missing = sorted(used - slots), sorted(slots - used)
    said = [f"分からない差込み項目: {'、'.join(unknown)}"] if unknown else []
    said += [f"足りない差込み項目: {'、'.join(missing)}"] if missing else []
    if said:
        raise DataError(f"様式「{name}」の差込み項目が合いません（{'。'.join(said)}）。")


def _paragraph(lined: str, line: int) -> str:
    """Quote the text of the paragraph that a line number stands for."""
    text = re.sub(r"<[^>]*>", "", lined.split("\n")[line - 1]).strip()
    return f"（「{text[:60]}」の辺り）"


def _strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string among the values, with the path of its slot and the place in the list."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, start=1):
            yield from _strings(inner, f"{path}[{number}]")
    elif is_dataclass(value):
        for each in fields(value):
            yield from _strings(getattr(value, each.name), f"{path}.{each.name}")


def _unprintable(where: str, text: str) -> InputError:
    """Name the characters of a text that Word has no place for."""
    found = "、".join(sorted({f"U+{ord(character):04X}" for character in _NOT_XML.findall(text)}))
    return InputError(f"{where}に、文書に書けない文字があります（{found}）。その文字を消してください。")
