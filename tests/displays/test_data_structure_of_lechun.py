"""The published case as figure 1, in its main looks, held as text: what moves is seen in the diff of `snapshots/`.

After a change that is meant, `GIOIA_SNAPSHOTS=write python -m pytest tests/displays/test_data_structure_of_lechun.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from scene_text import scene_text

from gioia.displays.data_structure import data_structure_scenes
from gioia.study import load_study
from gioia.study.appearance import Appearance

HERE = Path(__file__).resolve().parent
LOOKS = {
    "brackets": Appearance(),
    "boxes-colour-counts": Appearance(style="boxes", ink="colour", counts=True),
    "stage": Appearance(by="stage", width=174.0),
    "one-column": Appearance(width=84.0),
}


@pytest.mark.parametrize("name", LOOKS)
def test_the_figure_is_drawn_as_before(name):
    study, _ = load_study(HERE.parents[1] / "corpora" / "lechun")
    scenes = data_structure_scenes(replace(study, appearance=LOOKS[name]))
    drawn = "\n".join(map(scene_text, scenes))
    kept = HERE / "snapshots" / f"data-structure-{name}.txt"
    if os.environ.get("GIOIA_SNAPSHOTS") == "write":
        kept.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == kept.read_text(encoding="utf-8")
