"""A text as words for finding names: capitals, runs of capitalised words, and where sentences start."""

import re
from typing import NamedTuple

from sayso.ground.where.vocabulary import vocabulary

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Sen|Gov|Lt|Sgt|Rep|Capt|Maj|Rev)\.(?= [A-Z])|"
    r"[^\W_]+(?:['’ʻʼ`-][^\W_]+)*"
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$", re.IGNORECASE)
_INNER = re.compile("['’ʻʼ`-]")
_ENDS = re.compile(r"[.!?:;\n\"“”]")


class Token(NamedTuple):
    """A word of a text at `start`..`end`: `capital` where it is written as a name, `joined` where one space or hyphen parts it
    from the word before and that was no possessive, `follows` where one space does, `opens` where a sentence starts with it,
    `owns` where a possessive 's was cut off it."""

    text: str
    start: int
    end: int
    capital: bool
    joined: bool
    follows: bool
    opens: bool
    owns: bool


def tokens(text: str) -> list[Token]:
    """Return the words of a text. A possessive is cut off; of "Kyiv-based" only the name is kept."""
    made: list[Token] = []
    leading = vocabulary().leading
    end_before, owned = 0, True
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        gap = text[end_before:start]
        opens = not made or (gap != " " and bool(_ENDS.search(gap)))
        end_before = match.end()
        if word.isalnum():
            made.append(Token(word, start, end_before, word[0].isupper(), gap == " " and not owned, gap == " ", opens, False))
            owned = False
            continue
        owns = bool(_POSSESSIVE.search(word))
        if owns:
            word = _POSSESSIVE.sub("", word)
        parts = word.split("-")
        if len(parts) > 1 and parts[0][:1].isupper() and parts[1][:1].islower() and parts[1] not in vocabulary().inner:
            word, owns = parts[0], True
        tail = _INNER.split(word, maxsplit=1)
        capital = word[:1].isupper() or (len(tail) > 1 and tail[0] in leading and tail[1][:1].isupper())
        made.append(Token(word, start, start + len(word), capital, gap == " " and not owned, gap == " ", opens, owns))
        owned = owns
    return made
