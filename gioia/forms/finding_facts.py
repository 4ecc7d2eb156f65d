"""Facts about what a study found: its data structure, its process, and the evidence for both."""

from __future__ import annotations

from collections import Counter

from gioia.codebook.records import concepts, theme_of, themes
from gioia.displays import counts
from gioia.displays.captions import stage_dates
from gioia.displays.saturation import BASE, RUN, THRESHOLD, ratios, reached, steps
from gioia.findings import counted
from gioia.forms.told import Fact, Known, Teller, places
from gioia.model.records import chronology
from gioia.study.record import cited_source, evidence

_NO_BREAK = "\u00a0"


def structure(known: Known) -> Fact | None:
    """Tell how many concepts, themes and dimensions there are."""
    book = known.study.codebook
    first, second, third = len(list(concepts(book))), len(list(themes(book))), len(book.dimensions)
    if not first:
        return None
    loose = len(book.ungrouped)
    text = (
        f"{counted(first, 'first-order concept')}, {counted(second, 'second-order theme')}, "
        f"{counted(third, 'aggregate dimension')}" + (f"; {loose:,} ungrouped." if loose else "."),
        f"一阶概念 {first} 个，二阶主题 {second} 个，聚合维度 {third} 个"
        + (f"；未归组 {loose} 个。" if loose else "。"),
    )
    shown = (*known.shown("data-structure"), *known.shown("codebook"))
    return Fact(text, (*shown, *places(known.study.codebook_file.name, "gioia structure")))


def definitions(known: Known) -> Fact | None:
    """Tell how many concepts are defined, and how many say when they hold and when not."""
    every = list(concepts(known.study.codebook))
    defined = sum(bool(one.definition) for one in every)
    ruled = sum(bool(one.include or one.exclude) for one in every)
    if not defined and not ruled:
        return None
    text = (
        f"Of {counted(len(every), 'concept')}, {defined:,} with a definition, {ruled:,} with rules of use.",
        f"{len(every)} 个概念中，有定义的 {defined} 个，写明使用规则的 {ruled} 个。",
    )
    return Fact(text, (*known.shown("codebook"), *places(known.study.codebook_file.name)))


def main_themes(known: Known) -> Fact | None:
    """Tell the themes of each dimension by name."""
    named = [(one.name, [theme.name for theme in one.themes]) for one in known.study.codebook.dimensions]
    if not any(below for _, below in named):
        return None
    text = (
        "; ".join(f"{name}: {', '.join(below)}" for name, below in named) + ".",
        "；".join(f"{name}：{'、'.join(below)}" for name, below in named) + "。",
    )
    return Fact(text, known.shown("data-structure") or places("gioia structure"))


def minor(known: Known) -> Fact | None:
    """Tell how many concepts rest on one coding, and how much evidence speaks against."""
    by_concept = counts.codings_by_concept(known.study)
    if not any(by_concept.values()):
        return None
    once = sum(number == 1 for number in by_concept.values())
    against = sum(coding.role == "counter" for coding in evidence(known.study))
    text = (
        f"{counted(once, 'concept')} coded once; {counted(against, 'passage')} shown against a theme.",
        f"只编码一次的概念 {once} 个；作为反例列出的 {against} 条。",
    )
    return Fact(text, (*known.shown("frequencies"), *known.shown("evidence")))


def stages(known: Known) -> Fact | None:
    """Tell the stages with their dates."""
    every = known.study.stages
    if not every:
        return None
    dated = [(one.name, *(stage_dates(one, word).replace(_NO_BREAK, " ") for word in ("en", "zh"))) for one in every]
    english = ", ".join(name + (f" ({dates})" if dates else "") for name, dates, _ in dated)
    chinese = "、".join(name + (f"（{dates}）" if dates else "") for name, _, dates in dated)
    text = (f"{counted(len(every), 'stage')}: {english}.", f"{len(every)} 个阶段：{chinese}。")
    return Fact(text, places("study.yaml: stages", "gioia model"))


def events(known: Known) -> Fact | None:
    """Tell how many dated events there are."""
    number = len(chronology(known.study.stages, known.study.model.events))
    if not number:
        return None
    text = (f"{counted(number, 'dated event')}.", f"有日期的事件 {number} 件。")
    return Fact(text, (*known.shown("chronology"), *places(known.study.model_file.name)))


def relations(known: Known) -> Fact | None:
    """Tell how many relations there are, and on what they rest."""
    every = known.study.model.relations
    if not every:
        return None
    coded = sum(bool(one.codings) for one in every)
    stated = sum(bool(one.section) and not one.codings for one in every)
    text = (
        (
            f"{counted(len(every), 'relation')}: {coded:,} on codings, {stated:,} only on a section of the text, "
            f"{len(every) - coded - stated:,} on neither."
        ),
        (
            f"关系 {len(every)} 条：以编码为依据 {coded} 条，只注明章节 {stated} 条，"
            f"都没有的 {len(every) - coded - stated} 条。"
        ),
    )
    return Fact(text, places(known.study.model_file.name, "gioia model"))


