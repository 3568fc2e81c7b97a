"""Who is called what: from what a person typed to the record meant, and from ids to names."""

from collections.abc import Callable, Iterable, Mapping

from secops.base.errors import Ambiguous, Fault, NotFound
from secops.base.text import identity
from secops.records.contracts import Contract
from secops.records.fields import FieldSpec
from secops.records.kinds import Kind, Record
from secops.records.naming import label, natural_key
from secops.records.registry import KINDS

ID_PREFIX = 4  # characters of an id that must be given at least
ID_SHOWN = 8


class Directory:
    """The names of a workspace's records, read a kind at a time when first asked for."""

    def __init__(self, read: Callable[[type[Record]], Iterable[Record]]) -> None:
        """Take the function that reads all records of a kind."""
        self._read = read
        self._records: dict[str, dict[str, Record]] = {}
        self._names: dict[str, str] = {}
        self._index: dict[str, dict[str, list[Record]]] = {}

    def records(self, kind: Kind) -> Mapping[str, Record]:
        """Return id → record of a kind, and know their names from now on."""
        if kind.name not in self._records:
            self._records[kind.name] = {}
            for field in kind.references:
                self.records(KINDS[field.to])
            for record in self._read(kind.record):
                self.enter(kind, record)
        return self._records[kind.name]

    def enter(self, kind: Kind, record: Record) -> None:
        """Know a record that was just made or changed."""
        self.records(kind)[record.id] = record  # type: ignore[index]
        self._names[record.id] = label(record, self._names)
        index = self._index.setdefault(kind.name, {})
        for name in {identity(natural_key(record, self._names)), identity(self._names[record.id])}:
            index.setdefault(name, []).append(record)

    @property
    def names(self) -> Mapping[str, str]:
        """id → label of every record read so far."""
        return self._names

    def names_for(self, kind: Kind) -> Mapping[str, str]:
        """id → label of the records of a kind and of what they point to."""
        self.records(kind)
        return self._names

    def contract(self, code: str) -> Contract:
        """Return a contract by its 略号. Raises NotFound listing the codes there are."""
        found = self.find(KINDS["contract"], code)
        assert isinstance(found, Contract)  # noqa: S101  the kind says so; for the type checker
        return found

    def contract_of(self, kind: Kind, record: Record) -> str:
        """Return the id of the contract that a record stands under, "" for none."""
        if kind.name == "contract":
            return record.id
        parent = kind.parent
        if parent is None:
            return ""
        above: str = getattr(record, parent.name)
        if parent.to == "contract" or not above:
            return above
        upper = KINDS[parent.to]
        return self.contract_of(upper, self.records(upper)[above])

    def find(self, kind: Kind, typed: str, contract_id: str = "") -> Record:
        """Return the record that a person means: by natural key, by name, else by the beginning of its id.

        Records of other contracts are left out when one is given. Raises NotFound, or Ambiguous with the candidates.
        """
        candidates = self._within(kind, self._candidates(kind, typed), contract_id)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            faults = tuple(Fault(one.id[:ID_SHOWN], natural_key(one, self._names)) for one in candidates[:20])
            raise Ambiguous(
                f"{kind.label}「{typed}」に当たるものが{len(candidates)}件あります。識別子で指定してください。", faults
            )
        raise NotFound(f"{kind.label}「{typed}」は見つかりません。{self._known(kind, contract_id)}")

    def _candidates(self, kind: Kind, typed: str) -> list[Record]:
        records = self.records(kind)
        wanted = identity(typed)
        named = self._index.get(kind.name, {}).get(wanted, [])
        whole = [one for one in named if identity(natural_key(one, self._names)) == wanted]
        if whole or named:
            return list({one.id: records[one.id] for one in whole or named}.values())
        if len(typed) >= ID_PREFIX:
            return [one for one in records.values() if one.id.startswith(typed.lower())]
        return []

    def _within(self, kind: Kind, candidates: list[Record], contract_id: str) -> list[Record]:
        if not contract_id or not self._contract_bound(kind):
            return candidates
        # What stands under no contract is the company's, and belongs to each.
        return [one for one in candidates if self.contract_of(kind, one) in {contract_id, ""}]

    def _contract_bound(self, kind: Kind) -> bool:
        parent = kind.parent
        return (
            kind.name != "contract"
            and parent is not None
            and (parent.to == "contract" or self._contract_bound(KINDS[parent.to]))
        )

    def _known(self, kind: Kind, contract_id: str) -> str:
        known = self._within(kind, list(self.records(kind).values()), contract_id)
        if not known:
            return f"{kind.label}はまだ1件も登録されていません。"
        shown = "、".join(self._names[one.id] for one in known[:10])
        return f"登録されているもの: {shown}{'ほか' if len(known) > 10 else ''}。"

    def resolve(self, field: FieldSpec, typed: str, contract_id: str = "") -> str:
        """Return the id that a typed reference means. Raises as :meth:`find`."""
        return self.find(KINDS[field.to], typed, contract_id).id
