"""The scenes behind the figures of the gallery, and those of the tea shop, held as text: whoever changes a layout sees what moved.

After a change that is meant: `python -m pytest tests/displays/test_scenes_as_before.py --snapshot-update`, then
`python docs/gallery.py`, and look at the pictures.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from msgspec import structs
from scene_text import scene_text
from small_studies import tea

from gioia.displays.figures import figures
from gioia.model.records import Event
from gioia.sources.register import Source

DOCS = Path(__file__).resolve().parents[2] / "docs"
EVENTS = (
    Event("试营业", "2001-05-06"),
    Event("头一批熟客", "2002-03", stage="起步"),
    Event("修路封门", "2003", end="2003-08"),
)


def _gallery():
    spec = importlib.util.spec_from_file_location("gallery", DOCS / "gallery.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GALLERY = _gallery()
FIGURES = [picture for picture in GALLERY.pictures() if picture.format == "png"]


@pytest.mark.parametrize("picture", FIGURES, ids=lambda picture: picture.file)
def test_a_figure_of_the_gallery_is_laid_out_as_before(snapshot, picture):
    assert scene_text(GALLERY.figure(picture).scene) == snapshot


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_figure_of_the_tea_shop_is_laid_out_as_before(snapshot, number):
    shop = structs.replace(
        tea(), model=structs.replace(tea().model, events=EVENTS), sources=(Source("F1", "店主访谈", date="2006-05"),)
    )
    assert scene_text(figures(shop)[number].scene) == snapshot


def test_the_pictures_of_the_gallery_are_there_and_no_others_and_small():
    folder = DOCS / "gallery"
    there = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert set(there) == {picture.file for picture in GALLERY.pictures()}
    assert max(there.values()) <= GALLERY.MOST_BYTES
    assert sum(there.values()) <= 1_500_000


def test_the_page_of_the_gallery_is_the_one_that_the_command_writes():
    assert (DOCS / "gallery" / "README.md").read_bytes().decode() == GALLERY.page(), "run: python docs/gallery.py"


def test_a_picture_whose_program_is_missing_is_left_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(GALLERY.shutil, "which", lambda _: None)
    slide = next(picture for picture in GALLERY.pictures() if picture.format == "pptx")
    assert GALLERY.raw_picture(slide, tmp_path) is None
