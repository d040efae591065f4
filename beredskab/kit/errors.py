"""What the house refuses, as exceptions with a code, a sentence for the reader and, where it fits, the field."""


class DomainError(Exception):
    """A rule of the domain said no. `message` is translated and fit to show to the person."""

    status = 422

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """The person may see the thing but not do this with it."""

    status = 403


class NotFound(DomainError):
    """The thing does not exist, or not for this person: the answer is the same."""

    status = 404


class Conflict(DomainError):
    """Somebody else changed the thing first."""

    status = 409
