"""The writers: found by looking into the package, refused with a remedy, the same bytes wherever they run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from msgspec.structs import replace
from small_studies import HOSTILE, study, tea

from gioia import exports
from gioia.displays.display import Table
from gioia.displays.figures import figures
from gioia.errors import GioiaError
from gioia.exports import binders, shows, write, writers
from gioia.pipeline import all_displays
from gioia.study import load_study
from gioia.study.appearance import Appearance

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
COARSE = Appearance(dpi=300)
"""Pictures of 300 dots to the inch have a quarter of the dots, and take a quarter of the time."""
TABLE = Table("t", "标题", pd.DataFrame({"a": ["x", "y"]}))
NEW_FORMAT = '''"""A format of the tests."""

from gioia.displays.display import Table

SUFFIX = "rows"
SHOWS = Table


def write(display):
    return str(len(display.frame)).encode()
'''
DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from gioia.exports import binders, write, writers
from gioia.pipeline import all_displays
from gioia.study import load_study
from gioia.study.appearance import Appearance
from msgspec.structs import replace
displays = all_displays(replace(load_study(Path(sys.argv[1]))[0], appearance=Appearance(dpi=300)))
print(json.dumps({
    f"{display.key}.{suffix}": hashlib.sha256(write(display, suffix)).hexdigest()
    for display in displays for suffix, writer in writers().items() if isinstance(display, writer.SHOWS)
} | {
    f"displays.{suffix}": hashlib.sha256(binder.write_all([d for d in displays if isinstance(d, binder.SHOWS)])).hexdigest()
    for suffix, binder in binders().items()
}))
"""


def digests(displays):
    each = {
        f"{display.key}.{suffix}": hashlib.sha256(write(display, suffix)).hexdigest()
        for display in displays
        for suffix, writer in writers().items()
        if isinstance(display, writer.SHOWS)
    }
    bound = {
        f"displays.{suffix}": binder.write_all([display for display in displays if isinstance(display, binder.SHOWS)])
        for suffix, binder in binders().items()
    }
    return each | {name: hashlib.sha256(content).hexdigest() for name, content in bound.items()}


def test_the_formats_in_the_order_of_their_suffixes():
    shows = {suffix: writer.SHOWS for suffix, writer in writers().items()}
    assert list(shows) == [
        *("csv", "dot", "drawio", "gexf", "graphml", "html", "json", "md"),
        *("mmd", "parquet", "pdf", "png", "pptx", "svg", "tex", "tiff"),
    ]
    assert list(binders()) == ["docx", "tex", "xlsx"]
    assert {suffix for suffix, shown in shows.items() if shown is Table} == {"csv", "html", "md", "parquet"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder that is part of gioia.exports as long as the test runs."""
    monkeypatch.setattr(exports, "__path__", [*exports.__path__, str(tmp_path)])
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("gioia.exports._new") or name == "gioia.exports.new"]:
        del sys.modules[name]
    vars(exports).pop("new", None)


def test_a_new_file_is_a_new_format(folder):
    (folder / "new.py").write_text(NEW_FORMAT, encoding="utf-8")
    assert list(writers())[-5:] == ["pptx", "rows", "svg", "tex", "tiff"]
    assert write(TABLE, "rows") == b"2"


def test_a_file_whose_name_begins_with_an_underscore_is_no_format(folder):
    (folder / "_new.py").write_text(NEW_FORMAT, encoding="utf-8")
    assert "rows" not in writers()


def test_an_unknown_format_is_refused_and_the_formats_are_named():
    with pytest.raises(GioiaError) as raised:
        write(TABLE, "odp")
    assert raised.value.message == "no format 'odp'"
    assert raised.value.remedy == f"choose one of {', '.join(sorted({*writers(), *binders()}))}"
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("display", "suffix", "kind"), [(TABLE, "svg", "table"), (figures(tea())[0], "xlsx", "figure")]
)
def test_a_format_that_shows_the_other_kind_is_refused(display, suffix, kind):
    with pytest.raises(GioiaError, match=f"^{suffix} does not write a {kind}$"):
        write(display, suffix)


def test_of_a_figure_in_parts_drawings_show_each_and_graphs_the_whole_once():
    first = figures(tea())[0]
    again = replace(first, part=2, key=f"{first.key}-2")
    known = writers()
    assert {suffix for suffix, writer in known.items() if shows(writer, first)} > {"svg", "dot"}
    shown_again = {suffix for suffix, writer in known.items() if shows(writer, again)}
    assert shown_again >= {"pdf", "png", "pptx", "svg"}
    assert not shown_again & {"dot", "graphml", "json", "mmd"}


def test_formats_are_imported_without_their_libraries():
    code = "import sys, gioia.exports as e; e.writers(); print(*sorted({'xlsxwriter', 'pandas', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_every_format_of_lechun_has_the_same_bytes_in_any_process():
    def started(seed):
        command = [sys.executable, "-c", DIGESTS, str(LECHUN)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=LECHUN.parents[1])

    processes = [started("1"), started("20240101")]
    here = digests(all_displays(replace(load_study(LECHUN)[0], appearance=COARSE)))
    elsewhere = [json.loads(process.communicate(timeout=60)[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert {name.rpartition(".")[2] for name in here} == {*writers(), *binders()}
    assert elsewhere == [here] * 2


@pytest.mark.parametrize(
    "any_study",
    [
        study({}),
        study({name: {f"{name}题": [f"{name}念"]} for name in HOSTILE}, staged={f"{name}念": name for name in HOSTILE}),
    ],
    ids=["empty", "hostile"],
)
def test_every_format_writes_every_display_whatever_the_names(any_study):
    any_study = replace(any_study, appearance=COARSE)
    made = digests(all_displays(any_study))
    assert {name.rpartition(".")[2] for name in made} == {*writers(), *binders()}
    assert made == digests(all_displays(any_study))
