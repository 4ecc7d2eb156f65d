"""The messages that the source can give, read from its syntax: English templates with {} for what varies.

What a finding, an error, a remedy or the message of an edit is made of is followed back through local names, constants,
parameters (to the calls of their function in the same file) and functions of the package (to what they return). A part that
a function returns, or that is joined from several, is a template of its own: translating fills it in by itself.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "gioia"

_FORMAT = re.compile(r"\{\d(?:!r)?\}")
_MOST = 200
_VARIES = "{}"
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_ARGUMENTS = {
    "finding": (2, 3),
    "Finding": (2, 3),
    "Refusal": (1, 2),
    "suggestion": (2,),
    "Plan": (1,),
    "Remark": (0, 1),
    "remark": (3,),
    "Doubt": (0, 1),
}
_KEYWORDS = frozenset({"message", "messages", "remedy", "otherwise"})


@cache
def templates() -> dict[str, str]:
    """Return template → the file of the package that it was first found in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for template in _module(path).messages():
            found.setdefault(template, path.relative_to(ROOT).as_posix())
    for path in sorted((PACKAGE / "schemas").glob("*.json")):
        for remedy in _schema_remedies(json.loads(path.read_text(encoding="utf-8"))):
            found.setdefault(remedy, "gioia/study/loading.py")
    return found


def _schema_remedies(part: Any) -> Iterator[str]:
    """Yield what a schema says of texts with a pattern: the remedy where a text does not fit it."""
    if isinstance(part, dict) and isinstance(part.get("pattern"), str) and "description" in part:
        yield part["description"]
    for below in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _schema_remedies(below)


@cache
def nouns() -> dict[str, str]:
    """Return each noun that messages count (`counted(3, "coding")`) → the file of the package that it was first found in.

    Displays, forms and reports word what they say in both languages themselves.
    """
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name in {"displays", "forms", "report"}:
            continue
        module = _module(path)
        for call, function in module.calls("counted"):
            if len(call.args) > 1:
                for noun in module.whole(call.args[1], function, frozenset()):
                    if _says(noun) and _VARIES not in noun:
                        found.setdefault(noun, path.relative_to(ROOT).as_posix())
    return found


def _says(template: str) -> bool:
    """Tell whether a template has words, and not only marks around what varies."""
    return any(char.isalpha() for char in template.replace(_VARIES, ""))


def _is_message(template: str) -> bool:
    """Tell whether a template is English to be read: words are names of columns and the like, and Chinese is none of it."""
    return _says(template) and " " in template and any("a" <= char <= "z" for char in template)


