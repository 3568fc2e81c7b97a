"""What an Office file says of itself beside its pages: docProps/core.xml and docProps/custom.xml, written by us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from secops.base.errors import DataError
from secops.documents.package import Part

if TYPE_CHECKING:
    from lxml.etree import _Element

CREATOR = "secops"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_CONTENT_TYPE = {
    _CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    _CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_RELATION_TYPE = {
    f"{_PACKAGE}/relationships/metadata/core-properties": _CORE,
    f"{_OFFICE}/relationships/custom-properties": _CUSTOM,
}
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the standard's format id of custom properties


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, day and custom properties of one file; nothing of the clock or of a person."""

    title: str
    created: datetime  # of the paper, with its time zone
    custom: Mapping[str, str] = field(default_factory=dict)


def property_parts(properties: Properties) -> dict[str, str]:
    """Return the XML of both parts by their names."""
    return {_CORE: _core(properties), _CUSTOM: _custom(properties.custom)}


def make_room(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """Give a package empty property parts of ours, declared and related, in place of any it had."""
    from lxml import etree

    by_name = {part.name: part for part in parts}
    try:
        types, relations = (etree.fromstring(by_name[part].content()) for part in (_TYPES, _RELATIONS))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise DataError(f"「{name}」はWordの文書（.docx）として読めません。") from error
    dropped = {_CORE, _CUSTOM, *_relate(relations)}
    _declare(types, dropped)
    listed = {_TYPES: types, _RELATIONS: relations}
    kept = (
        Part.pack(part.name, etree.tostring(listed[part.name], xml_declaration=True, encoding="UTF-8", standalone=True))
        if part.name in listed
        else part
        for part in parts
        if part.name not in dropped
    )
    return (*kept, Part.pack(_CORE, b""), Part.pack(_CUSTOM, b""))


def _relate(relations: "_Element") -> set[str]:
    """Point the package's relationships at our parts; return the names of those they pointed at."""
    before: set[str] = set()
    for relation in list(relations):
        if relation.get("Type") in _RELATION_TYPE:
            before.add(relation.get("Target", "").lstrip("/"))
            relations.remove(relation)
    taken = {relation.get("Id") for relation in relations}
    free = (f"rId{number}" for number in range(1, len(taken) + 4) if f"rId{number}" not in taken)
    for relation_type, target in _RELATION_TYPE.items():
        attributes = {"Id": next(free), "Type": relation_type, "Target": target}
        relations.append(relations.makeelement(f"{{{_PACKAGE}/relationships}}Relationship", attributes))
    return before


def _declare(types: "_Element", dropped: set[str]) -> None:
    """Declare the content types of our parts, and no longer those of the dropped ones."""
    for entry in list(types):
        if entry.get("PartName", "").lstrip("/") in dropped:
            types.remove(entry)
    for part, content_type in _CONTENT_TYPE.items():
        attributes = {"PartName": f"/{part}", "ContentType": content_type}
        types.append(types.makeelement(f"{{{_PACKAGE}/content-types}}Override", attributes))


def _core(properties: Properties) -> str:
    if properties.created.tzinfo is None:
        raise ValueError("Properties.created needs a time zone: without one the bytes depend on the machine")
    created = properties.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{CREATOR}</dc:creator>"
        f"<dc:language>ja-JP</dc:language><cp:lastModifiedBy>{CREATOR}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>'
    )


def _custom(custom: Mapping[str, str]) -> str:
    rows = "".join(
        f'<property fmtid="{_USER_DEFINED}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(custom.items(), start=2)  # 0 and 1 are reserved
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{rows}</Properties>"
    )
