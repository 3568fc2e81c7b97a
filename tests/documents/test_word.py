"""The template engine: slots by name, the sandbox, values to the letter, malformed files."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from secops.base.errors import DataError, InputError
from secops.documents import package
from secops.documents.properties import Properties
from secops.documents.word import Template

SLOTS = frozenset({"title", "rows.label", "rows.note"})
ROWS = ("{%p for row in rows %}", "{{ row.label }}", "{{ row.note }}", "{%p endfor %}")
GOOD = ("前{{ title }}後", *ROWS)

DOCTYPE = (
    b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&e;{{ title }}</w:t></w:r></w:p></w:body></w:document>"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a paper has it."""

    label: str
    note: str


def write(folder: Path, *paragraphs: str, header: str = "") -> Path:
    """Write a template of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    path = folder / "form.docx"
    document.save(str(path))
    return path


def rewrite(path: Path, changes: Mapping[str, bytes]) -> Path:
    """Put other contents into some parts of a file; None takes a part out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changes}.items():
            archive.writestr(name, content)
    return path


def texts(content: bytes) -> list[str]:
    """Return the paragraphs that a reader sees."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def refusal(path: Path, slots: frozenset[str] = SLOTS) -> str:
    """Return the message with which a template is refused."""
    with pytest.raises(DataError) as caught:
        Template.load(path, slots)
    assert path.name in caught.value.message
    return caught.value.message


def test_fills_paragraphs_and_loops(tmp_path: Path, properties: Properties) -> None:
    template = Template.load(write(tmp_path, *GOOD), SLOTS)
    filled = template.render({"title": "題", "rows": (Row("一", "甲"), Row("二", "乙"))}, properties)
    assert texts(filled) == ["前題後", "一", "甲", "二", "乙"]
    assert re.fullmatch(r"[0-9a-f]{64}", template.sha256)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((*GOOD, "{{ titel }}"), "分からない差込み項目: titel"),
        (ROWS, "足りない差込み項目: title"),
        (("{{ title }}", *ROWS[:2], "{{ row.nota }}", ROWS[3]), "分からない差込み項目: rows.nota"),
        (("{{ title }}", *ROWS[:2], ROWS[3]), "足りない差込み項目: rows.note"),
        ((*GOOD, "{{ rows }}"), "分からない差込み項目: rows"),
        ((*GOOD, "{{ row.label }}"), "分からない差込み項目: row.label"),
        ((*GOOD, "{%p for each in people %}", "{{ each.name }}", "{%p endfor %}"), "分からない差込み項目: people"),
        ((*GOOD, "{{ loop.index }}"), "分からない差込み項目: loop.index"),
        ((*GOOD, "{{ title.upper }}"), "分からない差込み項目: title.upper"),
    ],
)
def test_slots_are_named(tmp_path: Path, paragraphs: tuple[str, ...], expected: str) -> None:
    assert expected in refusal(write(tmp_path, *paragraphs))


def test_slots_of_headers_count(tmp_path: Path, properties: Properties) -> None:
    template = Template.load(write(tmp_path, *ROWS, header="{{ title }}"), SLOTS)
    filled = template.render({"title": "R&D", "rows": ()}, properties)
    assert docx.Document(io.BytesIO(filled)).sections[0].header.paragraphs[0].text == "R&D"
    assert "分からない差込み項目: head" in refusal(write(tmp_path, *GOOD, header="{{ head }}"))


def test_tag_split_by_word_is_mended(tmp_path: Path, properties: Properties) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{")
    for piece in ("{ ti", "tle ", "}", "}"):
        paragraph.add_run(piece)
    document.save(str(tmp_path / "form.docx"))
    template = Template.load(tmp_path / "form.docx", frozenset({"title"}))
    assert texts(template.render({"title": "題"}, properties)) == ["題"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__.__base__.__subclasses__() }}",
        "{{ title.format(title) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ title|attr('__class__') }}",
        "{{ rows|map(attribute='__class__')|list }}",
        "{{ title['__class__'] }}",
        "{{ 'x' * 1000000000 }}",
        "{% set title = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% macro x() %}{% endmacro %}",
        "{{ title|safe }}",
    ],
)
def test_code_in_a_template_is_refused(tmp_path: Path, attack: str) -> None:
    message = refusal(write(tmp_path, *GOOD, attack))
    assert "使えない差込みの書き方" in message or "分からない差込み項目" in message


def test_syntax_error_shows_its_paragraph(tmp_path: Path) -> None:
    message = refusal(write(tmp_path, *GOOD, "件名は{{ title ! }}です"))
    assert "差込みの書き方に誤り" in message
    assert "「件名は{{ title ! }}です」の辺り" in message


def test_tag_across_paragraphs_is_refused_when_filled(tmp_path: Path, properties: Properties) -> None:
    template = Template.load(write(tmp_path, *GOOD, "あ{% if title %}", "い", "{%p endif %}"), SLOTS)
    assert texts(template.render({"title": "題", "rows": ()}, properties))[-2:] == ["あ", "い"]
    with pytest.raises(DataError, match=r"form\.docx.*Wordの文書になりません"):
        template.render({"title": "", "rows": ()}, properties)


@pytest.mark.parametrize(
    "text",
    [
        "R&D <b>太字</b> \"引用\" '引用' &amp; &#x41;",
        "{{ title }} {% raw %} {# 注 #} {{ ''.__class__ }}",
        "{_{ x }_} {_% y %_}",
        "髙橋𠮷之助",
        "葛\U000e0100城市 辻\U000e0101",
        "👩‍💻と🇯🇵",
        "  前後の空白  ",
        "　全角　",
        "一行目\n二行目\n\n四行目\n",
        "左\t右",
        "]]> <!-- --> <?xml ?>",
        '<w:id w:val="each"/>',
        "\\1 \\n %s {0}",
        "\u00a0\u200b\u2028\ufeff\ufffd",
        "",
    ],
)
def test_values_print_as_written(tmp_path: Path, properties: Properties, text: str) -> None:
    template = Template.load(write(tmp_path, *GOOD), SLOTS)
    filled = template.render({"title": text, "rows": [Row(text, "終")]}, properties)
    assert texts(filled) == [f"前{text}後", text, "終"]


def test_line_ends_of_every_kind_become_breaks(tmp_path: Path, properties: Properties) -> None:
    template = Template.load(write(tmp_path, "{{ title }}"), frozenset({"title"}))
    filled = template.render({"title": "一\r\n二\r三\n四"}, properties)
    assert texts(filled) == ["一\n二\n三\n四"]
    assert zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml").count(b"<w:br/>") == 3


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b[31m", chr(0xD800), chr(0xDFFF), "\ufffe", "\uffff"])
def test_unprintable_characters_name_their_slot(tmp_path: Path, properties: Properties, bad: str) -> None:
    template = Template.load(write(tmp_path, *GOOD), SLOTS)
    with pytest.raises(InputError, match=rf"「rows\[2\]\.note」.*U\+{ord(bad[0]):04X}"):
        template.render({"title": "題", "rows": (Row("一", "甲"), Row("二", f"乙{bad}"))}, properties)
    with pytest.raises(InputError, match="「title」"):
        template.render({"title": bad, "rows": ()}, properties)
    with pytest.raises(InputError, match="「件名」"):
        template.render({"title": "題", "rows": ()}, Properties("報告書", properties.created, {"件名": bad}))


def test_same_input_gives_same_bytes(tmp_path: Path, properties: Properties) -> None:
    path = write(tmp_path, *GOOD)
    values = {"title": "題", "rows": (Row("一", "甲"),)}
    first = Template.load(path, SLOTS).render(values, properties)
    assert Template.load(path, SLOTS).render(values, properties) == first
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_are_ours(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    document.core_properties.author = "個人の名前"
    document.core_properties.last_modified_by = "個人の名前"
    document.save(str(tmp_path / "form.docx"))
    template = Template.load(tmp_path / "form.docx", frozenset({"title"}))
    created = datetime(2024, 10, 1, 3, tzinfo=UTC)
    filled = template.render({"title": "題"}, Properties("R&D <報告>", created, {"変更記録": "ab", 'a"<&': "<&>"}))
    core = docx.Document(io.BytesIO(filled)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("R&D <報告>", "secops", "secops")
    assert core.created == core.modified == created
    archive = zipfile.ZipFile(io.BytesIO(filled))
    assert "個人の名前" not in "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    custom = archive.read("docProps/custom.xml").decode()
    assert 'pid="2" name="変更記録"><vt:lpwstr>ab</vt:lpwstr>' in custom
    assert "&lt;&amp;&gt;" in custom


def test_a_time_without_zone_is_refused(tmp_path: Path) -> None:
    template = Template.load(write(tmp_path, "{{ title }}"), frozenset({"title"}))
    with pytest.raises(ValueError, match="time zone"):
        template.render({"title": "題"}, Properties("報告書", datetime(2024, 10, 1)))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "ではありません"),
        (b"%PDF-1.7", "ではありません"),
        (b"PK\x03\x04broken", "壊れています"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"WordDocument", "古い形式"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(content)
    assert expected in refusal(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert "読めません" in refusal(tmp_path / "none.docx")


def test_damaged_part_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("word/document.xml")
    raw[entry.header_offset + 60 + entry.compress_size // 2] ^= 0xFF
    path.write_bytes(raw)
    assert "壊れています" in refusal(path)


def test_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rewrite(write(tmp_path, *GOOD), {"word/media/bomb.png": bytes(package.MAX_UNPACKED)})
    assert path.stat().st_size < 1_000_000
    assert "展開すると大き過ぎる" in refusal(path)
    monkeypatch.setattr(package, "MAX_PACKED", 1_000)
    assert "大き過ぎます" in refusal(path)


def test_a_part_named_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<other/>")
    assert "同じ名前" in refusal(path)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<w:document",
        b"<other/>",
        DOCTYPE,
    ],
)
def test_malformed_document_is_refused(tmp_path: Path, document: bytes) -> None:
    message = refusal(rewrite(write(tmp_path, *GOOD), {"word/document.xml": document}))
    assert "読めません" in message or "足りない差込み項目" in message


def test_macros_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert plain in types
    macro = types.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "読めません" in refusal(rewrite(path, {"[Content_Types].xml": macro}))