class _Module:
    """One file: its functions, its constants, what it imports from the package, and the messages that are made in it."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions: dict[str, ast.AST] = {}
        self.imported: dict[str, tuple[Path, str]] = {}
        self.constants = _assigned(self.tree, {}, whole=False)
        self.parts: dict[str, None] = {}
        self._locals: dict[ast.AST, dict[str, list[ast.expr]]] = {}
        self._calls: dict[str, list[tuple[ast.Call, ast.AST]]] = {}
        self._walk(self.tree, self.tree)

    def _walk(self, node: ast.AST, function: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _FUNCTION):
                self.functions[child.name] = child
                self._walk(child, child)
                continue
            if isinstance(child, ast.Call):
                self._calls.setdefault(_name(child.func), []).append((child, function))
            elif isinstance(child, ast.ImportFrom) and (child.module or "").startswith("gioia"):
                for alias in child.names:
                    self._import(child.module or "", alias)
            self._walk(child, function)

    def _import(self, module: str, alias: ast.alias) -> None:
        base = ROOT / module.replace(".", "/")
        inner = base / f"{alias.name}.py"
        home = inner if inner.exists() else base.with_suffix(".py")
        if home.exists():
            self.imported[alias.asname or alias.name] = (home, "" if home == inner else alias.name)

    def calls(self, name: str) -> list[tuple[ast.Call, ast.AST]]:
        """Return the calls of a function in this file, each with the function that it stands in."""
        return self._calls.get(name, [])

    def messages(self) -> list[str]:
        """Return the templates of the messages that are made here, and those of their parts."""
        found: dict[str, None] = {}
        for name, calls in self._calls.items():
            for call, function in calls:
                for node in _message_arguments(name, call):
                    found |= dict.fromkeys(self.whole(node, function, frozenset()))
        for function in [self.tree, *self.functions.values()]:
            for name in _KEYWORDS:
                for node in self._locals_of(function).get(name, []):
                    found |= dict.fromkeys(self.whole(node, function, frozenset()))
        every = {_FORMAT.sub(_VARIES, text).strip(): None for text in [*found, *self.parts]}
        return [text for text in every if _is_message(text)]

    def whole(  # noqa: PLR0911 - a case a kind of expression
        self, node: ast.expr, function: ast.AST, seen: frozenset[tuple[int, str]]
    ) -> list[str]:
        """Return what an expression can be, as templates."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else [_VARIES]
        if isinstance(node, ast.JoinedStr):
            return self._together(node.values, function, seen)
        if isinstance(node, ast.FormattedValue):
            return self.whole(node.value, function, seen) if node.conversion == -1 else [_VARIES]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._together([node.left, node.right], function, seen)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return [*self.whole(node.left, function, seen), ""]
        if isinstance(node, ast.Name):
            return self._named(node.id, function, seen)
        alternatives = _alternatives(node)
        if alternatives:
            return [text for each in alternatives for text in self.whole(each, function, seen)]
        if isinstance(node, (ast.Call, ast.Subscript)):
            self._keep_parts(node, function, seen)
        return [_VARIES]

    def _together(self, nodes: list[ast.expr], function: ast.AST, seen: frozenset[tuple[int, str]]) -> list[str]:
        choices = [self.whole(node, function, seen) or [_VARIES] for node in nodes]
        return ["".join(chosen) for chosen, _ in zip(product(*choices), range(_MOST), strict=False)]

    def _named(self, name: str, function: ast.AST, seen: frozenset[tuple[int, str]]) -> list[str]:
        """Return what a name stands for: in full where that is prose, {} where it is a word or a value."""
        texts = self._values(name, function, seen)
        return [text or "" for text in texts] if any(" " in text.strip() for text in texts) else [_VARIES]

    def _values(self, name: str, function: ast.AST, seen: frozenset[tuple[int, str]]) -> list[str]:
        key = (id(function), name)
        if key in seen:
            return [_VARIES]
        seen |= {key}
        if name in self._locals_of(function):
            values = self._locals_of(function)[name]
            return list(dict.fromkeys(text for value in values for text in self.whole(value, function, seen)))
        if isinstance(function, _FUNCTION) and name in _parameters(function):
            return self._parameter(name, function, seen)
        if name in self.constants:
            return [text for value in self.constants[name] for text in self.whole(value, self.tree, seen)]
        if name in self.imported and self.imported[name][1].isupper():
            home, constant = self.imported[name]
            other = _module(home)
            return other._named(constant, other.tree, seen) if constant in other.constants else [_VARIES]
        return [_VARIES]

    def _parameter(self, name: str, function: ast.FunctionDef, seen: frozenset[tuple[int, str]]) -> list[str]:
        """Return what the calls in this file give for a parameter."""
        place = _parameters(function).index(name)
        is_method = _parameters(function)[:1] in (["self"], ["cls"])
        found: dict[str, None] = {}
        for call, caller in self.calls(function.name):
            given = [keyword.value for keyword in call.keywords if keyword.arg == name]
            at = place - is_method
            if not given and 0 <= at < len(call.args):
                given = [call.args[at]]
            for node in given:
                found |= dict.fromkeys(self.whole(node, caller, seen))
        return list(found) or [_VARIES]

    def _keep_parts(self, node: ast.expr, function: ast.AST, seen: frozenset[tuple[int, str]]) -> None:
        """Keep what a call returns or joins, or what a mapping holds, as templates of their own."""
        if isinstance(node, ast.Subscript):
            texts = self.whole(node.value, function, seen) if isinstance(node.value, (ast.Name, ast.Dict)) else []
        elif _name(node.func) == "join" and isinstance(node.func, ast.Attribute):
            texts = [text for each in node.args for text in self.whole(each, function, seen)]
        elif _name(node.func) == "get" and isinstance(node.func, ast.Attribute):
            texts = [text for each in (node.func.value, *node.args[1:]) for text in self.whole(each, function, seen)]
        elif _name(node.func) in {"str", "sorted", "list", "tuple", "listed", "dict.fromkeys", "capitalize"}:
            texts = [text for each in node.args[:1] for text in self.whole(each, function, seen)]
        else:
            texts = self._returned(node, seen)
        self.parts |= dict.fromkeys(texts)

    def _returned(self, call: ast.Call, seen: frozenset[tuple[int, str]]) -> list[str]:
        name = _name(call.func)
        module, function = self, self.functions.get(name)
        home = self.imported.get(name)
        if isinstance(call.func, ast.Attribute):
            home = self.imported.get(_name(call.func.value))
            function = function if _name(call.func.value) in {"self", "cls"} else None
        if home and not function:
            module = _module(home[0])
            function = module.functions.get(name)
        if not isinstance(function, _FUNCTION) or (id(function), "return") in seen or name == "counted":
            return []
        if not _gives_text(function):
            return []
        seen |= {(id(function), "return")}
        nodes = [n.value for n in ast.walk(function) if isinstance(n, (ast.Return, ast.Yield)) and n.value]
        texts = [text for node in nodes for text in module.whole(node, function, seen)]
        self.parts |= module.parts
        return texts

    def _locals_of(self, function: ast.AST) -> dict[str, list[ast.expr]]:
        if function is self.tree:
            return {}
        if function not in self._locals:
            self._locals[function] = _assigned(function, self.constants, whole=True)
        return self._locals[function]


