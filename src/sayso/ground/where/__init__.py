"""Where: places named in a report, the relation to them, and which of them each claim speaks of."""
