"""No sentence of the paper or of the articles stands anywhere in this repository.

Every file that git tracks or would add is held against them, width and white space aside. Shared are allowed the names of
the published analysis: those of the codebook, the model and the study, and the titles of its sources.
"""

from __future__ import annotations

import csv
import functools
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from gioia import load_study
from gioia.codebook.records import concepts, themes

CHECKOUT = Path(__file__).resolve().parents[1]
LONGEST = 14
"""How many characters in a row may be shared."""
SHORT_NAME = 6
"""A name of so many characters is no longer than a word: it may stand in a shared run, which is then looked at whole."""


def normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@functools.cache
def names() -> list[str]:
    """Return the names of the published analysis that are longer than a word, the longest first."""
    study, _ = load_study(CHECKOUT / "corpora" / "lechun")
    book = study.codebook
    found = [study.title, book.title, *study.roles]
    found += [source.name for source in study.sources]
    found += [title for source in study.sources for title in re.findall("《[^》]+》", source.name)]
    found += [record.name for record in (*book.dimensions, *themes(book), *concepts(book), *study.stages)]
    found += [construct.name for construct in study.model.constructs]
    return sorted({normal(name) for name in found if len(normal(name)) > SHORT_NAME}, key=len, reverse=True)


def without_names(text: str) -> list[str]:
    """Return the parts of a text between names."""
    return re.split("|".join(map(re.escape, names())), normal(text))


@pytest.fixture(scope="module")
def published(shared) -> frozenset[str]:
    """Return every run of LONGEST + 1 characters of the published texts."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    for file, column in (("evidence.csv", "excerpt"), ("relations.csv", "basis")):
        with (shared / "lechun" / file).open(encoding="utf-8-sig", newline="") as lines:
            texts += [row[column] for row in csv.DictReader(lines)]
    assert len(texts) == 3 + 55 + 52
    runs = (normal(text) for text in texts)
    return frozenset(run[i : i + LONGEST + 1] for run in runs for i in range(len(run) - LONGEST))


def shared_runs(text: str, published: frozenset[str]) -> list[str]:
    """Return the runs of more than LONGEST characters that a text shares with the published ones.

    Left out are names, pieces of names (a figure breaks them into lines), and runs without a letter, such as dates.
    """
    found: list[str] = []
    for part in without_names(text):
        end = 0
        for start in range(len(part) - LONGEST):
            if part[start : start + LONGEST + 1] in published:
                if start < end:
                    found[-1] += part[start + LONGEST]
                else:
                    found.append(part[start : start + LONGEST + 1])
                end = start + LONGEST + 1
    return [run for run in found if any(map(str.isalpha, run)) and not any(run in name for name in names())]


def files() -> list[Path]:
    """Return what git tracks or would add; without git, whatever is here and not hidden."""
    listing = ["git", "-C", str(CHECKOUT), "ls-files", "-co", "-z", "--exclude-standard"]
    try:
        listed = subprocess.run(listing, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        left_out = {"out", "build", "dist", "__pycache__"}
        parts = ((path, path.relative_to(CHECKOUT).parts) for path in CHECKOUT.rglob("*"))
        return [path for path, ps in parts if path.is_file() and not any(p[0] == "." or p in left_out for p in ps)]
    return [CHECKOUT / name for name in listed if name and (CHECKOUT / name).is_file()]


def test_no_file_holds_a_sentence_of_the_paper(published):
    held = files()
    assert len(held) > 50
    found = {
        path.relative_to(CHECKOUT).as_posix(): runs
        for path in held
        if (runs := shared_runs(f"{path.name}\n{path.read_bytes().decode('utf-8', 'ignore')}", published))
    }
    assert found == {}


def test_a_sentence_that_was_planted_is_found(shared, published):
    paper = (shared / "seeds" / "000_fec2352d5d0d3ef4.txt").read_text(encoding="utf-8")
    at = paper.index("在蓝带法餐")
    sentence = normal(paper[at : at + 30])[: LONGEST + 1]
    wide = "　".join(sentence[:8]) + "\n" + sentence[8:]
    assert shared_runs(f"我们自己的话，{wide}，又是我们自己的话。", published) == [sentence]
    assert shared_runs(f"我们自己的话，{sentence[:-1]}，又是我们自己的话。", published) == []


def test_an_excerpt_or_the_basis_of_a_relation_is_found(shared, published):
    with (shared / "lechun" / "relations.csv").open(encoding="utf-8-sig", newline="") as lines:
        bases = [row["basis"] for row in csv.DictReader(lines)]
    long = [basis for basis in bases if len("".join(without_names(basis))) > 2 * LONGEST]
    assert len(long) > 10
    assert [basis for basis in long if not shared_runs(basis, published)] == []


def test_names_are_no_sentences(published):
    study, _ = load_study(CHECKOUT / "corpora" / "lechun")
    for concept in concepts(study.codebook):
        assert shared_runs(f"概念“{concept.name}”如下", published) == []
