"""The shape of a YAML file, as its published JSON Schema says it.

The schemas in `gioia/schemas` are the one place that says which keys a file has. Editors complete them from there, and
`check_shape` holds a file's tree against the same schema and reports every departure at its line, with the nearest key
where one was misspelt. It knows the part of JSON Schema 2020-12 that those files use: type, properties, required,
additionalProperties, items, enum, pattern, minLength, anyOf of a text and a mapping, and $ref to $defs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from gioia.findings import Finding, finding, suggestion
from gioia.plaintext.tree import Node

Schema = dict[str, Any]

_SCHEMAS = Path(__file__).parent.parent / "schemas"
_KINDS = {"object": "map", "array": "list"}
_WORDS = {"map": "a mapping (key: value)", "list": "a list (- item)", "scalar": "a text"}


@cache
def schema(name: str) -> Schema:
    """Return the schema of that name: study, codebook or model."""
    loaded: Schema = msgspec.json.decode((_SCHEMAS / f"{name}.schema.json").read_bytes())
    return loaded


@cache
def known_keys() -> frozenset[str]:
    """Return the keys that any schema knows: words of the program, where others are a person's."""
    found: set[str] = set()

    def gather(part: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        if isinstance(part, dict):
            found.update(part.get("properties", ()))
        for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            gather(each)

    for path in _SCHEMAS.glob("*.schema.json"):
        gather(msgspec.json.decode(path.read_bytes()))
    return frozenset(found)


def check_shape(node: Node, name: str) -> list[Finding]:
    """Return a finding FI5 for every departure of the tree from the schema `name`."""
    whole = schema(name)
    findings: list[Finding] = []
    _check(node, whole, whole, "the file", findings)
    return findings


def _check(node: Node, part: Schema, whole: Schema, what: str, findings: list[Finding]) -> None:
    part = _resolved(node, part, whole)
    wanted = _wanted(part)
    if node.kind == "scalar" and node.null:
        if "null" not in part.get("type", "null"):
            _say(findings, node, f"{what} has no value", f"write {_WORDS[wanted]} after the colon, or delete the key")
        return
    if node.kind != wanted:
        _say(findings, node, f"{what} is {_WORDS[node.kind]}", f"write {_WORDS[wanted]}")
    elif node.kind == "map":
        _check_map(node, part, whole, what, findings)
    elif node.kind == "list":
        for item in node.items:
            _check(item, part.get("items", {}), whole, f"an item of {what}", findings)
    else:
        _check_text(node, part, what, findings)


def _resolved(node: Node, part: Schema, whole: Schema) -> Schema:
    """Return the part with its $ref followed, and of anyOf the branch that is of the node's kind."""
    while "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    if "anyOf" in part:
        branches = [_resolved(node, branch, whole) for branch in part["anyOf"]]
        return next((branch for branch in branches if _wanted(branch) == node.kind), branches[0])
    return part


def _wanted(part: Schema) -> str:
    types = part.get("type", "string")
    return _KINDS.get(types if isinstance(types, str) else types[0], "scalar")


def _check_map(node: Node, part: Schema, whole: Schema, what: str, findings: list[Finding]) -> None:
    properties: Schema = part.get("properties", {})
    for key, value in node.entries.items():
        if key in properties:
            _check(value, properties[key], whole, f"{key!r}", findings)
        elif part.get("additionalProperties") is False:
            remedy = suggestion(key, properties, f"known keys here: {', '.join(properties)}")
            _say(findings, value, f"the key {key!r} is not known in {what}", remedy)
    for key in part.get("required", ()):
        if key not in node.entries:
            _say(findings, node, f"{what} has no {key!r}", f"add the key {key!r}")


def _check_text(node: Node, part: Schema, what: str, findings: list[Finding]) -> None:
    allowed = part.get("enum")
    if allowed and node.text not in allowed:
        remedy = suggestion(node.text, allowed, f"choose one of {', '.join(map(str, allowed))}")
        _say(findings, node, f"{what} is {node.text!r}", remedy)
    if part.get("type") == "boolean" and node.text not in {"true", "false"}:
        _say(findings, node, f"{what} is {node.text!r}", "write true or false")
    if "pattern" in part and not re.search(part["pattern"], node.text):
        _say(findings, node, f"{what} is {node.text!r}", part.get("description", f"write it as {part['pattern']}"))
    if len(node.text) < part.get("minLength", 0):
        _say(findings, node, f"{what} is empty", "write a text")


def _say(findings: list[Finding], node: Node, message: str, remedy: str) -> None:
    findings.append(finding("FI5", node.place, message, remedy))
