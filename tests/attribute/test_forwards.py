"""Forwarded messages: the author is a link of every chain."""

from sayso import read

TEXT = "Forwarded from Brigade 7:\n\nTwo enemy boats were sunk near Orel on Saturday. The commander said that nobody had escaped."


def test_the_author_of_a_forwarded_message_is_the_first_link() -> None:
    claims = read(TEXT, published="2025-01-13").claims
    assert claims
    for claim in claims:
        assert claim.chain[0].source.name == "Brigade 7"
        assert claim.chain[0].source.span.of(TEXT) == "Brigade 7"
    assert any(len(claim.chain) == 2 for claim in claims)


def test_what_is_not_forwarded_has_no_such_link() -> None:
    text = TEXT.partition("\n\n")[2]
    assert all(link.source.name != "Brigade 7" for claim in read(text, published="2025-01-13").claims for link in claim.chain)
