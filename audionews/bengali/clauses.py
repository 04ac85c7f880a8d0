"""Stand-in until the real clause cutter is merged: drop this commit then."""


def cut(text: str, limit: int) -> list[str]:
    """Cut `text` at spaces into pieces of at most `limit` characters, after punctuation where there is any."""
    pieces, rest = [], text.strip()
    while len(rest) > limit:
        window = rest[: limit + 1]
        marks = [at + 1 for at in range(len(window) - 1) if window[at] in ",;:।—–" and window[at + 1] == " "]
        at = max(marks, default=0)
        at = at if at > limit // 3 else max(window.rfind(" "), 0) or limit
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*pieces, rest] if rest else pieces
