"""Addresses of the web: never spelt out. Handles and hashtags lose their sign and are read as words."""

from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

_NAMED = Pattern(r" ?(?:এই |ঠিকানা|ওয়েবসাইট|সাইট|লিঙ্ক|লিংক|পোর্টাল|পেজ|ইমেল|ই-মেল|ইমেইল|ই-মেইল)")
_LABEL = r"[A-Za-z0-9-]{1,63}"
_DOMAIN = "com|org|net|in|bd|gov|edu|info|co|io|tv|news|uk|int|ac|nic|me|app|ai|live|online"


def _address(said: str, match: Match, context: Context) -> Hit:
    """Say what it is, or nothing where the next word says so."""
    end = match.end() - (context.text[match.end() - 1] in ".,;:!?")
    hit = close(said, match.start(), end, context)
    return hit._replace(spoken="") if hit.end == end and _NAMED.match(context.after(end)) else hit


@rule("email", "A", rf"[A-Za-z0-9._%+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}")
def e_mail(match: Match, context: Context) -> Hit:
    """help@example.com → ই-মেল."""
    return _address("ই-মেল", match, context)


@rule("url", "A", r"(?i:https?|ftp)://[!-~]+|(?i:www)\.[!-~]+")
def address(match: Match, context: Context) -> Hit:
    """https://… → ওয়েবসাইট."""
    return _address("ওয়েবসাইট", match, context)


@rule("url", "A", rf"{_LABEL}(?:\.{_LABEL}){{0,5}}\.(?:{_DOMAIN})(?![A-Za-z0-9])(?:/[!-~]*)?")
def domain(match: Match, context: Context) -> Hit:
    """example.com → ওয়েবসাইট."""
    return _address("ওয়েবসাইট", match, context)


@rule("handle", "$", rf"[@#](?=[A-Za-z0-9_{BN}])")
def handle(_match: Match, _context: Context) -> str:
    """@office, #শান্তিচাই: the sign is not said."""
    return ""


RULES = (e_mail, address, domain, handle)
