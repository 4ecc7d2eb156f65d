"""PDF, PNG and TIFF: fonts embedded, text that can be searched, the size asked for; and never a box instead of a character."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from small_studies import study, tea

from gioia.displays.figures import figures
from gioia.errors import UnwritableError
from gioia.exports import _faces, png, write, writers
from gioia.exports._faces import Face
from gioia.exports._typeset import typeset
from gioia.study.appearance import Appearance

NAMED = ("Noto Sans CJK SC",)
chinese = pytest.mark.skipif(not _faces._face_for("茶", NAMED, 400, False), reason="no Chinese font is installed")


def fonts_in(raw, tmp_path):
    if not shutil.which("pdffonts"):
        pytest.skip("poppler is not installed")
    path = tmp_path / "figure.pdf"
    path.write_bytes(raw)
    return subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]


@chinese
def test_a_pdf_has_its_fonts_in_it_and_its_words_can_be_searched(tmp_path):
    figure = figures(tea())[0]
    fonts = fonts_in(write(figure, "pdf"), tmp_path)
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)
    text = subprocess.run(["pdftotext", tmp_path / "figure.pdf", "-"], capture_output=True, check=True).stdout.decode()
    for box in figure.scene.boxes:
        assert "".join(box.lines[0].text.split()) in "".join(text.split())


@chinese
@pytest.mark.parametrize("millimetres", [84, 174])
def test_the_page_of_a_pdf_is_as_large_as_the_figure(millimetres):
    import pypdfium2

    figure = figures(tea())[0]
    scene = replace(figure.scene, width=millimetres / 25.4 * 72)
    page = pypdfium2.PdfDocument(write(replace(figure, scene=scene), "pdf"))[0]
    assert page.get_cropbox() == pytest.approx((0, 0, scene.width, scene.height), abs=0.01)


@chinese
@pytest.mark.parametrize("dots", [300, 600])
def test_a_png_has_the_dots_to_the_inch_that_are_asked_for_and_says_so(dots):
    figure = replace(figures(tea())[0], dpi=dots)
    raw = write(figure, "png")
    width, height = struct.unpack(">II", raw[16:24])
    assert abs(width - figure.scene.width / 72 * dots) <= 1
    assert abs(height - figure.scene.height / 72 * dots) <= 1
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    assert picture.info["dpi"] == pytest.approx((dots, dots), abs=0.02)


@chinese
def test_a_picture_has_600_dots_to_the_inch_unless_the_study_says_otherwise():
    assert Image.open(io.BytesIO(write(figures(tea())[0], "tiff"))).info["dpi"] == (600, 600)


@chinese
def test_a_tiff_is_grey_packed_without_loss_and_shows_what_the_png_shows():
    figure = replace(figures(tea())[0], dpi=300)
    picture = Image.open(io.BytesIO(write(figure, "tiff")))
    assert (picture.mode, picture.info["compression"], picture.info["dpi"]) == ("L", "tiff_lzw", (300, 300))
    assert picture.tobytes() == Image.open(io.BytesIO(write(figure, "png"))).convert("RGB").convert("L").tobytes()


def test_tiff_is_written_only_where_it_is_asked_for():
    assert [suffix for suffix, writer in writers().items() if getattr(writer, "ASKED", False)] == ["parquet", "tiff"]


@chinese
@pytest.mark.parametrize("suffix", ["pdf", "png", "tiff"])
def test_the_same_figure_gives_the_same_bytes(suffix):
    figure = figures(tea())[0]
    assert write(figure, suffix) == write(figure, suffix)


def test_a_character_that_no_font_has_is_never_drawn_as_a_box():
    outline = {"D\U000f1234": {"T": ["C"]}}
    with pytest.raises(UnwritableError, match="no font of this system has \U000f1234") as caught:
        write(figures(study(outline))[0], "pdf")
    assert "Noto Sans CJK" in caught.value.remedy


@chinese
def test_a_chinese_word_in_an_english_figure_is_drawn_in_the_chinese_face_that_the_figure_names(tmp_path):
    """Left alone, Typst draws the whole line in any face that has all of it, of whatever style."""
    figure = figures(study({"D": {"T": ["R&D 价值 “shared”"]}}, language="en"))[0]
    named = {"NotoSansCJKsc", "LiberationSans", "ArialMT", "Arial", "SourceHanSansSC", "HelveticaNeue"}
    for line in fonts_in(write(figure, "pdf"), tmp_path):
        assert line.split()[0].partition("+")[2].partition("-")[0] in named, line


@chinese
def test_every_character_of_a_line_has_a_face_and_the_pieces_are_the_line():
    figure = figures(study({"维": {"题 e\u0323": ["R&D 价值 ☕ “shared”"]}}, language="en"))[0]
    for line, pieces in _faces.lettered(figure).items():
        assert "".join(text for _, text in pieces) == line.text
        assert all(face for face, _ in pieces)


def test_of_two_versions_of_a_face_both_must_have_a_character(monkeypatch):
    faces = (Face("Tea Sans", 400, "old", 0), Face("Tea Sans", 400, "new", 0))
    _faces._by_preference.cache_clear()
    _faces._face_for.cache_clear()
    monkeypatch.setattr(_faces, "installed", lambda: faces)
    monkeypatch.setattr(_faces, "_code_points", lambda path, _: {97} if path == "old" else {97, 98})
    try:
        assert _faces._face_for("a", (), 400, False) == Face("Tea Sans", 400, "new", 0)
        assert _faces._face_for("b", (), 400, False) is None
    finally:
        _faces._by_preference.cache_clear()
        _faces._face_for.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig says where Linux has its fonts")
def test_without_any_font_nothing_is_drawn_and_the_remedy_is_told(tmp_path):
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from gioia.exports import _faces; _faces.wheel_folder = lambda: None\n"
        "from gioia.cli.main import run; sys.argv = ['gioia', *sys.argv[2:]]; run()"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            str(Path.cwd()),
            "export",
            "lechun",
            "--only",
            "figure-2",
            "--to",
            "png",
            "--to",
            "svg",
        ],
        cwd=tmp_path,
        env={**os.environ, "FONTCONFIG_FILE": os.fspath(settings), "HOME": os.fspath(tmp_path), "GIOIA_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode()
    assert "EX1" in done.stderr.decode()
    assert "gioia[fonts]" in done.stderr.decode()
    assert [path.suffix for path in (tmp_path / "out").rglob("figure-*")] == [".svg"]


@chinese
def test_a_tiff_in_colour_is_in_colour():
    coloured = replace(tea(), appearance=Appearance(ink="colour", style="boxes"))
    picture = Image.open(io.BytesIO(write(replace(figures(coloured)[0], dpi=300), "tiff")))
    assert picture.mode == "RGB"


@chinese
def test_a_figure_is_drawn_once_for_png_and_tiff(monkeypatch):
    drawn = []
    monkeypatch.setattr(png, "typeset", lambda *asked: [drawn.append(asked), typeset(*asked)][1])
    figure = figures(tea())[0]
    write(figure, "png")
    write(figure, "tiff")
    assert len(drawn) == 1
