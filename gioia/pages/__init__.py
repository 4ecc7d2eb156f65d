"""What the pages for a browser share: the workbench, which a server gives out, and the report, which is one file.

Pages are plain ES modules and style sheets beside the Python that fills them, without a build. A page's modules find those that all
pages share beside their own.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable


def page_files(package: str) -> dict[str, Traversable]:
    """Return file name → file of a page: those in the folder `page` of the package, and the modules that pages share."""
    folders = (resources.files("gioia.pages"), resources.files(package).joinpath("page"))
    return {file.name: file for folder in folders for file in folder.iterdir() if file.is_file()}
