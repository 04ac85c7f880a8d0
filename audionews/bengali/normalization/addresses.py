"""Addresses of the web: never spelt out. Handles and hashtags lose their sign and are read as words."""

import re

from audionews.bengali.normalization import latin, numbers
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN

_NAMED = Pattern(rf" ?(?:{cue('site-behind')}|{cue('site-word')})")
_NAMED_BEFORE = Pattern(rf"(?P<word>{cue('site-word')})[{BN}]{{0,5}}(?: {cue('is')})? ?[:–-]? ?$")
_LABEL = r"[A-Za-z0-9-]{1,63}"
_ENDS = {row[0]: row[1] if len(row) > 1 else "" for row in tables.rows("domains")}
_ADDRESS = r"(?i:https?|ftp)://[!-~]+|(?i:www)\.[!-~]+"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL}){{0,5}}\.(?:{any_of(list(_ENDS))})(?![A-Za-z0-9])(?:/[!-~]*)?"
_ANOTHER = Pattern(rf"(?:,? (?:ও|এবং|আর|বা|অথবা) |, ?)(?:{_ADDRESS}|{_DOMAIN})")
_MOST = 9
"""Addresses in a row that are said as one."""
_CLOSING = ".,;:!?)"


def _end(end: int, context: Context) -> int:
    """Return where an address ends that was matched up to `end`: marks and a bracket behind it are the sentence's."""
    while context.text[end - 1] in _CLOSING:
        end -= 1
    return end


def _address(said: str, match: Match, context: Context) -> Hit:
    """Say what it is, once for several, or nothing where the next word says so, or in brackets behind what it is."""
    start, end = match.start(), _end(match.end(), context)
    for _ in range(_MOST):
        another = _ANOTHER.match(context.text, end)
        if not another:
            break
        end = _end(another.end(), context)
    if context.before(start, 1) == "(" and context.after(end, 1) == ")":
        return Hit(start - 1, end + 1, "")
    hit = close(said, start, end, context)
    if named := _NAMED_BEFORE.search(context.before(start)):
        if hit.end == end:
            return hit._replace(spoken="")
        return close(named["word"], end, end, context)._replace(start=start - len(named[0]))  # ওয়েবসাইট example.com-এ
    return hit._replace(spoken="") if hit.end == end and _NAMED.match(context.after(end)) else hit


@rule("email", "A", rf"[A-Za-z0-9._%+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}", "@")
def e_mail(match: Match, context: Context) -> Hit:
    """help@example.com → ই-মেল."""
    return _address("ই-মেল", match, context)


@rule("url", "A", _ADDRESS)
def address(match: Match, context: Context) -> Hit:
    """https://… → ওয়েবসাইট."""
    return _address("ওয়েবসাইট", match, context)


_BRAND_ENDS = any_of([*(end for end, said in _ENDS.items() if said), "Com", "COM"])


@rule("latin", "A", rf"([A-Z][A-Za-z0-9]{{1,30}})\.({_BRAND_ENDS})(?![A-Za-z0-9/]|\.[A-Za-z])", ".")
def brand(match: Match, context: Context) -> Hit:
    """Booking.com → বুকিং ডট কম: a capital makes it a name."""
    known = latin.phrase(match[1])
    parts = [match[1]] if known and known[0] == len(match[1]) else re.findall(r"\d+|[A-Za-z]+", match[1])
    name = " ".join(numbers.count(part, context.loc) if part.isdigit() else latin.say(part) for part in parts)
    return close(f"{name} ডট {_ENDS[match[2].lower()]}", match.start(), match.end(), context)


@rule("url", "A", _DOMAIN, ".")
def domain(match: Match, context: Context) -> Hit:
    """example.com → ওয়েবসাইট."""
    return _address("ওয়েবসাইট", match, context)


@rule("handle", "$", rf"[@#](?=[A-Za-z0-9_{BN}])", "@#")
def handle(_match: Match, _context: Context) -> str:
    """@office, #শান্তিচাই: the sign is not said."""
    return ""


RULES = (e_mail, address, brand, domain, handle)
