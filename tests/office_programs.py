"""What a person opens files with: LibreOffice, and poppler to read the pages that it prints."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def converted(file, kind, folder=None, *, options=()):
    """Return what LibreOffice makes of a file, beside it or in another folder."""
    folder = folder or file.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = ["soffice", profile, "--headless", *options, "--convert-to", kind, "--outdir", folder, file]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return folder / file.with_suffix("." + kind.partition(":")[0]).name


def text_of(pdf):
    """Return the words of a PDF without white space."""
    shown = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    return "".join(shown.split())


needs_writer = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed",
)
