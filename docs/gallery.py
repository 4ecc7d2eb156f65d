"""The gallery: reduced pictures of what goes into a paper, and the page that shows them.

`python docs/gallery.py` writes `docs/gallery/*.png` and `docs/gallery/README.md`. Figures are drawn as `gioia export --to png`
draws them; documents are turned into pages by the programs that people open them with. Where such a program is missing the
picture stays as it is, and that is said. A test holds that every picture of the page is there, and keeps the scenes behind
the figures as text: whoever changes a layout sees there what moved, and then runs this command and looks.

It shows the published case and a study of 120 concepts that `benchmarks.generated_study` makes, in Chinese and in English.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.generated_study import generated_study
from gioia.displays.display import Display, Figure
from gioia.exports import write
from gioia.pipeline import all_displays, chosen, export
from gioia.study.appearance import Appearance
from gioia.study.loading import load_study
from gioia.study.record import Study

FOLDER = HERE / "gallery"
MOST_BYTES = 46_000
_WIDEST = 1100
"""Pixels."""
_LEAST_SHRINK = 0.92
_DOTS = 200
_TONES = 8
_CONCEPTS = 120
_STUDIES = {
    "lechun": "LeChun, the published case",
    "zh": f"a study of {_CONCEPTS} concepts in Chinese",
    "en": f"a study of {_CONCEPTS} concepts in English",
}
_LOOKS = {
    "brackets": ("Data structure, brackets, black and white", Appearance()),
    "boxes": ("Data structure, boxes and arrows, with counts", Appearance(style="boxes", counts=True)),
    "by-stage": ("Data structure, banded by stage, 174 mm", Appearance(by="stage", width=174.0)),
    "colour": ("Data structure, in colours that survive grey printing", Appearance(ink="colour")),
    "84-mm": ("Data structure, one column of a journal, 84 mm", Appearance(width=84.0)),
}
_FIGURES = {
    "mechanism": ("Mechanism model of the first stage", "mechanism-stage-1", Appearance()),
    "mechanism-84-mm": (
        "Mechanism model of the second stage, in colours, one column of a journal, 84 mm",
        "mechanism-stage-2",
        Appearance(width=84.0, ink="colour"),
    ),
    "integrated": ("Integrated model, with counts", "integrated", Appearance(width=174.0, counts=True)),
    "timeline": ("Timeline", "timeline", Appearance()),
}


class Picture(Struct, frozen=True):
    """A picture of the gallery: of the display whose key holds `key` ("" for all displays), in a format, at a page from 1."""

    study: str
    name: str
    caption: str
    key: str
    look: Appearance = Appearance()
    format: str = "png"
    page: int = 1

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.study}-{self.name}.png"


def pictures() -> Iterator[Picture]:
    """Yield all pictures in the order of the page."""
    for study in _STUDIES:
        for name, (caption, look) in _LOOKS.items():
            yield Picture(study, f"data-structure-{name}", caption, "figure-1-", look)
        for name, (caption, key, look) in _FIGURES.items():
            yield Picture(study, name, caption, key, look)
    yield Picture("lechun", "word-evidence", "Evidence in Word, by LibreOffice", "", format="docx", page=2)
    yield Picture("lechun", "word-codebook", "Codebook in Word, across the page", "", format="docx", page=6)
    yield Picture("zh", "word-evidence", "Evidence in Word over a page break (续表)", "table-2", format="docx", page=2)
    yield Picture("en", "word-evidence", "Evidence in Word over a page break", "table-2", format="docx", page=2)
    yield Picture("lechun", "slide", "Slide of native shapes, by LibreOffice", "figure-1-", format="pptx")
    yield Picture("en", "slide", "Slide of native shapes, by LibreOffice", "mechanism-stage-1", format="pptx")
    yield Picture("lechun", "workbook", "Workbook, printed by LibreOffice", "table-2", format="xlsx")
    yield Picture("lechun", "html", "Web page, printed by Chromium", "table-2", format="html")
    yield Picture("lechun", "latex", "LaTeX, by XeLaTeX", "table-2", format="tex", page=2)


@cache
def displays(study: str, look: Appearance) -> list[Display]:
    """Return the displays of one of the studies, in a look."""
    return all_displays(replace(_study(study), appearance=replace(look, dpi=300)))


@cache
def _study(name: str) -> Study:
    if name == "lechun":
        return load_study(HERE.parent / "corpora" / "lechun")[0]
    return generated_study(_CONCEPTS, name)


def figure(picture: Picture) -> Figure:
    """Return the figure that a picture shows, the first part of it where it has several."""
    shown = chosen(displays(picture.study, picture.look), picture.key)[0]
    return cast("Figure", shown)


def raw_picture(picture: Picture, folder: Path) -> bytes | None:
    """Return a picture as PNG, not yet reduced; None where a program that it needs is missing."""
    if picture.format == "png":
        return write(figure(picture), "png")
    shown = chosen(displays(picture.study, picture.look), picture.key)
    *_, file = export(shown, folder / picture.file, [picture.format]).written
    return _printed(file, picture.page)


def _printed(file: Path, page: int) -> bytes | None:
    """Return the picture of a page of a document, printed by the program that people open it with."""
    pdf, profile = file.with_suffix(".pdf"), file.parent / "profile"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", file.name]
    browser = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
    tex = ["xelatex", "-interaction=batchmode", file.name]
    # A table of several pages knows its widths when LaTeX has seen it twice.
    calls = {".tex": [tex, tex], ".html": [[*browser, "--no-pdf-header-footer", file.as_uri()]]}.get(
        file.suffix, [office]
    )
    one_page = ["-f", str(page), "-l", str(page), "-singlefile"]
    calls = [*calls, ["pdftoppm", "-r", str(_DOTS), *one_page, "-png", pdf.name, file.stem]]
    if not all(shutil.which(call[0]) for call in calls):
        return None
    for call in calls:
        subprocess.run(call, cwd=file.parent, capture_output=True, check=True, timeout=180)
    return file.with_suffix(".png").read_bytes()


def reduced(raw: bytes, *, coloured: bool) -> bytes:
    """Return a picture of few tones, at most `_WIDEST` pixels wide and `MOST_BYTES` large, without empty margins."""
    from PIL import Image, ImageOps

    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    inked = ImageOps.invert(picture.convert("L")).getbbox() or (0, 0, *picture.size)
    picture = ImageOps.expand(picture.crop(inked), picture.width // 60, "white")
    width = min(_WIDEST, picture.width)
    while True:
        size = (width, max(1, round(picture.height * width / picture.width)))
        small = picture.resize(size, Image.Resampling.LANCZOS)
        few = small.quantize(4 * _TONES) if coloured else small.convert("L").quantize(_TONES)
        file = io.BytesIO()
        few.save(file, "PNG", optimize=True)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
        width = int(width * _LEAST_SHRINK)


def page() -> str:
    """Return the page that shows the pictures."""
    lines = [
        "# What comes out",
        "",
        "Written by `python docs/gallery.py`: the published case, and a study of 120 concepts made by rule, in Chinese and in",
        "English. The pictures are reduced; `gioia export` writes figures as SVG, PDF and PNG of 600 dots to the inch.",
        "",
    ]
    for study, title in _STUDIES.items():
        lines += [f"## {title[0].upper()}{title[1:]}", ""]
        for one in pictures():
            if one.study == study:
                lines += [f"### {one.caption}", "", f"![{one.caption}: {title}]({one.file})", ""]
    return "\n".join(lines[:-1]) + "\n"


def main() -> None:
    """Write the pictures whose programs are there, and the page; say which are left as they are."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for one in pictures():
            raw = raw_picture(one, Path(folder))
            if raw is None:
                print(f"{one.file}: left as it is, since soffice, chromium, xelatex or pdftoppm is missing")
                continue
            (FOLDER / one.file).write_bytes(reduced(raw, coloured=one.look.ink == "colour"))
    for stray in set(FOLDER.glob("*.png")) - {FOLDER / one.file for one in pictures()}:
        stray.unlink()
    (FOLDER / "README.md").write_bytes(page().encode())


if __name__ == "__main__":
    main()
