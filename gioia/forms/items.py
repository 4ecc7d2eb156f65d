"""The forms as their authors number them, read from the YAML files of this package."""

from __future__ import annotations

from functools import cache
from importlib import resources

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.forms.told import Words
from gioia.plaintext.tree import Node, parse_tree

FORMS = ("coreq", "srqr", "jars-qual", "transparency")
"""The forms that there are, each a file of this package."""


class Item(Struct, frozen=True):
    """What a form asks for under a number: `heading` and `topic` in both languages, and what answers it.

    Of the statements in `asks` all are needed; `tells` are names of facts, `may` statements that add to them. Where `asks` is
    empty, any of these is an answer. Where the statement `without` does not apply, neither does the item, for the same reason.
    With `anyway` the facts answer it even where what it asks for does not apply: a study without participants has documents.
    """

    number: str
    heading: Words
    topic: Words
    asks: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    without: str = ""
    anyway: bool = False


class Blank(Struct, frozen=True):
    """A form before it is filled: its title, the work that it is from, short and in full, a note on it, and its items in order."""

    name: str
    title: Words
    work: str
    reference: str
    note: Words
    items: tuple[Item, ...]


@cache
def blank(name: str) -> Blank:
    """Return the form of a name. Raises GioiaError, with the nearest name, for one that there is not."""
    if name not in FORMS:
        raise GioiaError(f"no form is called {name!r}", remedy=suggestion(name, FORMS, f"choose of {', '.join(FORMS)}"))
    text = resources.files("gioia.forms").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    tree = parse_tree(text, f"{name}.yaml")[0]
    items = tuple(
        _item(node, _words(group.entries["heading"])) for group in tree.list("headings") for node in group.list("items")
    )
    note = tree.get("note")
    return Blank(
        name,
        _words(tree.entries["title"]),
        tree.string("work"),
        tree.string("reference"),
        _words(note) if note else ("", ""),
        items,
    )


def _item(node: Node, heading: Words) -> Item:
    asks, tells, may = (node.strings(key) for key in ("asks", "tells", "may"))
    return Item(
        node.string("number"),
        heading,
        _words(node),
        asks,
        tells,
        may,
        node.string("without"),
        node.string("anyway") == "yes",
    )


def _words(node: Node) -> Words:
    return node.string("en"), node.string("zh")
