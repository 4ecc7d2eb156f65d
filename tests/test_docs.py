"""The documentation is true: generated pages have not drifted, links lead somewhere, and what a page runs does run."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from gioia.cli.index import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIOIA_LANG", "en")
        for name in [name for name in sys.modules if name.startswith("gioia.cli")]:
            patch.delitem(sys.modules, name)
        spec.loader.exec_module(module)
        yield dict(module.pages())


def test_every_command_has_its_page(generated):
    assert {path.stem for path in generated if path.parent.name == "commands"} == set(COMMANDS)


def test_no_generated_page_has_drifted(generated):
    drifted = [path.name for path, text in generated.items() if path.read_bytes() != text.encode()]
    assert not drifted, "run: python docs/pages.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_within_the_repository_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?://)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_two_readmes_give_the_same_commands():
    def commands(name):
        text = (ROOT / name).read_text(encoding="utf-8")
        return [line for line in re.findall(r"^(?:python3|py|\.venv).*$", text, re.MULTILINE) if "venv" in line]

    assert commands("README.md") == commands("README.zh.md")
    assert len(commands("README.md")) == 8


def test_the_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"docs/commands/{name}.md" not in text] == []


def test_the_python_page_runs_from_top_to_bottom(monkeypatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    exec(compile("\n".join(blocks), "docs/python.md", "exec"), {})  # noqa: S102 - the page's own code


def test_the_totals_in_the_readme_are_those_that_run_prints(tmp_path):
    from gioia.pipeline import run

    summary = run(ROOT / "corpora" / "lechun", tmp_path).summary
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in (
        "codings_by_stage",
        "codings_by_source",
        "codings_by_dimension",
        "concepts_by_stage",
        "themes_by_stage",
    ):
        counts = ", ".join(f"{name} {count}" for name, count in summary[key].items())
        assert f"{key.replace('_', ' ')}: {counts}\n" in text
