"""A page's modules and style sheet as parts of one file.

Every module becomes a function that is called once and returns what the module exports, in an order in which each comes after
those that it imports: so names of one module mean nothing in another, as in the modules themselves. What a module imports it
names, and a module that imports one which imports it back is an error of the program: ValueError.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]+)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
_NAMED = re.compile(r"^export (?:async )?(?:function\*?|class|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b", re.MULTILINE)


def script_of(modules: Mapping[str, str], first: str) -> str:
    """Return one script that does what the module `first` does; `modules` are sources by file name."""
    order: list[str] = []
    _visit(first, modules, order, ())
    parts = "".join(_as_function(name, modules[name]) for name in order)
    return f'"use strict";\n{{\n{parts}}}\n'


def _visit(name: str, modules: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    """Append the module to the order, after all that it imports."""
    if name in above:
        raise ValueError(f"modules import one another: {' > '.join((*above, name))}")
    if name in order:
        return
    for _, other in _IMPORT.findall(modules[name]):
        _visit(other, modules, order, (*above, name))
    order.append(name)


def _as_function(name: str, source: str) -> str:
    exported = ", ".join(_NAMED.findall(source))
    body = _IMPORT.sub(lambda match: f"const {{{match[1]}}} = {_variable(match[2])};\n", source)
    body = _EXPORT.sub("", body)
    if _LEFT.search(body) or "</script" in body or "<!--" in body:
        raise ValueError(f"{name} cannot stand in a page: it imports, exports or says what one cannot hold")
    return f"const {_variable(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _variable(name: str) -> str:
    return f"${name.removesuffix('.js').replace('-', '_')}"


def allowed(content: str) -> str:
    """Return what a policy (Content-Security-Policy) says so that a script or style of this content, and no other, may stand."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
