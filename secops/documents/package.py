"""An Office file as the zip it is: its parts read within limits, and written with fixed dates.

A part keeps its compressed bytes, so that a file is written again by deflating only what changed.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from secops.base.errors import DataError

MAX_PARTS = 1_000
MAX_PACKED = 20_000_000  # bytes of the file
MAX_UNPACKED = 100_000_000  # bytes of all parts; a zip bomb declares more

_LEVEL = 5  # measured: a fifth faster than zlib's own choice of 6, for 2 % more bytes
_SMALL = 2_000  # bytes; setting up a deflation costs more than it saves below this
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")  # .doc files, and .docx files under a password
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF8_NAME = 0x800
_TIME, _DATE = 0, 0x21  # 1980-01-01 00:00, the first day a zip knows: the same parts give the same bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the zip, compressed."""

    name: str
    method: int  # zipfile.ZIP_STORED or zipfile.ZIP_DEFLATED
    crc: int
    size: int
    packed: bytes

    @classmethod
    def pack(cls, name: str, content: bytes) -> "Part":
        """Deflate a content, unless it is too small to gain by it."""
        if len(content) < _SMALL:
            return cls(name, zipfile.ZIP_STORED, zlib.crc32(content), len(content), content)
        deflate = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
        packed = deflate.compress(content) + deflate.flush()
        return cls(name, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content), packed)

    def content(self) -> bytes:
        """Inflate the content."""
        if self.method == zipfile.ZIP_STORED:
            return self.packed
        return zlib.decompress(self.packed, wbits=-zlib.MAX_WBITS)


def read_parts(raw: bytes, name: str) -> tuple[Part, ...]:
    """Read the parts of an Office file; ``name`` is the file's name for messages.

    Raises DataError for what is no such file: .doc, under a password, broken, or too large once unpacked.
    """
    _refuse_other_kinds(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            _refuse_excess(entries, name)
            broken = archive.testzip()  # reads no more of an entry than it declares, and holds the CRC against it
            parts = tuple(_part(raw, entry) for entry in entries if not entry.is_dir())
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError) as error:
        raise DataError(f"「{name}」を開けません。ファイルが壊れています。") from error
    if broken is not None:
        raise DataError(f"「{name}」を開けません。中の「{broken}」が壊れています。")
    return parts


def write_parts(parts: Iterable[Part]) -> bytes:
    """Write the zip, in the order given."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        facts = (0 if name.isascii() else _UTF8_NAME, part.method, _TIME, _DATE, part.crc, len(part.packed), part.size)
        body += (_LOCAL.pack(b"PK\3\4", _VERSION, *facts, len(name), 0), name, part.packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, len(name), 0, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(part.packed)
    count, listing = len(directory) // 2, b"".join(directory)
    return b"".join((*body, listing, _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)))


def _refuse_other_kinds(raw: bytes, name: str) -> None:
    """Say what a file is that is no zip at all."""
    if len(raw) > MAX_PACKED:
        raise DataError(f"「{name}」は大き過ぎます（{MAX_PACKED // 1_000_000}MBまで）。")
    if raw.startswith(_OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise DataError(f"「{name}」にはパスワードが掛かっています。パスワードを外して保存し直してください。")
        raise DataError(f"「{name}」は古い形式（.docなど）です。Wordで開き、.docx形式で保存し直してください。")
    if not raw.startswith(b"PK\3\4"):
        raise DataError(f"「{name}」はWordのファイル（.docx）ではありません。")


def _refuse_excess(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse a zip that would fill the memory, hides a part behind another, or is encrypted."""
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise DataError(f"「{name}」は展開すると大き過ぎるため、読みません（{MAX_UNPACKED // 1_000_000}MBまで）。")
    if len({entry.filename for entry in entries}) < len(entries):
        raise DataError(f"「{name}」を開けません。同じ名前の部品が二つあります。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise DataError(f"「{name}」にはパスワードが掛かっています。パスワードを外して保存し直してください。")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise DataError(f"「{name}」を開けません。Wordのファイルでは使われない圧縮方式です。")


def _part(raw: bytes, entry: zipfile.ZipInfo) -> Part:
    """Cut an entry's compressed bytes out of the file."""
    header = _LOCAL.unpack_from(raw, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + header[-2] + header[-1]
    packed = raw[start : start + entry.compress_size]
    return Part(entry.filename, entry.compress_type, entry.CRC, entry.file_size, packed)
