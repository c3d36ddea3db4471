"""Times of knowing: UTC, never before the last one."""

from datetime import UTC, datetime, timedelta

from sayso.errors import InputError


def utc(time: datetime) -> datetime:
    """Return the time in UTC as the file holds it, without a zone. Raises InputError where it has none."""
    if time.tzinfo is None:
        raise InputError(f"{time.isoformat()} has no time zone: give one, such as datetime.now(UTC)")
    return time.astimezone(UTC).replace(tzinfo=None)


def given_back(time: datetime) -> datetime:
    """Return a time of the file with its zone."""
    return time.replace(tzinfo=UTC)


def next_moment(time: datetime, last: datetime | None, slack_seconds: float) -> datetime:
    """Return when a batch becomes known: `time`, or the last batch's where that is at most the slack later (a clock set back).

    Raises InputError where the ledger already knows things of a much later time: it only grows.
    """
    own = utc(time)
    if last is None or own >= last:
        return own
    if last - own <= timedelta(seconds=slack_seconds):
        return last
    raise InputError(f"known_at {own} lies before the last batch, {last}: a ledger only grows, give a later time")
