"""Adding to a YAML file without touching what a person wrote in it.

A list gets a new item by inserting lines after its last one; every other character of the file, comments and blank lines
included, stays where it is, so that the change that git shows is the change that was meant. (Libraries that write a whole
file anew move the comment below a list to the wrong side of an item added to it.) The edited text is read again and held
against what was meant before anybody writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from gioia.errors import GioiaError
from gioia.plaintext.tree import Node, parse_tree

Step = str | tuple[str, str]
"""A key of a mapping, or (key, value): the item of a list whose `key` is `value`."""

Item = str | Mapping[str, Any]
"""An item of a list: a text or a mapping."""

_BREAKS = re.compile("[\n\x85\u2028\u2029]")
"""What YAML takes for a line end; in double quotation marks it is written as an escape, on one line."""


class _Dumper(yaml.SafeDumper):
    """Indents the items of a list below their key, as people do, and keeps every text on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        super().increase_indent(flow, indentless=False)

    def text(self, text: str) -> yaml.ScalarNode:
        # Between the marks of an empty text somebody is going to write, and an apostrophe ends a text in single ones.
        style = '"' if not text or _BREAKS.search(text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.text)


def append_item(text: str, path: Sequence[Step], item: Item) -> str:
    """Return `text` with `item` as the last item of the list at `path`; the list is made where there is none.

    Raises GioiaError where the place is written in a way that cannot be added to (a mapping in braces, bad YAML).
    """
    return append_items(text, path, [item])


def append_items(text: str, path: Sequence[Step], items: Sequence[Item]) -> str:
    """Return `text` with the items at the end of the list at `path`, as `append_item` does with one."""
    if not items:
        return text
    edited = _insert(text, path, items)
    _verify(text, edited, path, items)
    return edited


def _insert(text: str, path: Sequence[Step], items: Sequence[Item]) -> str:
    *parents, last = path
    if not isinstance(last, str):
        raise TypeError("a path ends with the key of a list")
    root = _compose(text)
    if root is None:
        return _ended(text) + _with_line_ends_of(text, _block_list(last, items, 0))
    mapping = _walk(root, parents)
    if mapping.flow_style and mapping.value:
        raise GioiaError(
            f"{last}: the mapping that holds it is written in braces", remedy="write it on lines of its own"
        )
    entry = next(((key, value) for key, value in mapping.value if key.value == last), None)
    column = mapping.start_mark.column
    if entry is None:
        return _after(text, _content_end(mapping, text), _block_list(last, items, column))
    key, value = entry
    if isinstance(value, yaml.SequenceNode) and value.value:
        if value.flow_style:
            at = _content_end(value.value[-1], text)
            return f"{text[:at]}, {_flow(items)}{text[at:]}"
        return _after(text, _content_end(value, text), _lines(items, value.start_mark.column))
    start, end = value.start_mark.index, value.end_mark.index
    if "#" in text[start:end]:
        return f"{text[: end - 1]}{_flow(items)}{text[end - 1 :]}"
    after_colon = text.index(":", key.end_mark.index) + 1
    without_value = text[:after_colon] + text[max(end, after_colon) :]
    return _after(without_value, after_colon, _lines(items, column + 2))


def _compose(text: str) -> yaml.MappingNode | None:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)  # the C parser's marks count otherwise
    except (yaml.YAMLError, RecursionError) as error:
        raise GioiaError("the file is not YAML", remedy="see gioia check", exit_code=1) from error
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode):
        raise GioiaError("the file is no mapping", remedy="see gioia check", exit_code=1)
    return root


def _walk(node: yaml.Node, path: Sequence[Step]) -> yaml.MappingNode:
    for step in path:
        node = _step(node, step)
    if not isinstance(node, yaml.MappingNode):
        raise GioiaError(f"{path[-1]!r} is no mapping", remedy="see gioia check", exit_code=1)
    return node


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


def _content_end(node: yaml.Node, text: str) -> int:
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
        return max(_content_end(value, text), int(key.end_mark.index))
    return _content_end(last, text)


def _after(text: str, at: int, lines: str) -> str:
    """Return the text with `lines` inserted below the line that holds the character before `at`.

    Comments that follow and are indented more deeply than `lines` belong to what stands above; they stay with it.
    """
    column = len(lines) - len(lines.lstrip(" "))
    comments = re.compile(rf"(?: {{{column + 1},}}#.*(?:\n|\Z))*")
    below = comments.match(text, text.find("\n", at) + 1 or len(text))
    end = below.end() if below else len(text)
    return _ended(text[:end]) + _with_line_ends_of(text, lines) + text[end:]


def _block_list(key: str, items: Sequence[Item], column: int) -> str:
    return f"{' ' * column}{_scalar(key)}:\n{_lines(items, column + 2)}"


def _lines(items: Sequence[Item], column: int) -> str:
    """Return the items as lines of a list whose dashes stand at `column`."""
    return "".join(_item_lines(item, column) for item in items)


def _item_lines(item: Item, column: int) -> str:
    if isinstance(item, str):
        return f"{' ' * column}- {_scalar(item)}\n"
    dumped = yaml.dump(
        dict(item), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31, default_flow_style=False
    )
    first, *rest = dumped.splitlines()
    return "".join([f"{' ' * column}- {first}\n", *(f"{' ' * (column + 2)}{line}\n" for line in rest)])


def _scalar(text: str) -> str:
    return yaml.dump(text, Dumper=_Dumper, allow_unicode=True, width=2**31).removesuffix("\n...\n").rstrip("\n")


def _flow(items: Sequence[Item]) -> str:
    """Return the items as they stand in a list in brackets."""
    dumped = (
        yaml.dump(item, Dumper=_Dumper, allow_unicode=True, width=2**31, default_flow_style=True, sort_keys=False)
        for item in items
    )
    return ", ".join(item.removesuffix("\n...\n").rstrip("\n") for item in dumped)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + _with_line_ends_of(text, "\n")


def _with_line_ends_of(text: str, lines: str) -> str:
    """Return the lines with the line ends that `text` has; what stands in the text keeps its own."""
    return lines.replace("\n", "\r\n") if "\r\n" in text else lines


def _verify(before: str, after: str, path: Sequence[Step], items: Sequence[Item]) -> None:
    """Hold the edited text against the meant change; a text that is not what was meant is never written."""
    wanted: Any = _plain(parse_tree(before, "")[0])
    place = wanted
    for step in path[:-1]:
        place = place[step] if isinstance(step, str) else next(i for i in place if _has(i, *step))
    place[path[-1]] = [*(place.get(path[-1]) or []), *items]
    edited, findings = parse_tree(after, "")
    if findings or _plain(edited) != wanted:
        raise GioiaError(f"{path[-1]}: the file cannot be added to there", remedy="add the item by hand", exit_code=1)


def _has(item: object, key: str, name: str) -> bool:
    return isinstance(item, dict) and item.get(key) == name


def _plain(node: Node) -> Any:  # noqa: ANN401 - a YAML file holds texts, lists and mappings in any nesting
    """Return the tree as plain dictionaries, lists and texts; a scalar without a value is None."""
    if node.kind == "map":
        return {key: _plain(value) for key, value in node.entries.items()}
    if node.kind == "list":
        return [_plain(item) for item in node.items]
    return None if node.null else node.text
