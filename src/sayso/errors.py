"""Every error that sayso raises on purpose.

SaysoError                    the one to catch
|- InputError                 what was given cannot be read: the message names the value, where it stood, what to do
|  |- EmptyReport             there is no text in it
|  |- UnreadableReport        the bytes are no text that sayso reads (binary, broken archive, unknown encoding)
|  `- TooLarge                the input is over a limit of the settings
|- SettingsError              a settings file, pack or lexicon is wrong: all its faults, one a line
|- EngineError                the weights are missing, or their SHA-256 differs from the one they were released with
|- FetchError                 a page could not be had from the network
|- LedgerError                the ledger file cannot be opened or written
|  `- LedgerBusyError         another process has it: the message names the owner
|- ScaleError                 processes or Spark cannot be had, or died: the message says what is missing and what to do
`- UnitMismatch               two quantities are not counted in the same unit
"""


class SaysoError(Exception):
    """The root of every error raised on purpose."""


class InputError(SaysoError):
    """What was given cannot be read."""


class EmptyReport(InputError):
    """There is no text in the report."""


class UnreadableReport(InputError):
    """The bytes are no text that sayso reads."""


class TooLarge(InputError):
    """The input is over a limit of the settings."""


class SettingsError(SaysoError):
    """A settings file, pack or lexicon is wrong; the message lists all its faults, one a line."""


class EngineError(SaysoError):
    """The weights are missing or are not the ones that were released."""


class FetchError(SaysoError):
    """A page could not be had from the network."""


class LedgerError(SaysoError):
    """The ledger file cannot be opened or written."""


class LedgerBusyError(LedgerError):
    """Another process has the ledger open; the message names its owner."""


class ScaleError(SaysoError):
    """Other processes, or Spark, cannot be had or died."""


class UnitMismatch(SaysoError):
    """Two quantities are not counted in the same unit."""
