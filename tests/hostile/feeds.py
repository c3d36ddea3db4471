"""RSS, Atom and OPML with poison in them, and XML that grows."""

from collections.abc import Iterator

from tests.hostile.made import GOOD, Hostile, text

URLS = [
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://127.0.0.1:1/",
    "http://[::1]/",
    "http://[bad",
    "http://user:secret@x.example/",
    "//",
    "http://x.example:99999/",
    "gopher://x.example/_x",
    "http://" + "a" * 70_000,
    "http://x.example/\u202egpj.exe",
    "ht!tp://x",
    "data:,x",
    "http://xn--\udc80.example/",
    "\x00http://x",
    "http://169.254.169.254/latest/meta-data/",
    "../../x",
    "http://x.example/%00%0d%0a",
]
DAYS = ["Mon, 99 Foo 2025 99:99:99 +9999", "2025-13-45", "-1", "Mon, 06 Jan 99999 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 -99999", "𝟚𝟘𝟚𝟝"]
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://192.0.2.1/x">%p;]>'


def safe(words: str) -> str:
    """Return the words as XML can hold them."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\x00", "")
    return "".join("?" if "\ud800" <= one <= "\udfff" else one for one in plain)


def item(link: str = "http://wire.example/1", day: str = "Mon, 06 Jan 2025 10:00:00 GMT", body: str = GOOD) -> str:
    """An entry of RSS."""
    return (
        f"<item><title>Depots burn</title><link>{safe(link)}</link><pubDate>{safe(day)}</pubDate><description>{body}</description></item>"
    )


def rss(*items: str, before: str = "") -> str:
    """A feed."""
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Morning Wire</title>{"".join(items)}</channel></rss>'


def _feed(what: str, words: str, good: int = 0) -> Hostile:
    own = text(what, words, "feed.xml")
    return Hostile(own.what, own.file, own.data, good)


def inputs() -> Iterator[Hostile]:
    """Yield feeds named feed.xml and lists named feeds.opml."""
    neighbour = item("http://wire.example/good")
    for number, url in enumerate(URLS):
        yield _feed(f"an entry's address {number}", rss(item(url), neighbour), good=2)
        outline = f'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="{safe(url)}"/></body></opml>'
        yield text(f"a list's address {number}", outline, "feeds.opml")
    for day in DAYS:
        yield _feed(f"an entry's day {day[:14]}", rss(item(day=day), neighbour), good=2)
    for name, doctype in {"laughs": LAUGHS, "quadratic": QUADRATIC, "outside": OUTSIDE}.items():
        used = "&a11;" if name == "laughs" else "&a;" * 500
        yield _feed(f"entities: {name}", rss(item(body=used), neighbour, before=doctype))
    yield from _odd(neighbour)


def _odd(neighbour: str) -> Iterator[Hostile]:
    yield _feed("nothing in it", rss())
    yield _feed("an entry without a word", rss("<item/>", neighbour), good=1)
    yield _feed("cut off", rss(neighbour, item())[:-40])
    yield _feed("ten thousand empty entries", rss("<item><title/></item>" * 10_000, neighbour), good=1)
    yield _feed("entries in entries", rss("<item>" * 200 + "</item>" * 200, neighbour), good=1)
    yield _feed("too deep", rss("<a>" * 5_000 + "</a>" * 5_000, neighbour))
    yield _feed("control characters", rss(item(body="a\x01b\x0c"), neighbour))
    yield _feed("a page instead", "<html><body><p>Not found</p></body></html>")
    yield _feed("another root", "<kml><Document/></kml>")
    yield _feed("script in a body", rss(item(body="&lt;script&gt;alert(1)" + GOOD), neighbour), good=1)
    yield _feed("a megabyte title", rss(f"<item><title>{'x' * 1_000_000}</title></item>", neighbour), good=1)
    yield _feed("cdata in cdata", rss(item(body="<![CDATA[" + GOOD + "<![CDATA[ x ]]>"), neighbour), good=2)
    yield _feed("another encoding", rss(neighbour).replace('version="1.0"', 'version="1.0" encoding="utf-16"'))
    yield _feed("an encoding of nothing", rss(neighbour).replace('version="1.0"', 'version="1.0" encoding="x-none"'))
    yield _feed("namespaces without names", '<a:rss xmlns:a=""><a:channel/></a:rss>')
    yield _feed(
        "atom with relative links",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="../x"/><summary>{GOOD}</summary></entry></feed>',
        good=1,
    )
    yield _feed("instructions for processing", "<?a b?>" * 3_000 + rss(neighbour))
    yield Hostile("bytes that are no xml", "feed.xml", b"<rss>\xff\xfe\x00</rss>")
    yield Hostile("an empty feed", "feed.xml", b"")
    yield text("a list of itself", '<opml version="2.0"><body>' + '<outline xmlUrl="feeds.opml"/>' * 3 + "</body></opml>", "feeds.opml")
    yield text("a list of nothing", '<opml version="2.0"><body/></opml>', "feeds.opml")
