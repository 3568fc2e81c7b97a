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
#
# [regulations]  規程等の改正日。契約の版（controls/）がまだ知らない改正を、このワークスペースに記す。
#                左は版の edition.toml の [[regulations]] の名前（「"」で囲む）、右は改正の日（「,」で区切る）。
#                契約締結の日までに改正された規程等があると、契約の「改正規程の確認日」を記録するまで要確認になる。
#
# [regulations]
# "政府機関等のサイバーセキュリティ対策のための統一基準群" = [2025-07-01]
"""

_TABLES = {
    "terms": "表（[terms] に続けて 名前 = 数）",
    "regulations": '表（[regulations] に続けて "規程等の名前" = [日付]）',
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml says."""

    path: Path
    terms: Mapping[str, object] = field(default_factory=dict)  # name → number; each edition checks its own names
    regulations: Mapping[str, object] = field(default_factory=dict)  # name → dates of amendment; checked likewise


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
    usable = "、".join(_TABLES)
    faults = [Fault(f"{FILE_NAME} {key}", "知らないキーです", f"使えるのは {usable}") for key in given.keys() - _TABLES]
    for name, expected in _TABLES.items():
        if not isinstance(given.get(name, {}), dict):
            faults.append(Fault(f"{FILE_NAME} {name}", f"「{given[name]}」は使えません", expected))
    if faults:
        raise DataError(f"設定ファイルに誤りがあります: {path}", tuple(faults))
    return Settings(path, **given)
