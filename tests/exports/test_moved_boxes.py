"""A co-author moves a box in LibreOffice Impress: its connectors follow.

The Python that LibreOffice talks to does the moving (`moves_shapes.py`); where a program is missing the test is skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from gioia.exports import write
from gioia.pipeline import all_displays, chosen
from gioia.study.loading import load_study

ROOT = Path(__file__).resolve().parents[2]


def has_impress():
    return any(
        Path(folder).glob("libsdlo.so") for folder in ("/usr/lib/libreoffice/program", "/opt/libreoffice/program")
    )


def has_uno():
    """Tell whether the system's Python can talk to LibreOffice."""
    python = "/usr/bin/python3"
    asked = [python, "-c", "import uno"]
    return Path(python).exists() and not subprocess.run(asked, check=False, capture_output=True).returncode


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(not has_impress() or not has_uno(), reason="LibreOffice Impress or python3-uno is not installed")
@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_box_moved_in_impress_takes_its_connectors_along(tmp_path, number):
    displays = all_displays(load_study(ROOT / "corpora" / "lechun")[0])
    (figure,) = chosen(displays, f"figure-{number}-")
    slide = tmp_path / "figure.pptx"
    slide.write_bytes(write(figure, "pptx"))
    script = Path(__file__).with_name("moves_shapes.py")
    words = ["/usr/bin/python3", script, slide, tmp_path / "profile"]
    told = json.loads(subprocess.run(words, check=True, capture_output=True, timeout=240).stdout.splitlines()[-1])
    assert told["strays"] == []
    glued = [one for one in figure.scene.connectors if one.source and one.target]
    parts = sum(len(bracket.sources) for bracket in figure.scene.brackets)
    assert told["ends"] >= 2 * (len(glued) + parts)
