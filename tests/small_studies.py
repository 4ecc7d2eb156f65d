"""Small studies for tests of displays: made by hand from an outline, or at random by hypothesis.

An outline is read as the data structure is: dimension → theme → concepts.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.codings.coding import Coding
from gioia.model.records import KINDS, Construct, Event, Model, Relation, Stage
from gioia.sources.register import Source
from gioia.study import Study
from gioia.study.appearance import FREE, Appearance

Outline = dict[str, dict[str, list[str]]]

HOSTILE = [
    "\"'\\<&>]]>",
    "%% end",
    "#quot; `x`",
    "a\nb\r\nc\td",
    "\x00\x1b[31m",
    "\ud800",
    "\u202eabc",
    "end",
    "-->",
    "\\N&amp;",
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"),
    "</script><script>document.title=1</script>",
    "<img src=x onerror=document.title=2>",
    "{{}} ${x} <%= y %>",
    "\\write18{touch pwned}\\input{/etc/passwd}",
    "\\end{longtable}\\end{tikzpicture}\\end{document}",
    "50% of it % not all",
    'click n1 href "javascript:document.title=3"',
    "subgraph",
    "graph TD; A-->B",
    "'single' \"double\" don't `tick` ?` !` ,, '' -- ---",
    "[opt] *star*",
    "* [ ] ^^41 a~b_c^d$e$ \\\\[2pt] \\\\*",
    "# heading",
    "1. first",
    "- item",
    "> quoted",
    "--- | ---",
    "&&& ### ___ {{{ }}}",
    "[x](javascript:document.title=4) ![y](z) <http://a.b> www.a.b",
    "\u2028one\u2029two\u0085three",
    "\ufeffmark\u200b",
    "word" * 1250,
]
"""Names that mean something to one file format or another."""


def codebook(outline: Outline, ungrouped: tuple[str, ...] = ()) -> Codebook:
    dimensions = tuple(
        Dimension(
            dimension,
            themes=tuple(Theme(theme, concepts=tuple(map(Concept, names))) for theme, names in themes.items()),
        )
        for dimension, themes in outline.items()
    )
    return Codebook(dimensions=dimensions, ungrouped=tuple(map(Concept, ungrouped)))


def study(outline: Outline, *, ungrouped: tuple[str, ...] = (), staged: dict[str, str] | None = None, **more) -> Study:
    """Return a study with that data structure; `staged` gives the stage of the one coding of each concept."""
    codings = tuple(
        Coding(f"E{i}", "G1/a.txt", i, i + 1, "言", concept, "ada", "2024-01-01T00:00:00Z", stage=stage)
        for i, (concept, stage) in enumerate((staged or {}).items())
    )
    return Study(Path("study"), "study", codebook=codebook(outline, ungrouped), codings=codings, **more)


def tea() -> Study:
    """A tea shop in two stages, with a link of the process, an interaction, roles and arrows of every way."""
    outline = {
        "基础": {"开店": ["租下铺面"], "扩店": ["开出分店"]},
        "互动": {"“问—答”式互动": ["请人试喝"], "“听—改”式互动": ["按意见换茶"]},
        "结果": {"有了熟客": ["天天来喝"], "有了名声": ["外地人来"]},
    }
    first, second = Stage("起步", "2001", "2004-05"), Stage("成长阶段", "2004-05")
    staged = dict.fromkeys(("租下铺面", "请人试喝", "天天来喝"), "起步")
    staged |= dict.fromkeys(("开出分店", "按意见换茶", "外地人来"), "成长阶段")
    constructs = (
        Construct("问", "pole", theme="“问—答”式互动", role="店家"),
        Construct("答", "pole", theme="“问—答”式互动", role="茶客"),
        Construct("设想", "link"),
        Construct("提问者", "role", role="店家", stage="起步"),
        Construct("听众", "role", role="店家", stage="成长阶段"),
        Construct("小店", "mode", stage="起步"),
        Construct("连锁", "mode", stage="成长阶段"),
    )
    relations = (
        Relation("R1", "开店", "“问—答”式互动", "enables", stage="起步"),
        Relation("R2", "开店", "有了熟客", "enables", stage="起步"),
        Relation("R3", "问", "答", "dyad", stage="起步", lead="店家"),
        Relation("R4", "“问—答”式互动", "有了熟客", "results_in", stage="起步"),
        Relation("R5", "设想", "互动", "lean_link", stage="起步", label="先试后卖"),
        Relation("R6", "有了熟客", "成长阶段", "drives_stage_transition", stage="起步"),
        Relation("R7", "有了熟客", "扩店", "feeds_next_stage", stage="成长阶段"),
        Relation("R8", "开店", "扩店", "evolves_into"),
        Relation("R9", "小店", "连锁", "evolves_into"),
        Relation("R10", "基础", "互动", "dimension_sequence"),
        Relation("R11", "互动", "结果", "dimension_sequence"),
    )
    model = Model(constructs=constructs, relations=relations)
    return study(outline, staged=staged, stages=(first, second), roles=("店家", "茶客"), model=model)


def labels() -> st.SearchStrategy[str]:
    """Names of every kind: Chinese, Latin, mixed, far too long, hostile, and any text at all."""
    chinese = st.text(st.sampled_from("企业用户价值共创“”‘’—…·，。（）《》、互动 "), min_size=1, max_size=40)
    latin = st.text(st.sampled_from("abcWMi .,-'(/"), min_size=1, max_size=50)
    return st.one_of(chinese, latin, st.sampled_from([*HOSTILE, "W" * 80]), st.text(min_size=1, max_size=12))


@st.composite
def structures(draw: st.DrawFn) -> Study:
    """A study with any data structure, also with dimensions without themes and themes without concepts, in any stages."""
    names = draw(st.lists(labels(), min_size=1, max_size=24, unique=True))
    left = iter(names)
    outline: Outline = {}
    for dimension in left:
        themes = outline.setdefault(dimension, {})
        for _ in range(draw(st.integers(0, 3))):
            theme = next(left, None)
            if theme is not None:
                count = draw(st.integers(0, 4))
                themes[theme] = [name for _, name in zip(range(count), left, strict=False)]
    ungrouped = tuple(draw(st.lists(labels(), max_size=3)))
    stages = draw(st.lists(labels(), max_size=3, unique=True))
    concepts = [*(name for themes in outline.values() for group in themes.values() for name in group), *ungrouped]
    staged = {name: draw(st.sampled_from([*stages, ""])) for name in concepts if draw(st.booleans())}
    language = draw(st.sampled_from(["zh", "en"]))
    return study(outline, ungrouped=ungrouped, staged=staged, stages=tuple(map(Stage, stages)), language=language)


def appearances() -> st.SearchStrategy[Appearance]:
    """Every look of a display, in widths from the narrowest that may be asked for."""
    widths = st.sampled_from([FREE, 40.0, 84.0, 120.0, 174.0, 300.0])
    return st.builds(
        Appearance,
        style=st.sampled_from(["brackets", "boxes"]),
        by=st.sampled_from(["dimension", "stage"]),
        ink=st.sampled_from(["black", "colour"]),
        width=widths,
        counts=st.booleans(),
    )


@st.composite
def processes(draw: st.DrawFn) -> Study:
    """A study with stages and any relations among its names, two of which may be the same and some unknown."""
    themes = draw(st.lists(labels(), min_size=1, max_size=12, unique=True))
    stages = draw(st.lists(labels(), min_size=0, max_size=4, unique=True))
    dimensions = draw(st.lists(labels(), min_size=1, max_size=4, unique=True))
    outline: Outline = {dimension: {} for dimension in dimensions}
    for index, theme in enumerate(themes):
        outline[draw(st.sampled_from(dimensions))][theme] = [f"概念{index}"]
    places = st.sampled_from([*stages, ""])
    staged = {f"概念{index}": draw(places) for index in range(len(themes))}
    roles = draw(st.lists(labels(), max_size=5, unique=True))
    own_theme, own_role = st.sampled_from(themes[:3]), st.sampled_from([*roles, ""])
    poles = [Construct(f"极{side}", "pole", theme=draw(own_theme), role=draw(own_role)) for side in "甲乙丙丁戊己"]
    dyads = [
        Relation(
            f"D{i}",
            *draw(st.permutations([pole.name for pole in poles]))[:2],
            "dyad",
            draw(places),
            lead=draw(own_role),
        )
        for i in range(draw(st.integers(0, 6)))
    ]
    played = [Construct(f"扮{i}", "role", role=role, stage=draw(places)) for i, role in enumerate(roles)]
    constructs = (*poles, *played, Construct("环节", "link"), Construct("模式", "mode", stage=draw(places)))
    ends = st.sampled_from([*themes, *dimensions, *stages, *(c.name for c in constructs), "无人知晓"])
    kinds = st.sampled_from([*KINDS, "own kind"])
    relation = st.builds(
        Relation, st.sampled_from(["R1", "R2"]), ends, ends, kinds, stage=places, label=st.sampled_from(["", "x" * 99])
    )
    relations = (*draw(st.lists(relation, max_size=20)), *dyads)
    return study(
        outline,
        staged=staged,
        stages=tuple(map(Stage, stages)),
        roles=tuple(draw(st.permutations(roles))),
        model=Model(constructs=constructs, relations=relations),
        language=draw(st.sampled_from(["zh", "en"])),
    )


def dates() -> st.SearchStrategy[str]:
    """Dates of every precision, some of them far apart, and what is no date."""
    years = st.one_of(st.integers(2010, 2014), st.integers(1, 9999)).map("{:04}".format)
    months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
    whole = st.builds("{}-{:02}".format, months, st.integers(1, 31))
    return st.one_of(years, months, whole, st.sampled_from(["", "soon"]))


@st.composite
def histories(draw: st.DrawFn) -> Study:
    """A study with stages, events and sources of any dates: overlapping, out of order, open, without any."""
    names = draw(st.lists(labels(), min_size=0, max_size=8, unique=True))
    stages = tuple(Stage(name, draw(dates()), draw(dates()), draw(st.sampled_from(["", "opens"]))) for name in names)
    event = st.builds(Event, labels(), dates(), st.one_of(st.just(""), dates()), st.sampled_from(["", *names]))
    events = tuple(draw(st.lists(event, max_size=12)))
    source = st.builds(Source, st.sampled_from(["F1", "G1"]), labels(), date=dates(), end=dates())
    sources = tuple(draw(st.lists(source, max_size=2, unique_by=lambda one: one.code)))
    language = draw(st.sampled_from(["zh", "en"]))
    return study({}, stages=stages, sources=sources, model=Model(events=events), language=language)
