"""No pattern of the audit takes long on a run of one sign: one that tried every stretch of it would not end in the time of a test."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import gioia.audit.manuscript as package

RUNS = [" ", "\n", "a", "A", "1", "价", "一", "—", "-|", "“a", "(", "，", "a, ", "1,", "F1、"]
LENGTH = 30_000
"""How long a run is, in code points: a look at all stretches of it takes half a thousand million steps."""
MODULES = sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value of a module, and in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from patterns(inner)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from patterns(inner)


@pytest.mark.parametrize("name", MODULES)
def test_a_run_of_one_sign_is_looked_through_once(name):
    module = importlib.import_module(f"{package.__name__}.{name}")
    for value in vars(module).values():
        for pattern in patterns(value):
            for run in RUNS:
                text = (run * LENGTH)[:LENGTH] + "\0"
                assert all(match.end() <= len(text) for match in pattern.finditer(text))


@pytest.mark.parametrize("text", ["x" + " " * 200_000 + "x", "a" * 200_000, "1" * 200_000])
def test_a_paper_that_is_one_long_run_is_read(text):
    from garden_study import audited

    assert audited(text, name="paper.txt").manuscript.text == text
