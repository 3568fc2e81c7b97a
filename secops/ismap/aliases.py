"""Other names of well-known services: our own table, by which a name in use finds the product that is registered."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from secops.base.errors import DataError, Fault
from secops.base.paths import data_folder
from secops.base.text import search_key
from secops.catalog.reading import Table, read_toml

FILE = "ismap-aliases.toml"


@cache
def shipped_aliases() -> Mapping[str, str]:
    """Return alias (as :func:`search_key` has it) → product name. Raises DataError naming file, key and reason."""
    faults: list[Fault] = []
    top = Table(FILE, "", read_toml(data_folder("controls") / FILE, FILE), faults)
    if not top.flag("ours"):
        top.fault("ours", "値「false」は使えません", "この表は当方で定めたものなので true")
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    rows = []
    for table in top.tables("products"):
        name, aliases = table.text("name"), table.texts("aliases")
        table.optional_text("note")
        if search_key(name) in names:
            table.fault("name", f"「{name}」が二つあります", "一つにまとめる")
        names[search_key(name)] = name
        rows.append((table, name, aliases))
        table.finish()
    for table, name, aliases in rows:
        for alias in aliases:
            key = search_key(alias)
            other = found.get(key) or names.get(key)
            if other is not None:
                table.fault("aliases", f"「{alias}」は「{other}」にもあります", "別名は一つのサービスだけに書く")
            found[key] = name
    top.finish()
    if faults:
        raise DataError(f"{FILE}を読めません。", tuple(faults))
    return MappingProxyType(found)
