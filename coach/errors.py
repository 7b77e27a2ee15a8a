"""Errors that are the surroundings' fault, not a bug and not an author's mistake."""


class CoachError(Exception):
    """Something outside Coach is in the way (a full disk, a missing file, a locked folder).

    `str(error)` is one kind sentence that says what is wrong; `advice` says what to do about it.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice
