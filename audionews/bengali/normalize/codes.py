"""Digits that name something and count nothing: telephone numbers, postal codes, identities."""

import re

from audionews.bengali import numbers
from audionews.bengali.latin import letters
from audionews.bengali.endings import BN
from audionews.bengali.normalize.joining import close_number
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import compiled, cue

_CODE = compiled(cue("code"))
_CALLED = compiled(
    rf"(?:হেল্পলাইন|হেল্প লাইন|হটলাইন|হট লাইন|টোল[- ]?ফ্রি|জরুরি (?:সেবা|নম্বর|পরিষেবা)|সহায়তা|ডায়াল|কল সেন্টার|পিন|পিন কোড|পোস্ট কোড|পোস্টাল কোড"
    rf"|ওটিপি|ট্রেন|ফোন|কন্ট্রোল রুমের|শেষ (?:তিন|চার|পাঁচ|ছয়|ছ'টি|চারটি) (?:অঙ্ক|সংখ্যা|ডিজিট)|যোগাযোগের|পাসপোর্ট|রেজিস্ট্রেশন)"
    rf"[{BN}]{{0,4}}(?: (?:নম্বর|নাম্বার|নং)[{BN}]{{0,2}})?[ :–-]{{0,3}}$"
)
_CALL = compiled(r" ?(?:নম্বরে|নাম্বারে|এ|-এ|-তে)? ?(?:ফোন|কল|ডায়াল|যোগাযোগ)")
_DIALLED = compiled(r" (?:নম্বরে|নাম্বারে)(?! (?:ওয়ার্ড|স্থান|ছিল|রয়েছে|আছে|উঠে|নেমে))")
_COUNTED = compiled(r" ?(?:টাকা|জন|টি|কোটি|লক্ষ|লাখ|হাজার|ডলার|ভোট|মানুষ|শতাংশ)")


def _phone(match: "re.Match[str]", sight: Sight) -> Hit | None:
    digits = re.sub(r"\D", "", match[0])
    if not 9 <= len(digits) <= 14:
        return None
    bare = digits == match[0]
    known = (
        digits[0] == "0" or match[0][0] == "+" or (bare and len(digits) >= 10) or sight.near(match.start(), _CODE, 50)
    )
    if not known or (bare and digits[0] != "0" and _COUNTED.match(sight.after(match.end()))):
        return None
    return _said(match, sight)


def _said(match: "re.Match[str]", sight: Sight) -> Hit:
    plus = f"{sight.loc.words['plus']} " if match[0][0] == "+" else ""
    return close_number(plus + numbers.spelt(match[0], sight.loc), match.start(), match.end(), sight)


def _short(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if int(match[0]) % 100 == 0:
        return None
    after = sight.after(match.end())
    four = len(match[0]) == 4 and _DIALLED.match(after)
    if _CALLED.search(sight.before(match.start(), 50)) or _CALL.match(after) or four:
        return _said(match, sight)
    return None


def _long(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if len(match[0]) < 11 and not (sight.near(match.start(), _CODE, 30)):
        return None
    if len(match[0]) <= numbers.LONGEST and _COUNTED.match(sight.after(match.end())):
        return None
    return _said(match, sight)


def _plate(match: "re.Match[str]", sight: Sight) -> str:
    parts = (
        numbers.spelt(part, sight.loc) if part.isdigit() else letters(part)
        for part in re.findall(r"\d+|[A-Z]+", match[0])
    )
    return " ".join(parts)


RULES = [
    Rule("number-plate", "code", "A", re.compile(r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{3,4}(?!\d)"), _plate),
    Rule("phone", "phone", "0$", re.compile(r"\+?\(?\d[\d() –-]{6,20}\d(?![\d.,]\d|\d)"), _phone),
    Rule("short-code", "phone", "0", re.compile(r"\d{3,5}(?!\d|[.,/:-]\d)"), _short),
    Rule("code", "code", "0", re.compile(r"\d{5,}(?!\d|[.,]\d)"), _long),
]
