"""Editing a YAML file without touching what a person wrote in it.

A list gets a new item by inserting lines after its last one, an item is moved or removed with its lines and comments, a value
is replaced where it stands; every other character of the file, comments and blank lines included, stays where it is, so
that the change that git shows is the change that was meant. (Libraries that write a whole file anew move the comment below
a list to the wrong side of an item added to it.) The edited text is read again and held against what was meant before
anybody writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from gioia.errors import GioiaError
from gioia.plaintext.tree import parse_tree
from gioia.plaintext.yaml_nodes import Step, below, compose, content_end, entry_of, item_lines, place_in, plain, walk

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
    *parents, last = path

    def add(whole: Any) -> None:  # noqa: ANN401 - a plain tree
        place = place_in(whole, parents)
        place[last] = [*(place.get(last) or []), *items]

    return _held(text, _insert(text, path, _Written(items)), add)


def remove_item(text: str, path: Sequence[Step]) -> str:
    """Return `text` without the item at `path`, which ends with (key, value); its lines and its comments go.

    Raises GioiaError where it is not there or does not stand on lines of its own.
    """
    begin, end, _ = item_lines(text, _item(text, path))
    return _held(text, text[:begin] + text[end:], lambda whole: _taken(whole, path))


def move_item(text: str, path: Sequence[Step], to: Sequence[Step]) -> str:
    """Return `text` with the item at `path` as the last item of the list at `to`, its lines and comments as they were.

    Raises GioiaError where it is not there, where it does not stand on lines of its own, or where the list at `to` is written
    in a way that cannot be added to.
    """
    begin, end, column = item_lines(text, _item(text, path))
    lines = text[begin:end]
    without = text[:begin] + text[end:]

    def move(whole: Any) -> None:  # noqa: ANN401 - a plain tree
        item = _taken(whole, path)
        place = place_in(whole, to[:-1])
        place[to[-1]] = [*(place.get(to[-1]) or []), item]

    return _held(text, _insert(without, to, _Moved(lines, column)), move)


def set_value(text: str, path: Sequence[Step], key: str, value: str) -> str:
    """Return `text` with `value` under `key` of the mapping at `path`; a key that is missing comes last in it.

    Raises GioiaError where the mapping is not there, or where the value is written in a way that cannot be replaced.
    """
    root = compose(text)
    if root is None:
        raise GioiaError("the file is empty", remedy="see gioia check", exit_code=1)
    mapping = walk(root, path)
    entry = entry_of(mapping, key)
    if entry is None:
        line = " " * mapping.start_mark.column + f"{key}: {_scalar(value)}\n"
        if mapping.flow_style:
            raise GioiaError("the item is written in braces", remedy="write it on lines of its own")
        edited = _after(text, content_end(mapping, text), line)
    else:
        begin, end = entry[1].start_mark.index, max(entry[1].start_mark.index, content_end(entry[1], text))
        blank = " " if text[begin - 1] == ":" else ""
        edited = text[:begin] + blank + (_flow(value) if mapping.flow_style else _scalar(value)) + text[end:]
    return _held(text, edited, lambda whole: place_in(whole, path).update({key: value}))


def set_list(text: str, path: Sequence[Step], key: str, values: Sequence[str]) -> str:
    """Return `text` with the texts `values` as the list under `key` of the mapping at `path`, which has one.

    A list in brackets is written anew; of one on lines, lines that stay are not touched. Raises GioiaError where a comment
    stands inside the brackets, which would be lost, or where there is no list.
    """
    entry = entry_of(_item(text, path), key)
    if entry is None or not isinstance(entry[1], yaml.SequenceNode) or not entry[1].value:
        raise GioiaError(f"{key!r} is no list", remedy="see gioia check", exit_code=1)
    node = entry[1]
    if node.flow_style:
        begin, end = node.start_mark.index, node.end_mark.index
        if "#" in text[begin:end]:
            raise GioiaError(f"{key}: a comment stands inside the brackets", remedy="put it above the list")
        edited = text[:begin] + _flow_list(values) + text[end:]
    else:
        edited = _with_lines(text, node, values)
    left = list(values) if values or node.flow_style else None
    return _held(text, edited, lambda whole: place_in(whole, path).update({key: left}))


def _flow_list(values: Sequence[str]) -> str:
    return f"[{', '.join(_flow(value) for value in values)}]"


def _with_lines(text: str, node: yaml.SequenceNode, values: Sequence[str]) -> str:
    """Return the text with the items of a list on lines replaced by `values`, of which there are no more than items."""
    kept = [item for item in node.value if item.value in values]
    others = [value for value in values if value not in {item.value for item in kept}]
    for item in reversed(node.value):
        if item in kept:
            continue
        begin, end, _ = item_lines(text, item)
        if others:
            text = text[: item.start_mark.index] + _scalar(others.pop()) + text[content_end(item, text) :]
        else:
            text = text[:begin] + text[end:]
    return text


class _Written:
    """Items that are new: written in the style of the place to which they come."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items

    def at(self, column: int) -> str:
        """Return the items as lines of a list whose dashes stand at `column`."""
        return "".join(_lines(item, column) for item in self.items)

    def flow(self) -> str:
        """Return the items as they stand in brackets."""
        return ", ".join(map(_flow, self.items))


