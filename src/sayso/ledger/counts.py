"""The tables of counts that are kept ready (sayso.ledger.rollup); they can be made anew from the claims."""

from sayso.ledger.columns import FROM, table

COUNT = "claims that are believed; rows add up, a superseded claim is taken off by a negative one"

CELLS = table(
    "cells",
    "counts of claims by month and by what lists are filtered by; made from the claims",
    f"""
    month DATE: first day of the month of the claims' day, or null
    type VARCHAR: as in claims
    family VARCHAR: as in claims
    bloc VARCHAR: as in claims
    country VARCHAR: as in claims
    voice VARCHAR: as in claims
    stance VARCHAR: as in claims
    polarity VARCHAR: as in claims
    modality VARCHAR: as in claims
    evidence VARCHAR: as in claims
    count BIGINT: {COUNT}
    """,
)

DAYS = table(
    "days",
    "counts of claims by day; made from the claims",
    f"""
    day DATE: the claims' day, or null
    type VARCHAR: as in claims
    bloc VARCHAR: as in claims
    country VARCHAR: as in claims
    count BIGINT: {COUNT}
    """,
)

SQUARES = table(
    "squares",
    "counts of claims by month and square of the map; made from the claims",
    f"""
    month DATE: first day of the month of the claims' day, or null
    y INTEGER: latitude of the square's southern side in quarters of a degree
    x INTEGER: longitude of its western side in quarters of a degree
    type VARCHAR: as in claims
    bloc VARCHAR: as in claims
    count BIGINT: {COUNT}
    """,
)

ROLLED = table(
    "rolled",
    "one row for each time that cells, days and squares were brought up to date",
    f"""
    claim_n BIGINT: number of the last claim that is counted in them
    known_from TIMESTAMP: {FROM}
    """,
)