@cache
def _module(path: Path) -> _Module:
    return _Module(path)


def _gives_text(function: ast.FunctionDef) -> bool:
    """Tell whether a function returns words, by what it says of itself."""
    told = ast.unparse(function.returns) if function.returns else ""
    return "str" in told and "dict" not in told and "Path" not in told


def _message_arguments(name: str, call: ast.Call) -> list[ast.expr]:
    places = _ARGUMENTS.get(name, ())
    is_raised = name.endswith("Error") and not hasattr(builtins, name)
    is_kept = name == "append" and isinstance(call.func, ast.Attribute) and _name(call.func.value) == "messages"
    if is_raised or is_kept or _is_of_a_type(call.func):
        places = (0,)
    given = [call.args[place] for place in places if place < len(call.args)]
    return given + [keyword.value for keyword in call.keywords if keyword.arg in _KEYWORDS]


def _is_of_a_type(function: ast.expr) -> bool:
    """Tell whether a call is `type(error)(…)`."""
    return isinstance(function, ast.Call) and _name(function.func) == "type"


def _alternatives(node: ast.expr) -> list[ast.expr]:  # noqa: PLR0911 - a case a kind of expression
    """Return the expressions one of which an expression is, or which it is a row of."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return node.elts
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, ast.Starred):
        return [node.value]
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return [node.elt]
    return []


def _assigned(function: ast.AST, constants: dict[str, list[ast.expr]], *, whole: bool) -> dict[str, list[ast.expr]]:
    """Return what names are assigned in a function, or at the top of a file: also in tuples and by loops over literals."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function) if whole else ast.iter_child_nodes(function):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value:
            targets, value = [node.target], node.value
        elif isinstance(node, (ast.For, ast.comprehension)):
            rows = constants.get(node.iter.id, []) if isinstance(node.iter, ast.Name) else [node.iter]
            for row in rows:
                for item in row.elts if isinstance(row, (ast.Tuple, ast.List)) else []:
                    _bind(node.target, item, found)
            continue
        else:
            continue
        for target in targets:
            _bind(target, value, found)
    return found


def _bind(target: ast.expr, value: ast.expr, found: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        found.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple):
        for branch in _alternatives(value) if isinstance(value, ast.IfExp) else [value]:
            if isinstance(branch, ast.Tuple) and len(branch.elts) == len(target.elts):
                for one, item in zip(target.elts, branch.elts, strict=True):
                    _bind(one, item, found)


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
