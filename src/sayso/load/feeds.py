"""RSS 2.0, RSS 1.0 and Atom: entries to reports. OPML: the feeds that it lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from lxml import etree

from sayso.errors import InputError
from sayso.load.plain import plain

FEEDS = ("rss", "feed", "RDF")
PARTS = {
    "title": ("title",), "link": ("link", "guid", "id"), "published": ("pubDate", "published", "date", "issued", "updated"),
    "content": ("encoded", "content", "description", "summary"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed: its place in it from 1, and what it says of itself; None where it says nothing."""

    number: int
    title: str | None
    link: str | None
    published: date | None
    text: str
    publisher: str | None


def is_feed(data: bytes) -> bool:
    """Return whether the bytes begin like a feed or an OPML list."""
    head = re.sub(rb"<\?.*?\?>|<!--.*?-->|\s|\xef\xbb\xbf", b"", data[:2000], flags=re.DOTALL)[:200].lower()
    return head.startswith((b"<rss", b"<feed", b"<rdf:rdf", b"<opml"))


def tree(data: bytes, place: str) -> etree._Element:
    """Return the root of an XML document without resolving entities or touching the network. Raises InputError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        told = (
            "a web page, not a feed: look for the address of its feed"
            if b"<html" in data[:3000].lower()
            else f"no well-formed XML ({fault})"
        )
        raise InputError(f"{place}: {told}") from None


def entries(data: bytes, place: str) -> Iterator[Entry]:
    """Yield the entries of a feed in its order. Raises InputError where it is none."""
    root = tree(data, place)
    if _name(root) not in FEEDS:
        raise InputError(f"{place}: the root is <{_name(root)}>, which is no feed: give the address of an RSS or Atom feed")
    channel = next((child for child in root if _name(child) == "channel"), root)
    publisher = _text(channel, ("title",))
    found = [one for one in root.iter() if isinstance(one.tag, str) and _name(one) in ("item", "entry")]
    for number, one in enumerate(found, 1):
        title = _text(one, PARTS["title"])
        body = plain(_text(one, PARTS["content"]) or "")
        yield Entry(
            number=number, title=title, link=_link(one), published=_day(_text(one, PARTS["published"])), text=body or title or "",
            publisher=publisher,
        )  # fmt: skip


def listed(data: bytes, place: str) -> list[str]:
    """Return the addresses of the feeds in an OPML list, each once, in its order. Raises InputError where it lists none."""
    urls = [one.get("xmlUrl") for one in tree(data, place).iter() if isinstance(one.tag, str) and one.get("xmlUrl")]
    if not urls:
        raise InputError(f"{place}: no outline with xmlUrl: export the list of feeds again")
    return list(dict.fromkeys(str(url) for url in urls))


def is_list(data: bytes) -> bool:
    """Return whether the bytes are an OPML list."""
    return b"<opml" in data[:2000].lower()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in element:
            if _name(child) == name:
                inner = "".join(child.itertext()) if len(child) == 0 else etree.tostring(child, encoding="unicode", method="html")
                if inner.strip():
                    return inner.strip()
    return None


def _link(element: etree._Element) -> str | None:
    for child in element:
        if _name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
    found = _text(element, PARTS["link"])
    return found if found and "://" in found else None


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError):
        return None
