"""A file's bytes, what kind of file they are (by content, whatever the name ends with), and its text."""

import codecs
import re
from enum import StrEnum
from pathlib import Path

from secops.base.errors import InputError
from secops.tables.limits import LARGEST, too_large

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AS_XLSX = "表計算ソフトで開き、「Excelブック（.xlsx）」又は「CSV UTF-8」として保存し直してください。"
AS_TABLE = "CSV、TSV、Excelブック（.xlsx）、HTMLの表のいずれかで保存し直してください。"

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PACKED = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"PK\x05\x06")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(!doctype html|[a-z][\w:-]*)", re.IGNORECASE | re.DOTALL
)
_HTML_TAGS = re.compile(
    "!doctype html|html|head|body|meta|title|link|style|script|base|table|thead|tbody|tr|div|span|p|form|main|section"
    "|article|h[1-3]|[uo]l|center|font|b|a|br|caption|colgroup|header|nav"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_ENCODINGS = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "sjis": "cp932"}
_PAGE_ENCODINGS = frozenset({"cp932", "utf-8", "euc_jp", "iso2022_jp"})


class Form(StrEnum):
    """The kinds of files that are read."""

    TEXT = "CSV"
    HTML = "HTML"
    ZIP = "xlsx"


def content_of(path: Path, *, wanted: str = "表のファイル") -> bytes:
    """Return a file's bytes. Raises InputError for one that is missing, a folder, closed to us, or too large."""
    if path.is_dir():
        raise InputError(f"「{path}」はフォルダです。{wanted}を指定してください。")
    try:
        if path.stat().st_size > LARGEST:
            raise too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"ファイル「{path}」が見つかりません。") from None
    except PermissionError:
        raise InputError(
            f"ファイル「{path}」を読む権限がありません。ほかのプログラムで開いていれば閉じてください。"
        ) from None
    except OSError as error:
        raise InputError(f"ファイル「{path}」を読めません（{error.strerror}）。") from None
    except ValueError:  # a NUL in the name
        raise InputError(f"「{path!s}」はファイルの名前として使えません。") from None


def form_of(name: str, content: bytes) -> Form:
    """Return what kind of file the bytes are. Raises InputError, saying what it is, for a kind that is not read."""
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{name}は空です。表の入ったファイルを指定してください。")
    if content.startswith(ZIP_MARK):
        return Form.ZIP
    foreign = _foreign(content)
    if foreign:
        raise InputError(f"{name}は{foreign}")
    return _form_of_text(name, content)


def _foreign(content: bytes) -> str:
    """Return what a file that is not read is, and what to do; "" for text."""
    head = content[:1024]
    if content.startswith(OLE_MARK):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "パスワードで保護されています。保護を外して保存し直してください。"
        return f"古い形式（.xlsなど）のファイルです。{AS_XLSX}"
    if b"%PDF-" in head:
        return f"PDFで、表として読めません。元の表を{AS_TABLE}"
    riff = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    if head.startswith(_IMAGES[:3]) or _is_bare_image(head) or riff or head[4:8] == b"ftyp":
        return f"画像など表でないファイルです。元の表を{AS_TABLE}"
    if head.startswith(_PACKED):
        return "圧縮されたファイルです。展開して、中の表のファイルを指定してください。"
    if head.startswith(b"{\\rtf"):
        return f"ワープロの文書（RTF）です。表を{AS_TABLE}"
    if re.match(rb"(?:From: <Saved by|MIME-Version:|Snapshot-Content-Location:)", head):
        return (
            "ウェブページを一つにまとめたファイル（MHTML）です。"
            "ブラウザの「ウェブページ、HTMLのみ」で保存し直すか、表を表計算ソフトに写してください。"
        )
    return ""


def _is_bare_image(head: bytes) -> bool:
    """Whether a mark of a picture that is short or usual in text is followed by bytes no text has."""
    return head.startswith(_IMAGES[3:]) and b"\0" in head[:32]


def _form_of_text(name: str, content: bytes) -> Form:
    start = content[:4096]
    encoding = _marked(content)
    head = start.decode(encoding or "latin-1", errors="ignore").lstrip("\ufeff")
    found = _MARKUP.match(head)
    if not found:
        return Form.TEXT
    tag = found.group(1).lower()
    if _HTML_TAGS.fullmatch(tag):
        return Form.HTML
    if head.lstrip().lower().startswith("<?xml") or tag in {"xml", "workbook", "ss:workbook"}:
        if "html" in head.lower():
            return Form.HTML
        raise InputError(f"{name}はXMLで、表として読めません。{AS_XLSX}")
    return Form.TEXT


def _marked(content: bytes) -> str:
    """Return the encoding that a byte order mark tells, or ""."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else ""


def text_of(name: str, content: bytes, *, page: bool = False) -> str:
    """Decode UTF-8 with or without a mark, UTF-16 with one, CP932; a web page also by what it declares."""
    marked = _marked(content)
    tried = [marked] if marked == "utf-16" else ["utf-8-sig", "cp932"]
    if page and not marked:
        tried = [*_declared(content), *tried]
    for encoding in tried:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(f"{name}の文字コードが分かりません。UTF-8又はShift_JIS（CP932）で保存してください。")


def _declared(content: bytes) -> list[str]:
    found = _CHARSET.search(content[:4096])
    if not found:
        return []
    name = found.group(1).decode("ascii").lower()
    try:
        encoding = codecs.lookup(_ENCODINGS.get(name, name)).name
    except LookupError:
        return []
    return [encoding] if encoding in _PAGE_ENCODINGS else []
