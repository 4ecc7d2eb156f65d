"""The blocks of a paper in LaTeX, by pylatexenc, which parses it without running it.

Macros give way to their words; what they do not show (labels, graphics, comments) is left out. A citation becomes its keys in
square brackets, emphasis keeps a star on either side, and TeX's quotation marks become typographic ones. Each line of the text
knows the line of the file that it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gioia.audit.manuscript.blocks import Block, BlockKind, line_starts
from gioia.audit.manuscript.headings import caption_word
from gioia.audit.manuscript.manuscript import Cell
from gioia.errors import GioiaError

_SECTIONS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4}
_QUOTES = frozenset({"quote", "quotation", "displayquote", "displayquotation", "blockquote"})
_TABULARS = frozenset({"tabular", "tabular*", "tabularx", "tabulary", "longtable", "array", "tabu", "longtblr", "tblr"})
_SHOWN = frozenset(
    {
        "textbf",
        "textrm",
        "textsf",
        "textsc",
        "text",
        "mbox",
        "underline",
        "footnote",
        "thanks",
        "makecell",
        "fbox",
        "textnormal",
        "hbox",
        "uline",
        "multicolumn",
        "multirow",
        "href",
        "textcolor",
    }
)
_EMPHASIS = frozenset({"emph", "textit", "textsl"})
_ENDING = frozenset({"par", "item", "newpage", "clearpage"})
_QUOTING = {"enquote": "“”", "textquote": "“”", "blockquote": "“”", "foreignquote": "“”", "qq": "“”"}
_FORMS = {
    "caption": "*[{",
    **dict.fromkeys(_QUOTING, "*[[{"),
    "foreignquote": "{{",
    **dict.fromkeys(("makecell", "uline"), "*[{"),
}
"""The arguments of macros that pylatexenc does not know: a star, optional ones, one that is needed."""
_CITING = re.compile(r"(?:no|paren|text|auto|foot|full)?cite\w*\*?", re.IGNORECASE)
_SPECIALS = {"``": "“", "''": "”", "--": "–", "---": "—", "~": " ", "!`": "¡", "?`": "¿"}
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_LAST = -1
_DEFINED = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*(?:\[(?P<count>\d)\])?\s*\{(?P<body>(?:[^{}]++|\{[^{}]*+\})*+)\}"
)
_DEEPEST = 8
_LONGEST = 200_000
"""How many characters the macros of a file may stand for altogether, if the file itself is not longer."""
_IS_LATEX = re.compile(r"\\documentclass|\\begin\s*\{document\}|^\\section\*?\{", re.MULTILINE)


class _TooLongError(Exception):
    """The macros of a file grow to more than so many characters."""


def is_latex(text: str) -> bool:
    """Tell whether a text is a LaTeX file."""
    return _IS_LATEX.search(text) is not None


def read_latex(source: str, name: str) -> tuple[str, list[Block], tuple[int, ...]]:
    """Return the text of a LaTeX file, its blocks, and for each line of the text the 1-based line of the file.

    Raises GioiaError, with the file's name, where its groups are nested too deeply, or its own macros grow too long.
    """
    try:
        return _read(source)
    except RecursionError as error:
        message = f"{name}: its groups or macros are nested too deeply to be read"
        raise GioiaError(message, remedy="close its braces, or save the paper as PDF and audit that") from error
    except _TooLongError as error:
        message = f"{name}: the macros that it defines itself grow to more than {error.args[0]:,} characters"
        raise GioiaError(message, remedy="write them out, or save the paper as PDF and audit that") from error


def _read(source: str) -> tuple[str, list[Block], tuple[int, ...]]:
    from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    macros = [std_macro(name, forms) for name, forms in _FORMS.items()]
    known.add_context_category("papers", macros=macros, prepend=True)
    own = _definitions(source)
    macros = [std_macro(name, "{" * count) for name, (count, _) in own.items()]
    known.add_context_category("defined in the file", macros=macros, prepend=True)
    nodes, _, _ = LatexWalker(source, latex_context=known, tolerant_parsing=True).get_latex_nodes()
    writer = _Writer(source, known, own)
    document = next((node for node in nodes if getattr(node, "environmentname", "") == "document"), None)
    if document is not None:
        writer.titles(nodes)
        nodes = document.nodelist
    writer.walk(nodes)
    writer.end()
    return writer.text(), writer.blocks, writer.line_numbers()


def _definitions(source: str) -> dict[str, tuple[int, str]]:
    """Return the macros that the file defines itself: name → how many arguments it takes, and what it stands for."""
    return {match["name"]: (int(match["count"] or 0), match["body"]) for match in _DEFINED.finditer(source)}


class _Writer:
    """Puts the text together from the nodes, and notes blocks and the place in the source of each character."""

    def __init__(self, source: str, known: Any, own: dict[str, tuple[int, str]]) -> None:  # noqa: ANN401
        self.blocks: list[Block] = []
        self._known = known
        self._own = own
        self._depth = 0
        self._grown = 0
        self._source = source
        self._chars: list[str] = []
        self._places: list[int] = []
        self._begin = 0
        self._quoted = 0

    def text(self) -> str:
        return "".join(self._chars)

    def line_numbers(self) -> tuple[int, ...]:
        """Return for each line of the text the line of the source."""
        starts = line_starts("".join(self._chars))
        numbers: list[int] = []
        at, line = 0, 1
        for start in starts:
            place = self._places[start] if start < len(self._places) else (self._places or [0])[_LAST]
            line += self._source.count("\n", at, place) if place > at else 0
            at = max(at, place)
            numbers.append(line)
        return tuple(numbers)

    def titles(self, nodes: Sequence[Any]) -> None:
        for node in nodes:
            if getattr(node, "macroname", "") == "title":
                self._block("title", _arguments(node)[_LAST:])

    def end(self, kind: BlockKind = "prose", level: int = 0) -> None:
        """Close the block that is being written."""
        words = "".join(self._chars[self._begin :])
        if words.strip():
            start = self._begin + len(words) - len(words.lstrip())
            stop = self._begin + len(words.rstrip())
            if kind == "prose" and caption_word(words.strip()):
                kind = "caption"
            self.blocks.append(Block(kind, start, stop, level, self._quoted > 0 and kind == "prose"))
        if self._chars and "".join(self._chars[-2:]) != "\n\n":
            self._put("\n\n", self._places[_LAST])
        self._begin = len(self._chars)

    def walk(self, nodes: Sequence[Any]) -> None:
        """Write the nodes."""
        for node in nodes:
            kind = type(node).__name__
            if kind == "LatexCharsNode":
                self._characters(node.chars, node.pos)
            elif kind == "LatexGroupNode":
                self.walk(node.nodelist)
            elif kind == "LatexSpecialsNode":
                self._special(node)
            elif kind == "LatexMacroNode":
                self._macro(node)
            elif kind == "LatexEnvironmentNode":
                self._environment(node)
            elif kind == "LatexMathNode":
                self._characters(node.latex_verbatim().strip("$\\()[]"), node.pos)

    def _put(self, words: str, place: int) -> None:
        self._chars += words
        self._places += [place] * len(words)

    def _characters(self, words: str, place: int) -> None:
        at = 0
        for blank in _BLANK.finditer(words):
            self._plain(words[at : blank.start()], place + at)
            self.end()
            at = blank.end()
        self._plain(words[at:], place + at)

    def _plain(self, words: str, place: int) -> None:
        for number, char in enumerate(words):
            self._put({"`": "‘", "'": "’", "~": " "}.get(char, char), place + number)

    def _special(self, node: Any) -> None:  # noqa: ANN401 - pylatexenc has no types
        if not node.specials_chars.strip():
            self.end()
        else:
            self._put(_SPECIALS.get(node.specials_chars, node.specials_chars), node.pos)

    def _block(self, kind: BlockKind, nodes: Sequence[Any], level: int = 0) -> None:
        self.end()
        self.walk(nodes)
        self.end(kind, level)

    def _macro(self, node: Any) -> None:  # noqa: ANN401 - the same
        name = node.macroname
        arguments = _arguments(node)
        last = arguments[_LAST:]
        if name in self._own:
            self._expand(node, arguments)
        elif name in _SECTIONS:
            self._block("heading", last, _SECTIONS[name])
        elif name == "caption":
            self._block("caption", last)
        elif name in _SHOWN:
            self.walk(last)
        elif name in _EMPHASIS or name in _QUOTING:
            self._around(_QUOTING.get(name, "**"), node, arguments)
        elif _CITING.fullmatch(name):
            self._put(f"[{last[0].latex_verbatim().strip('{}') if last else ''}]", node.pos)
        elif name in _ENDING:
            self.end()
        else:
            self._sign(node)

    def _expand(self, node: Any, arguments: Sequence[Any]) -> None:  # noqa: ANN401 - the same
        """Write what a macro of the file itself stands for, all of it at the macro's place."""
        from pylatexenc.latexwalker import LatexWalker

        if self._depth > _DEEPEST:
            return
        body = self._own[node.macroname][1]
        for number, argument in enumerate(arguments, 1):
            words = argument.latex_verbatim()
            body = body.replace(f"#{number}", words[1:-1] if words.startswith("{") else words)
        self._grown += len(body)
        most = max(_LONGEST, len(self._source))
        if self._grown > most:
            raise _TooLongError(most)
        nodes, _, _ = LatexWalker(body, latex_context=self._known, tolerant_parsing=True).get_latex_nodes()
        start = len(self._places)
        self._depth += 1
        self.walk(nodes)
        self._depth -= 1
        self._places[start:] = [node.pos] * (len(self._places) - start)

    def _around(self, marks: str, node: Any, arguments: Sequence[Any]) -> None:  # noqa: ANN401 - the same
        self._put(marks[0], node.pos)
        self.walk(arguments[_LAST:])
        self._put(marks[1], max(node.pos, self._places[_LAST]))

    def _sign(self, node: Any) -> None:  # noqa: ANN401 - the same
        """Write the letter that a macro stands for: an accent, an ellipsis, a percent sign; other macros show nothing."""
        from pylatexenc.latex2text import LatexNodes2Text

        if node.macroname in {"\\", "newline", "linebreak"}:
            self._put("\n", node.pos)
            return
        if node.macroname in {
            "label",
            "ref",
            "cref",
            "Cref",
            "includegraphics",
            "centering",
            "vspace",
            "hspace",
            "input",
            "bibliography",
        }:
            self._put("1" if node.macroname.lower().endswith("ref") else "", node.pos)
            return
        shown = LatexNodes2Text().node_to_text(node)
        self._put({"...": "…"}.get(shown, shown) if len(shown) < 4 else "", node.pos)  # noqa: PLR2004 - a letter, no text

    def _environment(self, node: Any) -> None:  # noqa: ANN401 - the same
        name = node.environmentname
        self.end()
        if name in _TABULARS:
            self._table(node)
        elif name == "abstract":
            self._put("Abstract", node.pos)
            self.end("heading", 1)
            self.walk(node.nodelist)
        elif name == "thebibliography":
            self._put("References", node.pos)
            self.end("heading", 1)
            self.walk(node.nodelist)
        elif name in {"equation", "align", "equation*", "align*", "comment", "tikzpicture", "verbatim"}:
            return
        else:
            self._quoted += name in _QUOTES
            self.walk(node.nodelist)
            self.end()
            self._quoted -= name in _QUOTES
        self.end()

    def _table(self, node: Any) -> None:  # noqa: ANN401 - the same
        start = len(self._chars)
        rows: list[tuple[Cell, ...]] = []
        for row in _rows(node.nodelist):
            cells: list[Cell] = []
            for number, nodes in enumerate(row):
                at = len(self._chars)
                blocks = len(self.blocks)
                self.walk(nodes)
                del self.blocks[blocks:]
                words = "".join(self._chars[at:])
                begin = at + len(words) - len(words.lstrip())
                cells.append(Cell(" ".join(words.split()), begin, begin + len(words.strip())))
                self._put("\t" if number + 1 < len(row) else "\n", self._places[_LAST] if self._places else 0)
            if any(cell.text for cell in cells):
                rows.append(tuple(cells))
        self.blocks.append(Block("table", start, len(self._chars), cells=tuple(rows)))
        self._begin = len(self._chars)


def _arguments(node: Any) -> list[Any]:  # noqa: ANN401 - pylatexenc has no types
    given = getattr(node, "nodeargd", None)
    return [argument for argument in (given.argnlist if given else []) or [] if argument is not None]


def _rows(nodes: Sequence[Any]) -> Iterator[list[list[Any]]]:
    """Yield the rows of a table, each the nodes of its cells; lines between rows are left out."""
    row: list[list[Any]] = [[]]
    for node in nodes:
        if getattr(node, "specials_chars", "") == "&":
            row.append([])
        elif getattr(node, "macroname", "") in {"\\", "tabularnewline"}:
            yield row
            row = [[]]
        elif getattr(node, "macroname", "") not in {
            "hline",
            "toprule",
            "midrule",
            "bottomrule",
            "cline",
            "cmidrule",
            "endhead",
            "endfirsthead",
            "endfoot",
            "caption",
            "label",
        }:
            row[-1].append(node)
    if any(row):
        yield row
