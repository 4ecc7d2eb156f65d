"""Sources: the codes, extents and outlets that a paper tells of, against the register of the study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.cues import FAMILIES, codes_in, families, tag_after
from gioia.audit.manuscript.manuscript import Manuscript, Remark, Table, remark
from gioia.audit.manuscript.material import declared_at
from gioia.audit.manuscript.names import Names, key
from gioia.audit.manuscript.numbers import NUMBER, value
from gioia.audit.manuscript.paragraphs import Paragraph, joined, sentences, without
from gioia.audit.manuscript.terms import label_columns
from gioia.sources.register import Source, category_code
from gioia.study.record import Study

_AMOUNT = re.compile(rf"(?P<number>{NUMBER})\s{{0,9}}+(?:余|多|\+)?\s{{0,9}}+(?P<unit>[^\W\d_]{{1,12}})", re.IGNORECASE)
_BEFORE_CODE = 24
_ITEM_LEAD = re.compile(
    r"^.*(?:从|来自|包括|包含|例如|如|including|such as|namely|from)\s*|^(?:and|or|the)\s+", re.IGNORECASE
)
_ITEM_TAIL = re.compile(r"(?:等.*|专访.*|网站.*|平台.*|\s{1,9}(?:and|or)\s.*)$", re.DOTALL)
_NO_OUTLET = re.compile(
    r"其他|相关|以及|资料|文章|访谈|收集|\b(?:other|others|related|material|documents?|data|interviews?)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"[^、。；;，\n]{1,40}(?:、[^、。；;，\n]{1,40}){2,}|[A-Z][\w.&’' -]{1,40}(?:, (?:and )?[A-Z][\w.&’' -]{1,40}){2,}"
)
_TITLE = re.compile(r"《([^《》]{2,60})》")
_PAPER = re.compile(
    r"《(?P<title>[^《》]{0,12}(?:日报|晚报|周刊|周报|时报|晨报|都市报|商报|新闻))》"
    r"|\b(?P<name>(?:[A-Z][a-z]+ ){1,3}(?:Mail|Times|Courier|Post|Herald|Gazette|Tribune|Chronicle|Observer|Telegraph|Daily|Weekly|Echo|Argus))\b"
)
_CASE_NAMED = re.compile(
    r"\b(?:study|case) of (?:the )?(?P<latin>[^.,;:()]{2,60})|以(?P<before>[^，。；]{2,30}?)(?:为(?:研究)?(?:案例|个案|对象|例)|作为?(?:研究)?(?:案例|个案|对象))"
    r"|对(?P<behind>[^，。；]{2,30}?)(?:的|进行|作|做)[^，。；]{0,8}(?:案例|个案)研究",
    re.IGNORECASE,
)
"""What a sentence says to be the case."""
_READ_TITLE = re.compile(
    r"\*(?P<name>(?:The )?[A-Z][\w’']+(?: (?:of |and |the )?[A-Z][\w’']+){1,4})\*(?!\s*[(（,，][^()（）]{0,40}(?:19|20)\d\d)"
)
_READING = re.compile(
    r"\b(?:consulted|searched|scanned|went through|we (?:also )?(?:read|collected|followed)|was read|were read)\b",
    re.IGNORECASE,
)
"""What tells that a title in italics is material, and no work that is cited."""
_CASE = r"(?:本文|本研究|本案例|案例|该案例|所研究|该?企业|该?公司|our|the|this)"
_NOTHING_ON = re.compile(
    rf"(?:与|和){_CASE}[^，。；]{{0,12}}(?:无关|没有关系|并不相关)|(?:未|没有|不曾)[^，。；]{{0,4}}(?:报道|提及|提到|涉及|关注)[^，。；]{{0,2}}{_CASE}"
    rf"|(?:未|没有|不)(?:被)?(?:纳入|作为|采用|使用|收入)[^，。；]{{0,6}}(?:资料|数据|材料|样本)|\b(?:neither|none|nor|never|not(?! only))\b[^.;]{{0,30}}\b(?:cover|mention|report on|write about)[a-z]*\b"
    rf"|\bunrelated to {_CASE}\b",
    re.IGNORECASE,
)
"""What says that an outlet is none of the material."""
_REST_OF_SENTENCE = 160
_LONGEST_OUTLET = 14


def remarks(found: Sequence[Paragraph], manuscript: Manuscript, study: Study, names: Names) -> Iterator[Remark]:
    """Yield what the paper and the register tell differently of sources."""
    if not study.sources:
        return
    codes = {source.code: source for source in study.sources}
    listed: set[str] = set()
    for table in manuscript.tables:
        there = list(_codes(table, manuscript, codes))
        if len({code for code, _, _ in there if code in codes}) >= 2:  # noqa: PLR2004 - one alone is a tag
            listed |= set() if _is_by_construct(table, names) else {code for code, _, _ in there}
            yield from _extents(table, manuscript, study, codes)
            yield from _strangers(there, codes)
    yield from _tags(found, codes, listed)
    yield from _outlets(found, study)
    yield from _papers(found, study)
    yield from _missing(found, manuscript, study, listed)


def _codes(table: Table, manuscript: Manuscript, codes: dict[str, Source]) -> Iterator[tuple[str, int, int]]:
    """Yield the codes that stand in a table by themselves: alone in a cell, or at the end of a line; none in evidence tables."""
    letters = {category_code(code) for code in codes}
    if table.cells:
        for cell in (cell for row in table.cells for cell in row):
            for code, _, _ in codes_in(cell.text) if len(cell.text) <= 10 else ():  # noqa: PLR2004 - a code, in brackets perhaps
                if category_code(code) in letters:
                    yield code, cell.start, cell.stop
        return
    text, places = joined(manuscript.text, without([(table.start, table.stop)], manuscript.left_out))
    for code, start, stop in codes_in(text):
        if category_code(code) in letters and text[start - 1 : start] not in {"(", "（", "["}:
            yield code, places[start], places[stop - 1] + 1


def _is_by_construct(table: Table, names: Names) -> bool:
    """Tell whether the rows of a table are those of concepts, themes or dimensions: the codes in it are tags, and no list of sources."""
    return bool({"concept", "theme", "dimension"} & set(label_columns(table, names).values()))


def _extents(table: Table, manuscript: Manuscript, study: Study, codes: dict[str, Source]) -> Iterator[Remark]:
    """Yield the rows whose amount is not the register's."""
    text, places = joined(manuscript.text, without([(table.start, table.stop)], manuscript.left_out))
    rows: list[tuple[str, str, int, int]] = []
    if table.cells:
        for cells in table.cells:
            here = [code for cell in cells if len(cell.text) <= 10 for code, _, _ in codes_in(cell.text)]  # noqa: PLR2004
            if len(here) == 1:
                rows.append((here[0], "\t".join(cell.text for cell in cells), cells[0].start, cells[-1].stop))
    else:
        rows = list(_flat_rows(text, places))
    for code, words, start, stop in rows:
        source = codes.get(code)
        known = _amounts(source.extent) if source else {}
        told = _amounts(words)
        wrong = {unit: number for unit, number in told.items() if unit in known and known[unit] != number}
        if source and wrong:
            unit, number = next(iter(wrong.items()))
            yield remark(
                "table-row-differs",
                (start, stop),
                " ".join(words.split()),
                f"the register says of {code}: {source.extent}",
                study_place=declared_at(study, source.place),
                study_wording=source.extent,
                difference=f"[-{known[unit]}-]{{+{number}+}}{unit}",
                subject=code,
                concerns=[code],
            )


