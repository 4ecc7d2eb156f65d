r"""Text as LaTeX shows it to the letter, under XeLaTeX, LuaLaTeX and, where it holds no Chinese, pdfLaTeX.

LaTeX has ten characters with a meaning, and traps beside them: `[` or `*` after `\\` is an argument, `--` and `,,` become
one glyph, `'` and `"` curl, and a character that the font lacks vanishes with no more than a line in the log. So the
characters that every Latin and Chinese font has are written as they are, all others as `\gioiachar{25CF}{●}`, which sets
the character where the font has it and else its code in a frame; what must not act on a page (marks of direction, what XML
forbids) is always shown as its code.
"""

from __future__ import annotations

import re

from gioia.exports._characters import lines

NEWLINE = "\\newline{}"

MARKS = r"""\ifdefined\gioiachar\else
\protected\gdef\gioiamark#1{{\setlength\fboxsep{.15em}\fbox{\fontsize{.6em}{.6em}\selectfont #1}}}
\protected\gdef\gioiachar#1#2{%
  \ifdefined\Umathchar\iffontchar\font"#1 #2\else\gioiamark{#1}\fi
  \else\ifcsname u8:\detokenize{#2}\endcsname#2\else\gioiamark{#1}\fi\fi}
\fi
"""
"""What a file that holds `\\gioiachar` or `\\gioiamark` defines, unless the paper did. Only XeTeX and LuaTeX know `\\Umathchar`."""

_PLAIN = re.compile(
    "[ -~\n\u00a1-\u00ac\u00ae-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u2010-\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2190-\u2193"
    "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
r"""What is written as it is: ASCII, what LaTeX declares for T1 and TS1 (it is in every common Latin font too), and Chinese,
Japanese and Korean."""
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "[": "{[}",
    "●": r"\textbullet{}",
    "○": r"\textopenbullet{}",
    "−": r"\textminus{}",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "≠": r"\ensuremath{\neq}",
    "⇒": r"\ensuremath{\Rightarrow}",
    "\t": " ",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u200b": r"\hspace{0pt}",
    **{mark: "\\" + mark for mark in "#$%&_{}"},
    **{chr(code): " " for code in range(0x2002, 0x200B)},
}
_FORMAT = re.compile("[\u061c\u200c-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffd\U000e0000-\U000fffff]")
"""Characters that steer others, that are for private use or that stand for what no file holds: shown as their codes."""
_BREAK = re.compile("[ \t]*[\n\u0085\u2028\u2029]\\s*")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_PAIR = re.compile("(?<=-)-|(?<=,),")
_LONG_WORD = re.compile("[!-~\u00a1-\u017e]{25,}")
_PIECE = 4


def escaped(text: str, line_break: str = NEWLINE) -> str:
    """Return `text` as LaTeX that shows it, without a line's end in it; `line_break` stands for each that it has.

    A word of 25 characters and more may break anywhere, so that it stays on the page.
    """
    text = _BREAK.sub("\n", lines(text).strip(" \n\t\u0085\u2028\u2029"))
    text = _LONG_WORD.sub(_breakable, text)
    text = "".join(_written(char) for char in _APOSTROPHE.sub("\ue000", text))
    text = _PAIR.sub(r"{}\g<0>", text).replace("\n", line_break)
    return f"{{*}}{text[1:]}" if text.startswith("*") else text


def needs_marks(tex: str) -> bool:
    """Tell whether LaTeX that `escaped` made needs `MARKS`."""
    return "\\gioiachar" in tex or "\\gioiamark" in tex


def is_chinese(text: str) -> bool:
    """Tell whether `text` holds characters that need a Chinese, Japanese or Korean font."""
    return bool(_CJK.search(text))


_CJK = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)


def _breakable(word: re.Match[str]) -> str:
    text = word[0]
    return "\u200b".join(text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def _written(char: str) -> str:
    if char == "\ue000":
        return "'"
    if char in _SPECIAL:
        return _SPECIAL[char]
    if _PLAIN.match(char):
        return char
    return f"\\gioiamark{{{ord(char):X}}}" if _FORMAT.match(char) else f"\\gioiachar{{{ord(char):X}}}{{{char}}}"
