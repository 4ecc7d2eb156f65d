"""XML that comes from outside: no entity is expanded, nothing is fetched, and nesting has an end."""

from __future__ import annotations

from lxml import etree

from gioia.errors import GioiaError
from gioia.sources.readers import damaged


def parsed(raw: bytes, name: str, what: str) -> etree._Element:
    """Return the root of the tree. Raises GioiaError, naming the file and what it is, where the XML is not well formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, what) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise declares_entities(name, what)
    return root


def declares_entities(name: str, what: str) -> GioiaError:
    """Return the error for XML with entities of its own: what they stand for would be lost, or would swell.

    No program for documents writes them.
    """
    remedy = "open it in its program, save it anew, and add that"
    return GioiaError(f"{name}: {what} declares entities, which no document does", remedy=remedy, exit_code=1)