def _flat_rows(text: str, places: Sequence[int]) -> Iterator[tuple[str, str, int, int]]:
    """Yield the rows of a table that was flattened: each code with the words up to the next, or, where codes end rows, before it."""
    found = codes_in(text)
    if not found:
        return
    amount = _AMOUNT.search(text)
    leads = amount is not None and found[0][1] < amount.start()
    for number, (code, start, stop) in enumerate(found):
        if leads:
            end = found[number + 1][1] if number + 1 < len(found) else min(len(text), stop + 3 * _BEFORE_CODE)
            yield code, text[stop:end], places[start], places[end - 1] + 1
        else:
            begin = max(found[number - 1][2] if number else 0, start - _BEFORE_CODE)
            yield code, text[begin:start], places[begin], places[stop - 1] + 1


def _amounts(text: str) -> dict[str, int]:
    """Return unit → number; the last of a unit holds, as a row ends with its amount."""
    return {
        match["unit"].lower().rstrip("s")[:6]: number
        for match in _AMOUNT.finditer(text)
        if (number := value(match["number"])) is not None
    }


def _strangers(there: Sequence[tuple[str, int, int]], codes: dict[str, Source]) -> Iterator[Remark]:
    for code, start, stop in there:
        if code not in codes:
            yield remark("source-unregistered", (start, stop), code, f"the register has no source {code}", subject=code)


