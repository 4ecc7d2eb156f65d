"""YAML as a tree that knows where everything stands.

A YAML file of a study is read as text, lists and mappings, and nothing else: `2013-12`, `no` and `1e3` are the words that
the person wrote. Every node keeps its line, so that whatever is wrong with it can be shown at its place. Faults that keep
a file from being read at all (tabs, conflict marks, bad syntax) and faults that lose a value silently (a key twice) are
findings.

The tree is built from the parser's events, one by one: an alias is refused where it stands and never followed, and a file
that is nested more deeply than any study is refused before it can exhaust the machine.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from pathlib import Path
from typing import Any, Literal

import yaml
from msgspec import Struct

from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import line_at, read_text, shown_path

_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_NO_LINE_END = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for YAML and for no editor."""
_KEY = r"^\s*(?:- )?([A-Za-z_]+)"
_SLIPS = (
    (re.compile(_KEY + "："), "a full-width colon stands after {0!r}", "write {0}: with a narrow colon and a space"),
    (re.compile(_KEY + r":(?=[^\s:])"), "no space stands after {0}:", "put a space after the colon"),
    (
        re.compile(_KEY + r""": +(?:"[^"]*"|'[^']*') *[^\s#"',]"""),
        "text goes on after the closing quotation mark of {0!r}",
        "put the whole value in single quotation marks, or none",
    ),
    (re.compile(_KEY + r": +[*&@%`|>]\S"), "the value of {0!r} begins with a sign", "put the value in quotation marks"),
)
"""Slips of people who are new to YAML: how to see them in a line, what to say, what to do."""

_NEAR = 3
"""How many lines a slip may stand above the place at which the parser gives up."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50
"""How many lists and mappings may stand in each other; a codebook has nine."""


class Node(Struct):
    """A value of a YAML file: a scalar with its text, a list with its items, or a mapping with its entries.

    `place` is where it begins; of the value of a key, where the key stands. `null` tells a scalar without a value (nothing
    after the colon) from an empty string in quotation marks.
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
    if not findings and not text.strip():
        findings = [
            finding("FI1", Place(shown_path(path)), "the file is empty", "restore it from the history or a backup")
        ]
    if findings:
        return Node("map", Place(shown_path(path))), findings
    return parse_tree(text, shown_path(path))


def parse_tree(text: str, path: str) -> tuple[Node, list[Finding]]:
    """Return the tree of a YAML text and the findings FI2 to FI4. `path` is what the findings name."""
    empty = Node("map", Place(path, 1))
    findings = _conflicts(text, path)
    if findings:
        return empty, findings
    builder = _Builder(text, path)
    try:
        return builder.document() or empty, builder.findings
    except yaml.YAMLError as error:
        return empty, _syntax(error, text, path)


class _Builder:
    """Turns YAML's events into nodes; collects what it has to say on the way."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.no_line_ends = [match.start() for match in _NO_LINE_END.finditer(text)]
        self.events = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Node | None:
        """Return the one document of the file, None where the file holds none."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _fault("another document begins here", event)
                root = self.build(next(self.events), 0)
        return root

    def build(self, event: yaml.Event, depth: int, place: Place | None = None) -> Node:
        """Return the node that begins with `event`; `place` is that of its key."""
        place = place or self.place(event)
        if depth > _DEEPEST:
            raise _fault("nested too deeply", event)
        if isinstance(event, yaml.MappingStartEvent):
            return Node("map", place, entries=self.entries(depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node("list", place, items=self.items(depth))
        if isinstance(event, yaml.AliasEvent):
            remedy = "write the value out at both places"
            self.say("FI2", self.place(event), f"an alias (*{event.anchor}) stands here", remedy)
            return Node("scalar", place, null=True)
        scalar: Any = event
        if _HALF_A_PAIR.search(scalar.value):  # only the parser without C lets it through
            raise _fault("found invalid Unicode character escape code", event)
        return Node("scalar", place, text=scalar.value, null=not scalar.style and scalar.value in _NULLS)

    def items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.build(event, depth + 1))
        return items

    def entries(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self.place(event)
            key = self.build(event, depth + 1)
            value = self.build(next(self.events), depth + 1, place)
            if key.kind != "scalar":
                self.say("FI2", place, "a key is a list or a mapping", "write one word before the colon")
            elif key.text in entries:
                message = f"the key {key.text!r} stands twice here, first at line {entries[key.text].place.line}"
                self.say("FI3", place, message, "keep one of the two")
            else:
                entries[key.text] = value
        return entries

    def place(self, event: yaml.Event) -> Place:
        mark: Any = event.start_mark
        return Place(self.path, mark.line + 1 - bisect_left(self.no_line_ends, mark.index))

    def say(self, rule: str, place: Place, message: str, remedy: str) -> None:
        self.findings.append(finding(rule, place, message, remedy))


def _fault(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _conflicts(text: str, path: str) -> list[Finding]:
    """Return a finding at every mark of a merge that nobody has settled."""
    return [
        finding(
            "FI4",
            Place(path, line_at(text, mark.start())),
            f"a merge left its mark {mark.group(1)}",
            "keep one of the two versions and delete the marks",
        )
        for mark in _CONFLICT.finditer(text)
    ]


def _syntax(error: yaml.YAMLError, text: str, path: str) -> list[Finding]:
    """Return what keeps the file from being read: every tab in its indentation, else the first fault of syntax."""
    tabs = [line_at(text, tab.start()) for tab in _TAB_INDENT.finditer(text)]
    if tabs:
        remedy = "indent with spaces; editors can turn tabs into spaces"
        return [finding("FI2", Place(path, line), "a tab stands in the indentation", remedy) for line in tabs]
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        slip = _slip(error, text)
        if slip is not None:
            return [finding("FI2", Place(path, slip[0]), slip[1], slip[2])]
        line = _line(error.problem_mark, text)
        return [finding("FI2", Place(path, line), f"not YAML: {error.problem or error.context}", _hint(error))]
    if isinstance(error, yaml.reader.ReaderError):
        character = error.character if isinstance(error.character, str) else chr(error.character)
        line = line_at(text, text.find(character))
        message = f"the character U+{ord(character):04X} may not stand in YAML"
        return [finding("FI2", Place(path, line), message, "delete it")]
    return [finding("FI2", Place(path), f"not YAML: {error}", "correct the file")]


def _line(mark: yaml.Mark, text: str) -> int:
    return int(mark.line) + 1 - len(_NO_LINE_END.findall(text, 0, mark.index))


def _slip(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str] | None:
    """Return line, message and remedy of a slip that people often make, where one stands at or above the fault."""
    is_open = "quoted scalar" in (error.context or "") and "unexpected" in (error.problem or "")
    if is_open and error.context_mark is not None:
        return _line(error.context_mark, text), "a quotation mark that opens here is not closed", "close it"
    if error.problem_mark is None:
        return None
    last = _line(error.problem_mark, text)
    for number, line in reversed(list(enumerate(text.split("\n")[:last], start=1))[-_NEAR:]):
        for pattern, message, remedy in _SLIPS:
            if match := pattern.match(line):
                return number, message.format(match[1]), remedy.format(match[1])
    return None


def _hint(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return "put the text in quotation marks where it holds a colon and a space, or correct the indentation"
    if "another document" in problem:
        return "one file is one document: delete the line of three dashes, or move what follows to its own file"
    if "escape" in problem or "Unicode" in problem:
        return "write the character itself, or put the text in single quotation marks"
    return "simplify it" if "nested" in problem else "correct the line, or the one above it"
