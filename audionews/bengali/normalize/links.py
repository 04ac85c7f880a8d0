"""Addresses of the web: never spelt out. Handles and hashtags lose their sign and are read as words."""

import re

from audionews.bengali.endings import BN
from audionews.bengali.normalize.joining import close
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import compiled

_NAMED = compiled(r" ?(?:এই |ঠিকানা|ওয়েবসাইট|সাইট|লিঙ্ক|লিংক|পোর্টাল|পেজ|ইমেল|ই-মেল|ইমেইল|ই-মেইল)")
_DOMAIN = r"(?:com|org|net|in|bd|gov|edu|info|co|io|tv|news|uk|int|ac|nic|me|app|ai|live|online)"


def _site(match: "re.Match[str]", sight: Sight) -> Hit:
    return _address("ওয়েবসাইট", match, sight)


def _mail(match: "re.Match[str]", sight: Sight) -> Hit:
    return _address("ই-মেল", match, sight)


def _address(said: str, match: "re.Match[str]", sight: Sight) -> Hit:
    end = match.end() - (sight.text[match.end() - 1] in ".,;:!?")
    hit = close(said, match.start(), end, sight)
    return Hit(*hit[:2], "") if hit.spoken == said and _NAMED.match(sight.after(end)) else hit


def _hash(match: "re.Match[str]", sight: Sight) -> str:
    return ""


RULES = [
    Rule("e-mail", "email", "A", re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"), _mail),
    Rule("address", "url", "A", re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+", re.IGNORECASE), _site),
    Rule("domain", "url", "A", re.compile(rf"[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,5}}\.{_DOMAIN}(?![A-Za-z0-9])(?:/[!-~]*)?"), _site),
    Rule("handle", "handle", "$", re.compile(r"@(?=[A-Za-z_])"), _hash),
    Rule("hashtag", "hashtag", "$", compiled(rf"#(?=[A-Za-z{BN}0-9])"), _hash),
]  # fmt: skip
