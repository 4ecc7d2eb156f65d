"""EPUB books: the chapters in the order of the book's spine, each read as a web page; the table of contents is left out."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

from gioia.errors import GioiaError
from gioia.sources.readers import Options, Reading, Remark, archives, damaged
from gioia.sources.readers import html as web_pages
from gioia.sources.readers.encodings import decoded
from gioia.sources.readers.xml_trees import parsed

NAME = "epub 2"

_WHAT = "the EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_HARMLESS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
"""How fonts are veiled; the words of such a book can be read."""


def read(raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return the book as one document. Raises GioiaError where it is damaged or locked by its seller."""
    with archives.opened(raw, name, _WHAT) as archive:
        _refuse_locked(archive, name)
        pages: list[str] = []
        texts: list[str] = []
        remarks: list[Remark] = []
        for path in _chapters(archive, name):
            content = archives.member(archive, path, name, _WHAT)
            if not content.strip():
                continue
            found = decoded(content, name, options.encoding, declared=web_pages.declared_encoding(content))
            pages.append(found.text)
            texts.append(web_pages.whole_text(found.text, name))
            remarks += found.remarks
    remarks += web_pages.ruby_remarks(*pages)
    reader = web_pages.reader_name().replace(web_pages.NAME, NAME)
    return [Reading("\n".join(filter(None, texts)), reader, remarks=tuple(dict.fromkeys(remarks)))]


def _refuse_locked(archive: zipfile.ZipFile, name: str) -> None:
    if _ENCRYPTION not in archive.namelist():
        return
    said = archives.member(archive, _ENCRYPTION, name, _WHAT)
    for harmless in _HARMLESS:
        said = said.replace(harmless, b"")
    if b"EncryptionMethod" in said and b'Algorithm="http' in said:
        raise GioiaError(
            f"{name}: the book is locked by its seller (DRM)", remedy="add a copy without the lock", exit_code=1
        )


def _chapters(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Return the paths of the chapters in reading order."""
    container = parsed(archives.member(archive, _CONTAINER, name, _WHAT), name, _WHAT)
    packages = [found for root in container.iter("{*}rootfile") if (found := root.get("full-path"))]
    if not packages:
        raise damaged(name, _WHAT)
    package = parsed(archives.member(archive, packages[0], name, _WHAT), name, _WHAT)
    folder = posixpath.dirname(packages[0])
    pages = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iter("{*}item")
        if "html" in (item.get("media-type") or "") and "nav" not in (item.get("properties") or "").split()
    }
    # The format lets a chapter stand in the spine once; a book in which one stands a thousand times is made to swell.
    spine = dict.fromkeys(item.get("idref") for item in package.iter("{*}itemref"))
    return [pages[ref] for ref in spine if ref in pages]
