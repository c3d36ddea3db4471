"""Web pages: depth, size, entities, and what they say of themselves."""

from collections.abc import Iterator

from tests.hostile.made import SENTENCE, Hostile, text

BODY = f"<p>{SENTENCE * 3}</p>"
NESTED = ("div", "table", "b", "ul", "blockquote", "font", "svg", "a", "span", "form", "select", "p")
STATED = {
    "published": '<meta property="article:published_time" content="{0}">',
    "title": "<title>{0}</title>",
    "canonical": '<link rel="canonical" href="{0}">',
    "site": '<meta property="og:site_name" content="{0}">',
    "base": '<base href="{0}">',
    "ld": '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{0}"}}</script>',
}
VALUES = {
    "day": "9999-99-99T99:99",
    "address": "javascript:alert(1)//http://[::1",
    "long": "x" * 100_000,
    "markup": "&lt;/script&gt;<script>",
}
ODD = {
    "unclosed everything": "<html><body>" + "<p><b><i><a href=x><td>" * 500 + BODY,
    "closing tags alone": "</div></p></table></html>" * 150 + BODY,
    "a comment without end": f"<html><body>{BODY}<!-- " + "x" * 100_000,
    "a script without end": f"<html><body>{BODY}<script>" + "alert(1);" * 20_000,
    "cdata": f"<html><body><![CDATA[{BODY}" + "]]>" * 5_000,
    "entities without end": "<html><body><p>" + "&amp" * 50_000 + SENTENCE,
    "numeric entities out of range": "<html><body><p>" + "&#x110000;&#xD800;&#0;&#-1;&#99999999999999999999;" * 500 + SENTENCE * 3 + "</p>",
    "billion laughs": "<!DOCTYPE html [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + f"]><html><body><p>&a11;</p>{BODY}</body></html>",
    "an external entity": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>{BODY}</body></html>',
    "an external dtd": f'<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><html><body>{BODY}</body></html>',
    "xml before html": f'<?xml version="1.0" encoding="utf-99"?><!DOCTYPE html><html><body>{BODY}</body></html>',
    "another charset": f'<html><head><meta charset="utf-16"></head><body>{BODY}</body></html>',
    "a charset of nothing": f'<html><head><meta charset="../../x"></head><body>{BODY}</body></html>',
    "a charset that is no text": f'<html><head><meta charset="zlib_codec"></head><body>{BODY}é</body></html>',
    "a charset of rot13": f'<html><head><meta charset="rot13"></head><body>{BODY}</body></html>',
    "a charset of idna": f'<html><head><meta charset="idna"></head><body>{BODY * 9}</body></html>',
    "a charset of unicode escapes": f'<html><head><meta charset="unicode_escape"></head><body>{BODY}\\ud800\\N{{x}}</body></html>',
    "frames alone": "<html><frameset>" + "<frame src=x>" * 10_000 + "</frameset></html>",
    "no body": "<html><head><title>x</title></head></html>",
    "a tag alone": "<html>",
    "less-than signs": "<html><body>" + "<" * 100_000 + BODY,
    "half tags": "<html><body>" + "<a " * 30_000 + BODY,
    "a thousand attributes": "<html><body><p " + " ".join(f'a{n}="{n}"' for n in range(4_000)) + f">{SENTENCE * 3}</p>",
    "a megabyte attribute": f'<html><body><p title="{"x" * 1_000_000}">{SENTENCE * 3}</p>',
    "a megabyte attribute unclosed": f'<html><body>{BODY}<p title="' + "x" * 1_000_000,
    "a megabyte tag name": f"<html><body><{'x' * 1_000_000}>{BODY}",
    "hidden words": f'<html><body><p style="display:none">The ministry lied.</p>{BODY}<p hidden>{SENTENCE}</p>',
    "a table of tables": "<html><body>" + "<table><tr><td>" * 300 + SENTENCE * 3 + "</td></tr></table>" * 300,
    "links alone": "<html><body>" + '<a href="http://x.example/">read more</a>' * 600,
    "a frame of itself": f'<html><body><iframe src="#"></iframe><object data="#"></object>{BODY}',
    "a redirect": f'<html><head><meta http-equiv="refresh" content="0;url=http://192.0.2.1/"></head><body>{BODY}',
    "form feeds in tags": "<html>\x0c<body\x0b>" + BODY,
    "nul in a tag": f"<html><bo\0dy><p>{SENTENCE * 3}</p>",
}


def inputs() -> Iterator[Hostile]:
    """Yield pages named page.html."""
    for tag in NESTED:
        for deep in (350, 20_000):
            yield text(f"{deep} nested <{tag}>", "<html><body>" + f"<{tag}>" * deep + BODY + f"</{tag}>" * deep, "page.html")
    for name, markup in STATED.items():
        for what, value in VALUES.items():
            yield text(f"{name} is {what}", f"<html><head>{markup.format(value)}</head><body>{BODY}</body></html>", "page.html")
    for what, page in ODD.items():
        yield text(what, page, "page.html")
