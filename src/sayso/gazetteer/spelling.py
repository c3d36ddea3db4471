"""One name, many spellings: the forms under which the gazetteer files a name and looks it up."""

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

from sayso.lexicon import table

_MARKS = re.compile(r"['’‘ʻʼʹ`´ʿʾ.]")
_BREAKS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^the (?=.)")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SHORT = re.compile(r"\b(?:st|ste|mt|ft)\b")
_FULL = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_VOWELS_HEARD = str.maketrans("eo", "iu")
_VOWELS = frozenset("аеёиоуыэюяіїєъь")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the plain form of a name: lower case, without accents, apostrophes, full stops or a leading "the", words parted by
    one space ("Al-Fāshir" -> "al fashir", "U.S." -> "us"). Other scripts than Latin are carried over letter by letter."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
        name = _MARKS.sub("", name)
        if not name.isascii():
            name = anyascii(name)
    plain = _BREAKS.sub(" ", _MARKS.sub("", name).lower()).strip()
    return _SHORT.sub(lambda short: _FULL[short.group()], _ARTICLE.sub("", plain))


@cache
def _steps() -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in table("transliteration")["folding"]["steps"])


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in table("transliteration")["folding"]["endings"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(table("transliteration")["arabic"]["articles"])


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """Return the form in which spellings of one name meet ("Avdeevka", "Avdiivka" -> one; "El Fasher", "Al-Fashir" -> one).

    Empty where less than four letters remain: short names would fold too many places together.
    """
    words = key(name).split()
    folded = "".join(word for word in words if word not in _articles()) or "".join(words)
    for old, new in _endings():
        if folded.endswith(old):
            folded = folded[: -len(old)] + new
            break
    for old, new in _steps():
        folded = folded.replace(old, new)
    folded = re.sub(r"(.)\1+", r"\1", folded.translate(_VOWELS_HEARD))
    folded = re.sub(r"[aiu]$", "a", folded)
    return folded if len(folded) >= 4 else ""


def bare(name: str) -> str:
    """Return the plain form of a name without Arabic articles at its start ("al-Bab" -> "bab"), or the plain form itself."""
    words = key(name).split()
    while len(words) > 1 and words[0] in _articles():
        words = words[1:]
    return " ".join(words)


def transliterations(name: str) -> tuple[str, ...]:
    """Return the Latin spellings of a Ukrainian or Russian name in Cyrillic letters, by the tables of the lexicon.

    A name whose letters do not tell the language gets both; one without Cyrillic letters gets none.
    """
    if not _CYRILLIC.search(name):
        return ()
    lower = name.lower()
    ukrainian, russian = table("transliteration")["ukrainian"], table("transliteration")["russian"]
    made = []
    if not any(letter in russian["only"] for letter in lower):
        made.append(_latin(lower, ukrainian, after_vowel=False))
    if not any(letter in ukrainian["only"] for letter in lower):
        made.append(_latin(lower, russian, after_vowel=True))
    return tuple(dict.fromkeys(word.title() for word in made if word.isascii()))


def _latin(lower: str, rules: dict[str, dict[str, str]], *, after_vowel: bool) -> str:
    letters, first, pairs = rules["letters"], rules["first"], rules["pairs"]
    made, position = "", 0
    while position < len(lower):
        pair = lower[position : position + 2]
        if pair in pairs:
            made, position = made + pairs[pair], position + 2
            continue
        letter, before = lower[position], lower[position - 1 : position]
        opens = not before.isalpha() or (after_vowel and before in _VOWELS)
        made += first.get(letter, letters.get(letter, letter)) if opens else letters.get(letter, letter)
        position += 1
    return made
