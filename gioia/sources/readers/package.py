"""Zip packages of XML parts, as Office programs write them: parts by their names, and the relations between them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from gioia.sources.readers import damaged
from gioia.sources.readers.archives import member, opened
from gioia.sources.readers.xml_trees import parsed


class Package:
    """The parts of one file, by their names; `name` is the file's, for messages."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        self._archive = opened(raw, name, "the Office file")
        self._paths = {info.filename.lstrip("/"): info.filename for info in self._archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._paths

    def part(self, part: str) -> bytes:
        """Return the unpacked bytes of a part. Raises GioiaError where it is missing or damaged."""
        if part not in self._paths:
            raise damaged(self.name, f"the part {part}")
        return member(self._archive, self._paths[part], self.name, f"the part {part}")

    def xml(self, part: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return the root element of an XML part."""
        return parsed(self.part(part), self.name, f"the part {part}")

    def related(self, part: str, kind: str) -> str:
        """Return the name of the part that `part` ("" for the package) relates to by the ending of a kind, or ""."""
        return next(self.parts_related(part, kind), "")

    def parts_related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of all parts that `part` relates to by the ending of a kind."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self:
            return
        for relation in self.xml(relations):
            inside = relation.get("TargetMode") != "External"
            if inside and (relation.get("Type") or "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                yield from [name for name in dict.fromkeys((target[1:], unquote(target[1:]))) if name in self][:1]
