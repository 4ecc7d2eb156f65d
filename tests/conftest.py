"""What the tests share: a copy of the clean study to break, the researcher's shared folder, the program as people run it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from study_copies import PROGRAM, Copy

TESTS = Path(__file__).resolve().parent
CHECKOUT = TESTS.parent

# No test is timed: a machine that has other work is no fault of the program. The same code gives the same answer each time;
# other examples than the last time's are looked for with --hypothesis-profile=explore.
settings.register_profile("explore", deadline=None)
settings.register_profile("gioia", deadline=None, derandomize=True)
settings.load_profile("gioia")


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Return a copy of tests/studies/clean; the working directory is the folder above it."""
    shutil.copytree(TESTS / "studies" / "clean", tmp_path / "clean")
    monkeypatch.chdir(tmp_path)
    return Copy(tmp_path / "clean")


@pytest.fixture(scope="session")
def copy_of() -> type[Copy]:
    """Return the class, for tests that make a study themselves."""
    return Copy


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the paper and the facts of the published analysis, which are not public."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the paper and its facts are not at hand ({folder})")
    return folder


Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def gioia_program() -> Program:
    """Return a function that runs gioia in a process of its own, English unless the test says otherwise."""

    def run(*arguments: object, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        given = {key: value for key, value in os.environ.items() if not key.startswith("GIOIA")}
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            cwd=cwd,
            env=given | {"GIOIA_LANG": "en", "GIOIA_CODER": "甲"} | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture(scope="session")
def chromium():
    """Return a Chromium, one for all tests of a process: its driver cannot be there twice."""
    from browser import MISSING, browser

    if MISSING:
        pytest.skip("Chromium or playwright is not installed")
    with browser() as opened:
        yield opened
