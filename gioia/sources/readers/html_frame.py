"""What of a web page is text, and what is its frame: menus, forms, cookie notices, the page's own head, foot and margins.

A headline, a byline and a date are text wherever they stand: a head of the page (`<header>`) that holds them is no frame. A
head that only names the site is: it has neither byline nor date, and the page has its headline elsewhere. What stands inside an article is text too, its
heads, feet and boxes (`<aside>`) among them.
"""

from __future__ import annotations

import re

from lxml import etree

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "iframe",
        "object",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "dialog",
        "menu",
        "rt",
        "rp",
        "rtc",
    ]
)
_AROUND = frozenset({"header", "footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "complementary"})
NOTE_ROLES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_COOKIES = re.compile(
    r"\b(cookie[-_ ]?(banner|consent|notice|bar|popup)|consent-(banner|popup)|onetrust)",
    re.IGNORECASE,
)
_WHOLE = {"html", "body", "main", "article"}
_BYLINE = re.compile(r"\b(byline|author|dateline|date|published|pubdate)\b", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = {
    "menus": {"nav", "menu", "navigation", "menubar", "toolbar"},
    "forms": {"form", "button", "select", "textarea", "search", "dialog"},
    "the page's head": {"header", "banner"},
    "the page's foot": {"footer", "contentinfo"},
    "margins": {"aside", "complementary"},
}


def is_dropped(element: etree._Element, *, around: bool) -> bool:
    """Tell whether an element is no text of its page; with `around`, what stands around an article is text too."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED or element.get("hidden") is not None:
        return True
    if (
        element.get("role") in _ROLES
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "")
    ):
        return element.get("role") != "complementary" or not around
    if tag not in _WHOLE and _COOKIES.search(_named(element)):
        return True
    is_back_link = element.get("role") == "doc-backlink" or (tag == "a" and "footnote-back" in _named(element))
    # So LibreOffice writes the head and the foot of its pages.
    is_printed_frame = tag == "div" and element.get("title") in _AROUND
    if is_back_link or is_printed_frame:
        return True
    if tag in _AROUND and not around and not roles(element) & NOTE_ROLES:
        return not any(above.tag in {"main", "article"} for above in element.iterancestors())
    return False


def roles(element: etree._Element) -> set[str]:
    """Return what an element says that it is, such as a footnote."""
    return {element.get("role") or "", element.get("epub:type") or ""}


def kind_of_frame(element: etree._Element) -> str:
    """Return what a dropped element is to a reader of the page, "" where no reader sees it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return ""
    if _HIDDEN.search(element.get("style") or ""):
        return ""
    says = {element.tag, element.get("role") or "", (element.get("title") or "") if element.tag == "div" else ""}
    found = next((kind for kind, signs in _KINDS.items() if says & signs), "")
    return found or ("a cookie notice" if _COOKIES.search(_named(element)) else "")


def titles(root: etree._Element) -> frozenset[etree._Element]:
    """Return the heads of the page that hold its headline, byline or date."""
    heads = [
        head for head in root.iter("header") if is_dropped(head, around=False) and not is_dropped(head, around=True)
    ]
    has_headline = any(
        not any(above.tag == "header" and above in heads for above in headline.iterancestors())
        for headline in root.iter("h1")
    )
    return frozenset(
        head
        for head in heads
        if head.get("id") == "title-block-header"
        or any(_is_byline(inner) for inner in head.iter(etree.Element))
        or (not has_headline and next(head.iter(*_HEADINGS), None) is not None)
    )


def title_before(main: etree._Element, root: etree._Element, heads: frozenset[etree._Element]) -> list[etree._Element]:
    """Return the elements before the article that hold its title: heads, and headline and byline where it has no own."""
    above, has_own = set(main.iterancestors()), next(main.iter("h1"), None) is not None
    found: list[etree._Element] = []
    stack = [root]
    while stack and (element := stack.pop()) is not main:
        if element in heads or (not has_own and element not in above and (element.tag == "h1" or _is_byline(element))):
            found.append(element)
        elif element is root or not is_dropped(element, around=False):
            stack.extend(reversed(element))
    return found


def _is_byline(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    said = " ".join(element.get(name) or "" for name in ("class", "rel", "itemprop"))
    return element.tag in {"time", "address"} or bool(_BYLINE.search(said))


def _named(element: etree._Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"
