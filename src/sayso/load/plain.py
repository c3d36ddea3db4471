"""Fragments of HTML to running text: a newline between blocks, nothing of scripts and styles."""

import html
import re

BLOCKS = r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)\b[^>]*>"
DROPPED = re.compile(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def plain(fragment: str) -> str:
    """Return the text of a fragment; one without tags comes back as it is, entities resolved once."""
    bare = DROPPED.sub(" ", fragment)
    bare = re.sub(r"<[^<>]*>", "", re.sub(BLOCKS, "\n", bare, flags=re.IGNORECASE))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)
