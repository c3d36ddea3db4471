"""HTML to running text with its title, date and publisher (trafilatura)."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

from sayso.settings import LoadSettings

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,20000}?(/?)>")
_DROPPED = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(p|div|br|li|h[1-6]|tr|article|section|blockquote|ul|ol|table|header|footer)\b[^<>]*>", re.IGNORECASE)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HTML = re.compile(r"^\s*(<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html|<(head|body|article|div|p|meta)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's running text (paragraphs separated by newlines) and what it says of itself; None where it does not."""

    text: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None


def is_html(text: str) -> bool:
    """Return True where the text is a page rather than running text."""
    return HTML.match(text[:2000]) is not None


def page(text: str, url: str | None, settings: LoadSettings) -> Page:
    """Return the main text of a page; a page nested deeper than the settings allow is stripped of its tags without being parsed."""
    if depth(text) > settings.deepest_html:
        return Page(stripped(text), None, None, None, url)
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(text, url=url, include_comments=False, include_tables=False, favor_recall=True, with_metadata=True)
    if not isinstance(found, Document) or not (found.text or "").strip():
        return Page(stripped(text), None, None, None, url)
    return Page(_paragraphs(found.text or ""), found.title or None, found.sitename or None, _day(found.date), url or found.url)


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def depth(text: str) -> int:
    """Return how deep the tags of a page nest, unclosed ones counted."""
    now = deepest = 0
    for closing, name, alone in _TAG.findall(text):
        if closing:
            now = max(0, now - 1)
        elif not alone and name.lower() not in VOID | {"p", "li", "td", "tr", "option"}:
            now += 1
            deepest = max(deepest, now)
    return deepest


def stripped(text: str) -> str:
    """Return the page's visible words without any structure but line breaks."""
    plain = _BLOCK.sub("\n", _DROPPED.sub(" ", text))
    return _paragraphs(unescape(_TAG.sub(" ", plain)))
