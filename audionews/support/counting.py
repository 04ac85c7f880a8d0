"""Numbers of things in messages: 1 request, 2 requests."""


def counted(number: int, one: str, more: str | None = None) -> str:
    """Return how many of something there are: of `one`, or of `more` (else with an s)."""
    return f"{number} {one if number == 1 else more or one + 's'}"
