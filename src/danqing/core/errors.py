"""The one error tree.

What the user did wrong is a :class:`UserError` (also a ``ValueError``) whose text says in one sentence what to do
about it; the command line turns it into exit code 2. What went wrong although the request was sound is a
:class:`FailureError` (exit code 1). Our own invariants are asserts and are not listed here.
"""


class DanqingError(Exception):
    """Base of every error that Danqing raises on purpose; its text is one sentence for the user."""

    exit_code = 1


class UserError(DanqingError, ValueError):
    """The request cannot be carried out as asked; the text says how to mend it."""

    exit_code = 2


class RequestError(UserError):
    """A value in a request is out of range, malformed or contradictory."""


class TooLargeError(RequestError):
    """A picture of this size would not fit the memory; the text names one that does."""


class UnknownNameError(UserError):
    """A sampler, style, model, recipe or source of that name does not exist; the text lists those that do."""

    def __init__(self, kind: str, name: str, known: "list[str] | tuple[str, ...]") -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        hint = f"; choose one of: {', '.join(self.known)}." if self.known else ", and there is none to choose from."
        super().__init__(f"There is no {kind} named {name!r}{hint}")


class CheckpointError(UserError):
    """A checkpoint folder or file is missing, truncated, of the wrong shape or of an unknown family."""


class UnsafeCheckpointError(CheckpointError):
    """A checkpoint holds pickled weights or code, which Danqing never opens."""


class OutputError(UserError):
    """The place to write to does not exist, is not writable, or is already taken."""


class PictureError(UserError):
    """A picture file is missing, cannot be read, or carries no manifest."""


class DataError(UserError):
    """A data source, pack or caption file is missing or broken, or its licence was not accepted."""


class FailureError(DanqingError, RuntimeError):
    """The request was sound but could not be completed (disk full, network down, out of memory …)."""


class DownloadError(FailureError):
    """A package could not be fetched or its hash differs from the recorded one."""


class TrainingDivergedError(FailureError):
    """A loss or weight became NaN or infinite; the text names the last good checkpoint."""


class CancelledError(FailureError):
    """The user stopped the work; what was finished before is kept."""

    exit_code = 130


class ProviderError(FailureError):
    """A language model did not give what was asked of it; the rules can do without it."""


class ProviderUnreachableError(ProviderError):
    """Nothing answers there, it broke off, or what runs a model is not installed."""


class ProviderSlowError(ProviderError):
    """The deadline passed before the whole answer was there."""


class ProviderRefusedError(ProviderError):
    """The provider will not do it: key, model, length, number of requests, or its own rules."""


class ProviderRubbishError(ProviderError):
    """The answer is no JSON, breaks the schema, or was cut off; :attr:`said` holds what was answered."""

    def __init__(self, message: str, said: str = "") -> None:
        self.said = said
        super().__init__(message)
