"""An English paper against its study: the marks, tags and turns of phrase of English papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from garden_study import audited, coded

from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.model.records import Stage
from gioia.sources.register import Category, Document, Source
from gioia.study import Study

TEXTS = {
    "F1/ann.md": "We never had a plan, we had a shed full of broken bikes. People came because the kettle was always on.\n\n"
    "After the flood nobody asked who owned which spanner any more.\n",
    "F2/bo.md": "I learned to true a wheel from a girl of twelve. She said to me, 'slow down, it wants to be round'.\n",
    "G1/site.md": "Our doors are open on Tuesdays and Saturdays, and everyone leaves with oily hands.\n",
}
CODED = [
    ("F1/ann.md", "We never had a plan, we had a shed full of broken bikes.", "Starting from scrap", "Seeding"),
    ("F1/ann.md", "After the flood nobody asked who owned which spanner any more.", "Pooling the tools", "Rooting"),
    ("F2/bo.md", "I learned to true a wheel from a girl of twelve.", "Learning from children", "Rooting"),
    (
        "G1/site.md",
        "Our doors are open on Tuesdays and Saturdays, and everyone leaves with oily hands.",
        "Keeping open doors",
        "Seeding",
    ),
]
PAPER = """# Mending Together: How a Repair Café Takes Root

**Abstract**

We study how a repair café takes root in two stages, seeding and rooting, through shared making and mutual teaching.

## 1 Introduction

Repair is "having a moment" (Graham and Thrift, 2007). Scholars call it "broken world thinking" (Jackson, 2014, p. 221), and as one of them
put it, "the world is always breaking; it's in its nature to break" (Jackson, 2014).

## 2 Methods

We held 12 interviews and read 9 web pages. Coding gave four first-order concepts (Starting from scrap, Pooling the tools, Learning from
children, Keeping open doors), three second-order themes and two aggregate dimensions.

## 3 Findings

### 3.1 Shared making

*Open beginnings* and *common property* made up the first dimension. {0} The café's so-called "fixers" don't fix for others; they "sit
beside".

### 3.2 Mutual teaching

Here the theme is *upside-down apprenticeship*. {1}

## 4 Discussion

Shared making and mutual teaching feed each other. Open beginnings come first, common property and upside-down apprenticeship later. {2}

## References

Jackson, S. J. (2014). "Rethinking repair." In *Media technologies*. MIT Press.
"""


def study() -> Study:
    codings = coded(TEXTS, [(*row, "proof") for row in CODED], "ann")
    making = Dimension(
        "Shared making",
        themes=(
            Theme("Open beginnings", concepts=(Concept("Starting from scrap"), Concept("Keeping open doors"))),
            Theme("Common property", concepts=(Concept("Pooling the tools"),)),
        ),
    )
    teaching = Dimension(
        "Mutual teaching", themes=(Theme("Upside-down apprenticeship", concepts=(Concept("Learning from children"),)),)
    )
    return Study(
        Path("cafe"),
        "cafe",
        language="en",
        categories=(Category("F", "Interviews"), Category("G", "Website")),
        sources=(
            Source("F1", "Interviews with volunteers", "interview transcripts", "7 interviews"),
            Source("F2", "Interviews with visitors", "interview transcripts", "5 interviews"),
            Source("G1", "The café's website", "web pages", "9 pages"),
        ),
        documents={name: Document(name, name[:2], "", text=text) for name, text in TEXTS.items()},
        codebook=Codebook(dimensions=(making, teaching)),
        codings=codings,
        stages=(Stage("Seeding", "2014", "2017"), Stage("Rooting", "2017", "2021")),
    )


def told(*words, kinds=""):
    text = PAPER.format(*words, *[""] * (3 - len(words)))
    return [(one.kind, one.said) for one in audited(text, study()).remarks if one.kind.startswith(kinds)]


def test_a_paper_that_is_right_has_no_fault():
    first = '"We never had a plan," one volunteer recalled, "we had a shed full of broken bikes" (F1).'
    cut = 'The website says that "[o]ur doors are open on Tuesdays . . . and everyone leaves with oily hands."'
    uncoded = "An informant added: “People came because the kettle was always on.”"
    block = (
        "> I learned to true a wheel from a girl of twelve. She said to me, 'slow down, it wants to be round'. (F2)\n"
    )
    repeated = 'As a volunteer told us, "nobody asked who owned which spanner any more."'
    assert told(f"{first} {cut} {uncoded}", block, repeated) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('One volunteer said, "We never had a map, we had a shed full of broken bikes."', "quotation-altered"),
        (
            'One volunteer said, "We never had a plan, I learned to true a wheel from a girl of twelve."',
            "quotation-spliced",
        ),
        ('"It rained on all of our best ideas that first winter," one volunteer recalled.', "quotation-orphan"),
        ('The website says, "We never had a plan, we had a shed full of broken bikes."', "attribution"),
        ('"I learned to true a wheel from a girl of twelve" (F1).', "attribution"),
        ("This was a matter of *upside-down apprenticing*.", "label-reworded"),
        ("The theme of “upside-down schooling” says it.", "label-reworded"),
        ("A second-order theme, “borrowed time”, remains.", "label-unknown"),
        ("We arrived at five first-order concepts.", "claim-count"),
        ("Mutual teaching was there in every stage.", "claim-coverage"),
        ("The rooting stage began in 2019.", "claim-inconsistent"),
        ("An interviewee agreed (F8).", "source-unregistered"),
        ('One volunteer said, "We never had a map, we had a shed full of broken bikes.', "quotation-altered"),
        (
            'One volunteer said, "We never had a map (for the café), we had a shed full of broken bikes."',
            "quotation-altered",
        ),
    ],
)
def test_one_fault(words, kind):
    assert [one for one, _ in told(words)] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "Graham (2010) wrote that “disruption shows what infrastructures are made of, and for whom”.",
        "They call this “the long Saturday”, a phrase that we heard often.",
        "The sign on the door, “Nothing is beyond us but time”, is hand-painted.",
        "We read the poster “Bikes for all, all for bikes” as a motto.",
        "It's the visitors' café, not ours; the '90s are over.",
        "Mutual teaching was not there in every stage.",
        "The building itself dates from 1911.",
        "Five of the interviews were held in the shed.",
        'One volunteer said, "We never had a plan (for the café), we had a shed full of broken bikes."',
        'One volunteer said, "We never had a plan, we had a shed full of broken bikes.',
        'Informants never said "our doors are open on Tuesdays and Saturdays"; it is on the web page.',
        'The door is 6" wider than the "shed full of broken bikes" had let us think.',
    ],
)
def test_what_is_no_fault(words):
    assert told(words) == []


def test_words_of_a_table_that_differ_are_shown_in_full():
    rows = "".join(f"| {concept} | {words} ({name[:2]}) |\n" for name, words, concept, _ in CODED)
    table = "Table 1. Evidence\n\n| First-order concept | Evidence |\n|---|---|\n" + rows.replace(
        "any more", "anywhere"
    )
    said = [words for kind, words in told(f"\n\n{table}\n") if kind == "table-row-differs"]
    assert [words.split()[-1].rstrip(".") for words in said] == ["anywhere"]