class _Moved:
    """An item that is there already: its lines, as they are, with the dash at `column`."""

    def __init__(self, lines: str, column: int) -> None:
        self.lines, self.column = lines, column

    def at(self, column: int) -> str:
        """Return the lines with the dash at another column."""
        ended = _ended(self.lines).replace("\r\n", "\n")
        if column >= self.column:
            return "".join(
                " " * (column - self.column) * bool(line.strip()) + line for line in ended.splitlines(keepends=True)
            )
        surplus = re.compile(rf"^ {{0,{self.column - column}}}", re.MULTILINE)
        return surplus.sub("", ended)

    def flow(self) -> str:
        """Refuse: lines do not fit between brackets."""
        raise GioiaError("the list is written in brackets", remedy="write each item on lines of its own")


def written_scalar(text: str, *, quoted: bool = False) -> str:
    """Return a text as it is written as a value on one line, in double quotation marks where that is asked for or needed."""
    if not quoted:
        return _scalar(text)
    return yaml.dump(text, allow_unicode=True, width=2**31, default_style='"').rstrip("\n")


def _item(text: str, path: Sequence[Step]) -> yaml.MappingNode:
    root = compose(text)
    if root is None:
        raise GioiaError("the file is empty", remedy="see gioia check", exit_code=1)
    return walk(root, path)


def _taken(whole: Any, path: Sequence[Step]) -> Any:  # noqa: ANN401 - a plain tree
    """Take the item at `path` out of a plain tree, and return it."""
    *parents, key, _ = path
    item, holder = place_in(whole, path), place_in(whole, parents)
    left = [other for other in holder[key] if other is not item]
    holder[key] = left or None
    return item


def _insert(text: str, path: Sequence[Step], item: _Written | _Moved) -> str:
    *parents, last = path
    if not isinstance(last, str):
        raise TypeError("a path ends with the key of a list")
    root = compose(text)
    if root is None:
        return _ended(text) + _with_line_ends_of(text, _block_list(last, item, 0))
    mapping = walk(root, parents)
    if mapping.flow_style and mapping.value:
        raise GioiaError(
            f"{last}: the mapping that holds it is written in braces", remedy="write it on lines of its own"
        )
    entry = entry_of(mapping, last)
    column = mapping.start_mark.column
    if entry is None:
        return _after(text, content_end(mapping, text), _block_list(last, item, column))
    key, value = entry
    if isinstance(value, yaml.SequenceNode) and value.value:
        if value.flow_style:
            at = content_end(value.value[-1], text)
            return f"{text[:at]}, {item.flow()}{text[at:]}"
        return _after(text, content_end(value, text), item.at(value.start_mark.column))
    start, end = value.start_mark.index, value.end_mark.index
    if "#" in text[start:end]:
        return f"{text[: end - 1]}{item.flow()}{text[end - 1 :]}"
    after_colon = text.index(":", key.end_mark.index) + 1
    without_value = text[:after_colon] + text[max(end, after_colon) :]
    return _after(without_value, after_colon, item.at(column + 2))


def _after(text: str, at: int, lines: str) -> str:
    """Return the text with `lines` inserted below the line that holds the character before `at`.

    Comments that follow and are indented more deeply than `lines` belong to what stands above; they stay with it.
    """
    end = below(text, at, len(lines) - len(lines.lstrip(" ")))
    return _ended(text[:end]) + _with_line_ends_of(text, lines) + text[end:]


def _block_list(key: str, item: _Written | _Moved, column: int) -> str:
    return f"{' ' * column}{_scalar(key)}:\n{item.at(column + 2)}"


def _lines(item: Item, column: int) -> str:
    """Return the item as lines of a list whose dashes stand at `column`."""
    if isinstance(item, str):
        return f"{' ' * column}- {_scalar(item)}\n"
    dumped = yaml.dump(
        dict(item), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31, default_flow_style=False
    )
    first, *rest = dumped.splitlines()
    return "".join([f"{' ' * column}- {first}\n", *(f"{' ' * (column + 2)}{line}\n" for line in rest)])


def _scalar(text: str) -> str:
    return yaml.dump(text, Dumper=_Dumper, allow_unicode=True, width=2**31).removesuffix("\n...\n").rstrip("\n")


def _flow(item: Item) -> str:
    dumped = yaml.dump(item, Dumper=_Dumper, allow_unicode=True, width=2**31, default_flow_style=True, sort_keys=False)
    return dumped.removesuffix("\n...\n").rstrip("\n")


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + _with_line_ends_of(text, "\n")


def _with_line_ends_of(text: str, lines: str) -> str:
    """Return the lines with the line ends that `text` has; what stands in the text keeps its own."""
    return lines.replace("\n", "\r\n") if "\r\n" in text else lines


def _held(before: str, after: str, change: Callable[[Any], object]) -> str:
    """Return the edited text, held against the meant change; a text that is not what was meant is never written."""
    wanted = plain(parse_tree(before, "")[0])
    change(wanted)
    edited, findings = parse_tree(after, "")
    if findings or plain(edited) != wanted:
        raise GioiaError("the file cannot be edited there", remedy="change it by hand", exit_code=1)
    return after
