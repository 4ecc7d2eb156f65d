"""YAML as a tree that knows where everything stands.

A YAML file of a study is read as text, lists and mappings, and nothing else: `2013-12`, `no` and `1e3` are the words that
the person wrote. Every node keeps its line, so that whatever is wrong with it can be shown at its place. Faults that keep
a file from being read at all (tabs, conflict marks, bad syntax) and faults that lose a value silently (a key twice) are
findings.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import yaml
from msgspec import Struct

from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import read_text, shown_path

_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t\s*\S", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(Struct):
    """A value of a YAML file: a scalar with its text, a list with its items, or a mapping with its entries.

    `line` is 1-based. `null` tells a scalar without a value (nothing after the colon) from an empty string in quotation
    marks.
    """

    kind: Literal["scalar", "list", "map"]
    place: Place
    text: str = ""
    null: bool = False
    items: list[Node] = []
    entries: dict[str, Node] = {}

    def get(self, key: str) -> Node | None:
        """Return the entry, or None where it is missing or has no value."""
        node = self.entries.get(key)
        return None if node is None or node.null else node

    def string(self, key: str) -> str:
        """Return the entry's text, empty where it is missing or no scalar."""
        node = self.get(key)
        return node.text if node is not None else ""

    def list(self, key: str) -> list[Node]:
        """Return the entry's items, empty where it is missing or no list."""
        node = self.get(key)
        return node.items if node is not None else []

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the texts of the entry's scalar items."""
        return tuple(item.text for item in self.list(key) if item.kind == "scalar" and not item.null)


def read_tree(path: Path) -> tuple[Node, list[Finding]]:
    """Return the file's tree and the findings FI1 to FI4 and FI6; an unreadable file gives an empty mapping."""
    text, findings = read_text(path)
    if findings:
        return Node("map", Place(shown_path(path))), findings
    return parse_tree(text, shown_path(path))


def parse_tree(text: str, path: str) -> tuple[Node, list[Finding]]:
    """Return the tree of a YAML text and the findings FI2 to FI4. `path` is what the findings name."""
    empty = Node("map", Place(path, 1))
    findings = _conflicts(text, path)
    if findings:
        return empty, findings
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        return empty, _syntax(error, text, path)
    if root is None:
        return empty, []
    builder = _Builder(path)
    return builder.build(root), builder.findings


class _Builder:
    """Turns YAML's nodes into ours; collects what it has to say on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node) -> Node:
        place = Place(self.path, node.start_mark.line + 1)
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self.seen:
                self.say("FI2", place, "an alias (*name) stands here", "write the value out at both places")
                return Node("map", place)
            self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Node("map", place, entries=self.entries(node))
        if isinstance(node, yaml.SequenceNode):
            return Node("list", place, items=[self.build(item) for item in node.value])
        plain = getattr(node, "style", None) is None
        return Node("scalar", place, text=node.value, null=plain and node.value in _NULLS)

    def entries(self, node: yaml.MappingNode) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for key, value in node.value:
            place = Place(self.path, key.start_mark.line + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.say("FI2", place, "a key is a list or a mapping", "write one word before the colon")
                continue
            name = key.value
            if name in entries:
                remedy = "keep one of the two"
                self.say(
                    "FI3",
                    place,
                    f"the key {name!r} stands twice here, first at line {entries[name].place.line}",
                    remedy,
                )
                continue
            entries[name] = self.build(value)
        return entries

    def say(self, rule: str, place: Place, message: str, remedy: str) -> None:
        self.findings.append(finding(rule, place, message, remedy))


def _conflicts(text: str, path: str) -> list[Finding]:
    """Return a finding at every mark of a merge that nobody has settled."""
    return [
        finding(
            "FI4",
            Place(path, text.count("\n", 0, mark.start()) + 1),
            f"a merge left its mark {mark.group(1)}",
            "keep one of the two versions and delete the marks",
        )
        for mark in _CONFLICT.finditer(text)
    ]


def _syntax(error: yaml.YAMLError | RecursionError, text: str, path: str) -> list[Finding]:
    """Return what keeps the file from being read: every tab in its indentation, else the first fault of syntax."""
    tabs = [text.count("\n", 0, tab.start()) + 1 for tab in _TAB_INDENT.finditer(text)]
    if tabs:
        remedy = "indent with spaces; editors can turn tabs into spaces"
        return [finding("FI2", Place(path, line), "a tab stands in the indentation", remedy) for line in tabs]
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line = error.problem_mark.line + 1
        return [finding("FI2", Place(path, line), f"not YAML: {error.problem or error.context}", _hint(error))]
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        message = f"the character U+{_code(error.character):04X} may not stand in YAML"
        return [finding("FI2", Place(path, line), message, "delete it")]
    return [finding("FI2", Place(path), "the file is nested too deeply to be read", "simplify it")]


def _code(character: int | str) -> int:
    return character if isinstance(character, int) else ord(character)


def _hint(error: yaml.MarkedYAMLError) -> str:
    if error.problem and "mapping values are not allowed" in error.problem:
        return "put the text in quotation marks where it holds a colon and a space, or correct the indentation"
    return "correct the line, or the one above it"
