"""A LaTeX file that would grow or nest without end is refused with its name; macros as authors write them are written out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gioia.audit.manuscript.reading import manuscript_in
from gioia.errors import GioiaError


def read(preamble, body):
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return manuscript_in(source.encode(), "paper.tex")


def tenfold(first):
    """Return the definitions of twelve macros, each ten times the one before."""
    names = "abcdefghijkl"
    later = [f"\\newcommand{{\\x{b}}}{{{f'{chr(92)}x{a} ' * 10}}}" for a, b in pairwise(names)]
    return "\n".join([f"\\newcommand{{\\xa}}{{{first}}}", *later])


@pytest.mark.parametrize("first", ["turns", ""])
def test_macros_that_grow_tenfold_are_refused(first):
    with pytest.raises(GioiaError, match=r"paper\.tex: .* grow to more than 200,000 characters"):
        read(tenfold(first), "\\xl")


@pytest.mark.parametrize("body", ["{" * 2000, "{" * 2000 + "turns" + "}" * 2000, "\\begin{quote}" * 2000])
def test_groups_that_nest_too_deeply_are_refused(body):
    with pytest.raises(GioiaError, match=r"paper\.tex: its groups or macros are nested too deeply"):
        read("", body)


def test_a_macro_may_be_used_often():
    found = read("\\newcommand{\\src}[1]{(#1)}", "\\src{F1} " * 2000)
    assert found.text.count("(F1)") == 2000
