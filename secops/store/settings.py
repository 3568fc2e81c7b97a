"""The workspace's settings.toml: its keys, read strictly."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from secops.base.errors import DataError, Fault

FILE_NAME = "settings.toml"

TEMPLATE = """\
# secops の設定。行頭の「# 」を外すと有効になる。知らないキーがあると、誤りとして知らせる。
#
# [terms]  目安の日数など。契約の版（controls/）が定める数を、このワークスペースだけ改める。
#          名前と既定の数は、版の edition.toml の [terms] にある。値は整数。
#
# [terms]
# report = 30      # 定期報告の提出までの日数
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml says."""

    path: Path
    terms: Mapping[str, object] = field(default_factory=dict)  # name → number; each edition checks its own names


def read_settings(folder: Path) -> Settings:
    """Read a workspace's settings; a missing file says nothing.

    Raises DataError naming the file, the key and the reason.
    """
    path = folder / FILE_NAME
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DataError(f"設定ファイルを読めません: {path}", (Fault(FILE_NAME, str(error), "UTF-8のTOML"),)) from error
    faults = [Fault(f"{FILE_NAME} {key}", "知らないキーです", "使えるのは terms") for key in given if key != "terms"]
    terms = given.get("terms", {})
    if not isinstance(terms, dict):
        faults.append(Fault(f"{FILE_NAME} terms", f"「{terms}」は使えません", "表（[terms] に続けて 名前 = 数）"))
    if faults:
        raise DataError(f"設定ファイルに誤りがあります: {path}", tuple(faults))
    return Settings(path, terms)
