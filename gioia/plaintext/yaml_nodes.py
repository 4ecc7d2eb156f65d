"""Where things stand in the text of a YAML file: its mappings, its lists, the lines of an item with their comments.

Positions are code points into the text. A comment that stands right above an item, in its column, belongs to the item; so
does one below it that is indented more deeply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from gioia.errors import GioiaError
from gioia.plaintext.tree import Node

Step = str | tuple[str, str]
"""A key of a mapping, or (key, value): the item of a list whose `key` is `value`."""


def compose(text: str) -> yaml.MappingNode | None:
    """Return the mapping that a file holds, None for an empty file. Raises GioiaError for anything else."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)  # the C parser's marks count otherwise
    except (yaml.YAMLError, RecursionError) as error:
        raise GioiaError("the file is not YAML", remedy="see gioia check", exit_code=1) from error
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode):
        raise GioiaError("the file is no mapping", remedy="see gioia check", exit_code=1)
    return root


def walk(node: yaml.Node, path: Sequence[Step]) -> yaml.MappingNode:
    """Return the mapping at `path`. Raises GioiaError where there is none."""
    for step in path:
        node = _step(node, step)
    if not isinstance(node, yaml.MappingNode):
        raise GioiaError(f"{path[-1]!r} is no mapping", remedy="see gioia check", exit_code=1)
    return node


def entry_of(mapping: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the key and the value of an entry, None where the mapping has none of that key."""
    return next(((known, value) for known, value in mapping.value if known.value == key), None)


def _step(node: yaml.Node, step: Step) -> yaml.Node:
    """Return the value of a key, or the item of a list that bears a name; other items are passed over."""
    key, name = (step, None) if isinstance(step, str) else step
    holders = [node] if name is None else node.value
    for holder in holders:
        for known, value in holder.value if isinstance(holder, yaml.MappingNode) else ():
            if known.value == key and (name is None or value.value == name):
                found: yaml.Node = value if name is None else holder
                return found
    raise GioiaError(f"{name or key!r} is not there", remedy="see gioia check", exit_code=1)


def content_end(node: yaml.Node, text: str) -> int:
    """Return the index just after the last character that belongs to the node: no comment, no blank line."""
    if isinstance(node, yaml.ScalarNode):
        end = int(node.end_mark.index)
        if node.style not in {"|", ">"}:
            return end
        keeps_blank_lines = node.value == "\n" or node.value.endswith("\n\n")
        return end - 1 if keeps_blank_lines else len(text[:end].rstrip("\r\n"))
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if isinstance(last, tuple):
        key, value = last
        return max(content_end(value, text), int(key.end_mark.index))
    return content_end(last, text)


def below(text: str, at: int, column: int) -> int:
    """Return where the line after that of the character before `at` begins, past the comments that belong above it.

    Those are the comments that are indented more deeply than `column`.
    """
    comments = re.compile(rf"(?: {{{column + 1},}}#.*(?:\n|\Z))*")
    found = comments.match(text, text.find("\n", at) + 1 or len(text))
    return found.end() if found else len(text)


def item_lines(text: str, item: yaml.Node) -> tuple[int, int, int]:
    """Return where the lines of an item of a list begin and end, comments included, and the column of its dash.

    Raises GioiaError where the item does not stand on lines of its own.
    """
    begin = text.rfind("\n", 0, item.start_mark.index) + 1
    dash = re.compile(r"( *)-(?: +| *#.*| *\r?)(?=\S|\r?\n|\Z)")
    head = dash.match(text, begin)
    while head is None and begin:
        begin = text.rfind("\n", 0, begin - 1) + 1
        head = dash.match(text, begin)
    if head is None or text[head.end() : item.start_mark.index].strip():
        raise GioiaError("the list is written in brackets", remedy="write each item on lines of its own")
    column = len(head[1])
    end = below(text, content_end(item, text), column)
    above = re.compile(rf" {{{column}}}#.*\n\Z")
    while begin:
        line = text.rfind("\n", 0, begin - 1) + 1
        if not above.match(text[line:begin]):
            break
        begin = line
    return begin, end, column


def plain(node: Node) -> Any:  # noqa: ANN401 - a YAML file holds texts, lists and mappings in any nesting
    """Return the tree as plain dictionaries, lists and texts; a scalar without a value is None."""
    if node.kind == "map":
        return {key: plain(value) for key, value in node.entries.items()}
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return None if node.null else node.text


def place_in(whole: Any, path: Sequence[Step]) -> Any:  # noqa: ANN401 - see `plain`
    """Return what stands at `path` in a plain tree that has it."""
    for step in path:
        whole = whole[step] if isinstance(step, str) else next(item for item in whole if _has(item, *step))
    return whole


def _has(item: object, key: str, name: str) -> bool:
    return isinstance(item, dict) and item.get(key) == name