def shown_evidence(known: Known) -> Fact | None:
    """Tell how much evidence is shown, by its role."""
    roles = Counter(coding.role for coding in evidence(known.study))
    if not roles:
        return None
    text = (
        (
            f"{counted(roles.total(), 'quotation')} shown: {roles['power']:,} for the text, {roles['proof']:,} as proof, "
            f"{roles['counter']:,} against."
        ),
        (
            f"列出引文 {roles.total():,} 条：用于正文 {roles['power']:,} 条，佐证 {roles['proof']:,} 条，"
            f"反例 {roles['counter']:,} 条。"
        ),
    )
    return Fact(text, (*known.shown("evidence"), *known.shown("power-quotations"), *places("gioia trace")))


def identified(known: Known) -> Fact | None:
    """Tell of how many shown quotations the register says source, speaker or author, and date."""
    chosen = evidence(known.study)
    if not chosen:
        return None
    register = {source.code: source for source in known.study.sources}
    of = [register[code] for coding in chosen if (code := cited_source(known.study, coding)) in register]
    author, dated = sum(bool(one.author) for one in of), sum(bool(one.date) for one in of)
    text = (
        f"Of these, {len(of):,} name a source of the register, {author:,} with who speaks or writes, {dated:,} with a date.",
        f"其中注明登记来源的 {len(of):,} 条，写明说话人或作者的 {author:,} 条，有日期的 {dated:,} 条。",
    )
    return Fact(text, (*known.shown("evidence"), *known.shown("sources")))


def grounded(known: Known) -> Fact | None:
    """Tell how many themes have evidence that is shown."""
    every = [theme.name for theme in themes(known.study.codebook)]
    if not every:
        return None
    of = theme_of(known.study.codebook)
    shown = {of[coding.concept] for coding in evidence(known.study) if coding.concept in of}
    number = sum(name in shown for name in every)
    if not number:
        return None
    text = (
        f"{number} of {counted(len(every), 'theme')} with quotations shown.",
        f"{len(every)} 个主题中有 {number} 个列出了引文。",
    )
    return Fact(text, (*known.shown("evidence"), *places("gioia check")))


def verbatim(known: Known) -> Fact | None:
    """Tell how many counted codings quote to the letter what stands at their place."""
    codings = counts.counted(known.study)
    if not codings:
        return None
    documents = known.study.documents
    held = sum(
        one.document in documents and documents[one.document].text[one.start : one.end] == one.quotation
        for one in codings
    )
    text = (
        f"{held:,} of {counted(len(codings), 'coding')} verbatim at their place in the frozen text.",
        f"{len(codings):,} 条编码中有 {held:,} 条与冻结原文逐字一致。",
    )
    return Fact(text, places("gioia check", "gioia trace"))


def triangulation(known: Known) -> Fact | None:
    """Tell how many themes rest on two categories of sources or more."""
    cross = counts.themes_and_categories(known.study)
    kinds = [sum(bool(ids) for ids in row) for name, row in zip(cross.rows, cross.ids, strict=True) if name]
    if not any(kinds):
        return None
    several = sum(number > 1 for number in kinds)
    text = (
        f"{several} of {counted(len(kinds), 'theme')} on two categories of sources or more.",
        f"{len(kinds)} 个主题中有 {several} 个以两类或更多来源为依据。",
    )
    return Fact(text, known.shown("triangulation"))


def saturation(known: Known) -> Fact | None:
    """Tell which source is the last that brings a concept not seen before, and when there come few (Guest, Namey and Chen 2020)."""
    found = steps(known.study)
    if not found:
        return None
    last = next(step for step in reversed(found) if step.new)
    runs = ratios([len(step.new) for step in found])
    at, share = reached(runs), f"{THRESHOLD:.0%}"
    english, chinese = "", ""
    if runs:
        english = f" New concepts fall to {share} of the base or less {f'after {at} sources' if at else 'in no run'} (base {BASE}, runs of {RUN})."
        where = f"在第 {at} 个来源之后" if at else "在任何一轮里都没有"
        chinese = f"新概念{where}降到基数的 {share} 或以下（基数 {BASE} 个来源，每轮 {RUN} 个）。"
    text = (
        f"Of {counted(len(found), 'source')} in the order of the register, {last.name} is the last with a new concept.{english}",
        f"按登记顺序的 {len(found)} 个来源中，最后一个带来新概念的是 {last.name}。{chinese}",
    )
    return Fact(text, places("gioia report"))


TELLERS = {
    "structure": Teller(structure, "gioia concept add"),
    "definitions": Teller(definitions, "gioia concept define"),
    "themes": Teller(main_themes, "gioia group"),
    "minor": Teller(minor, "gioia code"),
    "stages": Teller(stages, "stages"),
    "events": Teller(events, "events"),
    "relations": Teller(relations, "relations"),
    "evidence": Teller(shown_evidence, "gioia code --role"),
    "identified": Teller(identified, "gioia code --role"),
    "grounded": Teller(grounded, "gioia code --role"),
    "verbatim": Teller(verbatim, "gioia code"),
    "saturation": Teller(saturation, "gioia code"),
    "triangulation": Teller(triangulation, "gioia code"),
}
