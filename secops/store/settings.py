"""The workspace's settings.toml: its keys, read strictly."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secops.base.errors import DataError, Fault
from secops.base.text import search_key

FILE_NAME = "settings.toml"
STALE_DAYS = 60

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
#
# [ismap]  クラウドサービスのリスト。stale_days は、リストが古いと知らせるまでの日数。
#          [ismap.aliases] は、サービスの別名と、リストにある名称（どちらも「"」で囲む）。
#
# [ismap]
# stale_days = 60
# [ismap.aliases]
# "社内クラウド" = "架空セキュアストレージ"
"""

_TABLES = {
    "terms": "表（[terms] に続けて 名前 = 数）",
    "ismap": "表（[ismap] に stale_days と aliases）",
    "regulations": '表（[regulations] に続けて "規程等の名前" = [日付]）',
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml says."""

    path: Path
    terms: Mapping[str, object] = field(default_factory=dict)  # name → number; each edition checks its own names
    regulations: Mapping[str, object] = field(default_factory=dict)  # name → dates of amendment; checked likewise
    aliases: Mapping[str, str] = field(default_factory=dict)  # folded other name of a cloud service → listed name
    stale_days: int = STALE_DAYS  # after so many days a list is old


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
    ismap = given.pop("ismap", {})
    if isinstance(ismap, dict):
        faults.extend(_ismap_faults(ismap))
    if faults:
        raise DataError(f"設定ファイルに誤りがあります: {path}", tuple(faults))
    aliases = {search_key(alias): name for alias, name in ismap.get("aliases", {}).items()}
    return Settings(path, **given, aliases=aliases, stale_days=ismap.get("stale_days", STALE_DAYS))


def _ismap_faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key in table.keys() - {"stale_days", "aliases"}:
        yield Fault(f"{FILE_NAME} ismap.{key}", "知らないキーです", "使えるのは stale_days、aliases")
    days = table.get("stale_days", STALE_DAYS)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3650:
        yield Fault(f"{FILE_NAME} ismap.stale_days", f"「{days}」は使えません", "1から3650までの整数（日）")
    aliases = table.get("aliases", {})
    if not isinstance(aliases, dict) or not all(isinstance(name, str) and name for name in aliases.values()):
        yield Fault(f"{FILE_NAME} ismap.aliases", "使えない形です", '"別名" = "リストの名称"')
