"""How headings, captions and the fixed sections of a paper look, in Chinese and in English, without any mark of format.

Raw text has neither styles nor font sizes: a heading is known by its number and by not being a sentence, a caption by the
word and number that it begins with.
"""

from __future__ import annotations

import re
from typing import Literal

_DIGIT = "0-9０-９"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NO_SENTENCE = r"[^。；，,;!?！？]"
_LEVELS = (
    (1, re.compile(rf"(?:第{_HAN_NUMBER}[章节部]\s*|{_HAN_NUMBER}\s*[、．.]\s*){_NO_SENTENCE}{{1,40}}")),
    (2, re.compile(rf"[（(]{_HAN_NUMBER}[)）]\s*{_NO_SENTENCE}{{1,40}}")),
    (
        3,
        re.compile(
            rf"(?:[{_DIGIT}]{{1,2}}\s*[、．.]?|[（(][{_DIGIT}]{{1,2}}[)）])\s*(?![{_DIGIT}年月日%％个次篇条分秒时天周多余万亿元人家位名种项])[\u4e00-\u9fff“「]{_NO_SENTENCE}{{1,30}}"
        ),
    ),
)
_LATIN_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z][^.;!?]{1,90}")
_LATIN_KNOWN = re.compile(
    r"(?:abstract|summary|introduction|background|literature(?: review)?|theor(?:y|etical) (?:background|framework)|methods?|methodology"
    r"|research (?:design|methods?|setting|context)|data(?: (?:collection|analysis|and methods?|sources?))?|findings|results|discussion"
    r"|conclusions?|discussion and conclusions?|implications|limitations|references|bibliography|works cited|acknowledge?ments?|appendix(?: [a-z\d])?)",
    re.IGNORECASE,
)
_CHINESE_KNOWN = re.compile(
    r"(?:摘\s*要|引\s*言|前\s*言|绪\s*论|结\s*论|结\s*语|讨\s*论|参\s*考\s*文\s*献|致\s*谢|附\s*录.{0,12}|作者简介)"
)

_CAPTION = re.compile(
    rf"(?P<word>续?[图表]|(?:Figure|Fig\.|Table|FIGURE|TABLE)(?=\s))\s*(?P<number>[{_DIGIT}]{{1,2}}|[一二三四五六七八九十])(?:[-–.．][{_DIGIT}]{{1,2}})?"
    r"(?P<rest>(?:\s*[:：.．、|]\s*|\s+|(?=[\u4e00-\u9fff“《])).{0,160})?"
)
_CONTINUED = re.compile(rf"续\s*表\s*[{_DIGIT}]{{0,2}}|(?:Table\s+\d+\s*)?\(?continued\)?", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(
    r"\s{0,9}+(?:所示|所列|所|中|可以|可见|显示|是|为|展示|展现|列出|列示|给出|汇总|呈现|表明|描述|说明|报告|概括|总结|反映|描绘|刻画|揭示|的|和|与|及|、|，"
    r"|(?:shows?|presents?|lists?|reports?|summari[sz]es|displays?|gives|provides|illustrates?|depicts?|and|is|in|for|below|above|outlines?|contains?)\b)"
)

Fixed = Literal["abstract", "keywords", "references", "appendix", "thanks", ""]
_THEN = r"\s*(?:$|[:：】\].—–*])"
_FIXED: tuple[tuple[Fixed, re.Pattern[str]], ...] = (
    ("abstract", re.compile(rf"[【\[]?(?:摘\s*要|内容提要|Abstract|ABSTRACT|Summary){_THEN}")),
    ("keywords", re.compile(rf"[【\[]?(?:关\s*键\s*词|key\s?-?words){_THEN}", re.IGNORECASE)),
    (
        "references",
        re.compile(
            rf"(?:主要)?参\s*考\s*文\s*献{_THEN}|(?:\d{{1,3}}\.?\s+)?(?:References|REFERENCES|Bibliography|Works cited){_THEN}"
        ),
    ),
    ("appendix", re.compile(r"附\s*录|(?:Appendix|APPENDIX)\b")),
    (
        "thanks",
        re.compile(rf"致\s*谢{_THEN}|(?:Acknowledge?ments?|Funding){_THEN}|基金项目|本文得到|本文系|收稿日期|作者简介"),
    ),
)
_NOTE = re.compile(r"(?:注|注释|资料来源|数据来源|Notes?|Sources?)\s*[:：.]")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
"""Signs of a font of its own, which stand for dots and blanks in the raw text of journals."""
_SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_LONGEST_CAPTION = 120


def bare(line: str) -> str:
    """Return a line without the marks of Markdown, the spaces around it, and signs that only a font of its own can show."""
    return _PRIVATE.sub(" ", line).lstrip(f"#>*_{_SPACES}").rstrip(f"*_{_SPACES}").replace("\n", " ")


def heading_level(line: str) -> int:
    """Return the level of a heading that is known by its number or its words alone, 0 where the line is none."""
    shown = bare(line)
    if not shown or shown[-1] in "。；，：,;":
        return 0
    for level, pattern in _LEVELS:
        if pattern.fullmatch(shown):
            return level
    numbered = _LATIN_NUMBERED.fullmatch(shown)
    if numbered:
        return numbered["number"].count(".") + 1
    return 1 if _LATIN_KNOWN.fullmatch(shown) or _CHINESE_KNOWN.fullmatch(shown) else 0


def caption_word(line: str) -> str:
    """Return table or figure for a line that is a caption, else an empty string; a sentence on a table is none."""
    shown = bare(line)
    if _CONTINUED.fullmatch(shown):
        return "table"
    found = _CAPTION.fullmatch(shown)
    if (
        found is None
        or len(shown) > _LONGEST_CAPTION
        or shown[-1] in "。；，,;"
        or _IN_A_SENTENCE.match(found["rest"] or "")
    ):
        return ""
    return "figure" if found["word"].lower().startswith(("图", "fig")) else "table"


def is_continued(line: str) -> bool:
    """Tell whether the line says only that a table goes on: 续表."""
    return _CONTINUED.fullmatch(bare(line)) is not None


def fixed_section(line: str) -> Fixed:
    """Return which of the fixed sections a block opens, by its first words."""
    shown = bare(line)
    return next((name for name, pattern in _FIXED if pattern.match(shown)), "")


def is_lone(line: str) -> bool:
    """Tell whether a block that opens a fixed section is its name alone, and holds nothing of its text."""
    shown = bare(line)
    found = next((match for _, pattern in _FIXED if (match := pattern.match(shown))), None)
    return found is not None and not shown[found.end() :].strip(" :：.】]*—–")


def is_note(line: str) -> bool:
    """Tell whether a block is a note on a table or figure."""
    return _NOTE.match(bare(line)) is not None
