"""What a template may say: which slots it names, and which Jinja it uses.

A slot is named by its path: ``title``, or ``rows.label`` for the ``label`` of each of ``rows``. Loops are followed, so
``{% for row in rows %}{{ row.label }}{% endfor %}`` names ``rows.label``. Anything that could name a value in another
way (filters, calls, ``set``, macros) is refused: what is left can be accounted for in full.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import nodes

Scope = Mapping[str, str]  # loop variable -> the path of the list it runs through

_PLAIN = frozenset(
    {"Template", "Output", "TemplateData", "If", "Const", "Compare", "Operand", "Not", "And", "Or", "CondExpr"}
)
COUNTERS = frozenset({"index", "first", "last", "length"})  # of Jinja's ``loop``
_LOOP = "(loop)"  # what ``loop`` stands for within a loop: no slot can be named so


class UnfitTemplateError(Exception):
    """The template uses Jinja that cannot be accounted for."""

    def __init__(self, node: "nodes.Node") -> None:
        """Take the node, and the line of the source it stands in."""
        super().__init__(type(node).__name__)
        self.line = node.lineno


def used_slots(template: "nodes.Template", slots: frozenset[str]) -> frozenset[str]:
    """Return the path of every slot that a parsed template names; raises UnfitTemplateError."""
    lists = frozenset(path.rpartition(".")[0] for path in slots if "." in path)
    return frozenset(_walk(template, {}, lists)) - {f"{_LOOP}.{counter}" for counter in COUNTERS}


def _walk(node: "nodes.Node", scope: Scope, lists: frozenset[str]) -> Iterator[str]:
    """Yield the paths named under a node."""
    from jinja2 import nodes

    if isinstance(node, nodes.For):
        yield from _walk_loop(node, scope, lists)
    elif isinstance(node, nodes.Name | nodes.Getattr):
        yield _path(node, scope)
    elif type(node).__name__ in _PLAIN:
        for child in node.iter_child_nodes():
            yield from _walk(child, scope, lists)
    else:
        raise UnfitTemplateError(node)


def _walk_loop(node: "nodes.For", scope: Scope, lists: frozenset[str]) -> Iterator[str]:
    """Follow ``for NAME in LIST``: within it, NAME stands for LIST."""
    from jinja2 import nodes

    if not isinstance(node.target, nodes.Name) or node.test is not None:
        raise UnfitTemplateError(node)
    path = _path(node.iter, scope)
    if path not in lists:
        yield path  # no list of ours, so an unknown slot; what it holds is beside the point
        return
    for child in (*node.body, *node.else_):
        yield from _walk(child, {**scope, node.target.name: path, "loop": _LOOP}, lists)


def _path(node: "nodes.Node", scope: Scope) -> str:
    """Return the path that a name, or an attribute of one, stands for."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node, scope)}.{node.attr}"
    raise UnfitTemplateError(node)