def _tags(found: Sequence[Paragraph], codes: dict[str, Source], listed: set[str]) -> Iterator[Remark]:
    """Yield the tags behind quotations that name a source of a known letter which there is not."""
    letters = {category_code(code) for code in codes}
    told = set(listed)
    for paragraph in found:
        if paragraph.kind in {"references", "title"}:
            continue
        for match in re.finditer(r"[(（\[]", paragraph.text):
            tag = tag_after(paragraph.text, match.start())
            for code in tag[0] if tag and tag[1] == match.start() else ():
                if category_code(code) in letters and code not in codes and code not in told:
                    told.add(code)
                    span = paragraph.span(tag[1], tag[2]) if tag else paragraph.span(0, 1)
                    yield remark("source-unregistered", span, code, f"the register has no source {code}", subject=code)


def _outlets(found: Sequence[Paragraph], study: Study) -> Iterator[Remark]:
    """Yield the members of a list of outlets or titles that the register lacks, where it has others of the list."""
    told: set[str] = set()
    registered = {source.code: key(source.name) for source in study.sources}
    for paragraph in found:
        if paragraph.zone not in {"method", "findings", "front"} or paragraph.kind in {"references", "title", "note"}:
            continue
        for items in (*_lists(paragraph), *_titles(paragraph)):
            known = {code: [item for item in items if key(item[0]) in name] for code, name in registered.items()}
            code, held = max(known.items(), key=lambda one: len(one[1]))
            if len(held) < 2:  # noqa: PLR2004 - one may be there by chance
                continue
            for words, start, stop in items:
                unknown = not any(key(words) in name for name in registered.values())
                if (
                    unknown
                    and key(words) not in told
                    and not any(_is_in(name, words) for name in _registered_items(study))
                ):
                    told.add(key(words))
                    message = f"it is told beside sources of {code}, and the register does not have it"
                    yield remark("source-unregistered", paragraph.span(start, stop), words, message, subject=words)


def _papers(found: Sequence[Paragraph], study: Study) -> Iterator[Remark]:
    """Yield the newspapers and magazines, known by their names, that the paper read and the register lacks."""
    registered = "\n".join(key(f"{source.name} {source.kind}") for source in study.sources)
    told: set[str] = set()
    for paragraph in found:
        if paragraph.kind not in {"prose", "table", "abstract"} or paragraph.zone in {
            "literature",
            "discussion",
            "back",
        }:
            continue
        for match in (*_PAPER.finditer(paragraph.text), *_read(paragraph)):
            words = match.groupdict().get("title") or match["name"]
            last = " ".join(words.split()[-2:])
            if _says_no_more(paragraph.text, match.start()) or _is_the_case(key(last), found, study):
                continue
            if key(last) not in registered and key(words) not in told:
                told.add(key(words))
                group = "title" if match.groupdict().get("title") else "name"
                message = "the paper draws on it, and the register does not have it"
                yield remark("source-unregistered", paragraph.span(*match.span(group)), words, message, subject=words)


