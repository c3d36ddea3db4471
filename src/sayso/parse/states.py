"""Which states words name: by name, by seat of government, by people."""

from collections.abc import Sequence
from functools import cache

from sayso.lexicon import table


def states(texts: Sequence[str]) -> frozenset[str]:
    """Return the codes of the states that the words name, by themselves, their seat of government or their people."""
    found = set()
    for index, text in enumerate(texts):
        if text[:1].isupper():
            pair = f"{text} {texts[index + 1]}" if index + 1 < len(texts) else ""
            triple = f"{pair} {texts[index + 2]}" if index + 2 < len(texts) else ""
            code = _states().get(triple) or _states().get(pair)
            before = index and _states().get(f"{texts[index - 1]} {text}")
            code = code or (None if before else _states().get(text))
            if code:
                found.add(code)
    return frozenset(found)


def is_state(texts: Sequence[str]) -> bool:
    """Return whether the words as a whole are the name of a state, its seat of government or its people."""
    return " ".join(texts) in _states()


@cache
def _states() -> dict[str, str]:
    """Return the code of each name of a state, its seat and its people."""
    peoples: dict[str, list[str]] = table("demonyms")["demonyms"]
    named: dict[str, list[str]] = table("nations")["states"]
    pairs = [(form, code) for source in (named, peoples) for code, forms in source.items() for form in forms]
    plurals = [(form + "s", code) for code, forms in peoples.items() for form in forms if not form.endswith("s")]
    return dict(plurals) | dict(pairs)