def _is_the_case(outlet: str, found: Sequence[Paragraph], study: Study) -> bool:
    """Tell whether an outlet is what the study is about: its name says so, or a sentence that names the case."""
    if outlet in key(f"{study.name} {study.about}"):
        return True
    told = (match for paragraph in found for match in _CASE_NAMED.finditer(paragraph.text))
    return any(outlet in key(match["latin"] or match["before"] or match["behind"]) for match in told)


def _says_no_more(text: str, at: int) -> bool:
    """Tell whether the rest of the sentence says that an outlet at a place has nothing on the case."""
    return _NOTHING_ON.search(re.split(r"[。；;]|\.\s", text[at : at + _REST_OF_SENTENCE])[0]) is not None


def _read(paragraph: Paragraph) -> Iterator[re.Match[str]]:
    """Yield the titles in italics of which a sentence on the method says that they were read."""
    for start, stop in sentences(paragraph.text) if paragraph.zone == "method" else ():
        if _READING.search(paragraph.text, start, stop):
            yield from _READ_TITLE.finditer(paragraph.text, start, stop)


def _is_in(item: str, words: str) -> bool:
    return len(key(item)) > 2 and key(item) in key(words)  # noqa: PLR2004 - two characters stand anywhere


def _registered_items(study: Study) -> list[str]:
    """Return the outlets and titles that the register lists."""
    return [
        _trimmed(item)
        for source in study.sources
        for item in re.split(r"[、,，;；]|\band\b|及|和", source.name)
        if item.strip()
    ]


def _trimmed(item: str) -> str:
    return _ITEM_TAIL.sub("", _ITEM_LEAD.sub("", item.strip())).strip()


def _lists(paragraph: Paragraph) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the enumerations of a paragraph, each item with its span."""
    for match in _LIST.finditer(paragraph.text):
        items: list[tuple[str, int, int]] = []
        at = match.start()
        for piece in re.split(r"(、|, )", match[0]):
            shown = _trimmed(piece)
            if (
                shown
                and piece not in {"、", ", "}
                and len(shown) <= _LONGEST_OUTLET * (1 if "\u4e00" <= shown[0] <= "\u9fff" else 3)
            ):
                begin = at + piece.rfind(shown)
                if not _NO_OUTLET.search(shown):
                    items.append((shown, begin, begin + len(shown)))
            at += len(piece)
        yield items


def _titles(paragraph: Paragraph) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the titles of a paragraph that stands where sources are told."""
    yield [(match[1], match.start(1), match.end(1)) for match in _TITLE.finditer(paragraph.text)]


def _is_told(source: Source, categories: dict[str, str], text: str) -> bool:
    """Tell whether a text speaks of material of a source's kind."""
    kinds = families(source, categories.get(category_code(source.code), ""))
    return any(re.search(FAMILIES[kind][0], text, re.IGNORECASE) for kind in kinds)


def _missing(found: Sequence[Paragraph], manuscript: Manuscript, study: Study, listed: set[str]) -> Iterator[Remark]:
    """Yield the registered sources that the paper's tables of sources lack; without such tables, those that it tells of nowhere."""
    text = "\n".join(paragraph.text for paragraph in found)
    codes = listed or {code for code, _, _ in codes_in(text)}
    known = [source for source in study.sources if source.code in codes]
    if len(known) * 2 < len(study.sources) or not known:
        return
    words = key(text)
    categories = {category.code: category.name for category in study.categories}
    for source in study.sources:
        named = not listed and (key(source.name) in words or _is_told(source, categories, text))
        if source.code in codes or named:
            continue
        title = manuscript.parts[0]
        yield remark(
            "source-missing",
            (title.start, title.stop),
            source.code,
            f"{'no table of sources has' if listed else 'the paper tells nowhere of'} {source.code} ({source.name})",
            study_place=declared_at(study, source.place),
            study_wording=" ".join(filter(None, (source.code, source.name, source.extent))),
            subject=source.code,
            concerns=[source.code],
        )
