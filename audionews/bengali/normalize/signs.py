"""Signs: said by a table, turned into the pause they stand for, or dropped."""

import re

from audionews.bengali import tables
from audionews.bengali.endings import BN
from audionews.bengali.fold import NOTHING
from audionews.bengali.normalize.joining import close
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import compiled


def _said(match: "re.Match[str]", sight: Sight) -> Hit | None:
    said = tables.mapping("symbols").get(match[0].strip())
    if said is None:
        return None
    return close(sight.loc.words.get(match[0], said), match.start(), match.end(), sight)


def _percent(match: "re.Match[str]", sight: Sight) -> Hit:
    return close(sight.loc.words["percent"], match.start(), match.end(), sight)


def _degree(match: "re.Match[str]", sight: Sight) -> Hit:
    scale = _SCALES.get(match[1] or "", "")
    return close(f"ডিগ্রি {scale}".strip(), match.start(), match.end(), sight)


_SCALES = {"C": "সেলসিয়াস", "F": "ফারেনহাইট", "সে": "সেলসিয়াস", "সি": "সেলসিয়াস", "ফা": "ফারেনহাইট", "N": "উত্তর", "E": "পূর্ব", "S": "দক্ষিণ", "W": "পশ্চিম"}  # fmt: skip


def _ampersand(match: "re.Match[str]", sight: Sight) -> str:
    latin = re.search(r"[A-Za-z] ?$", sight.before(match.start(), 3))
    return "অ্যান্ড" if latin else "ও"


def _plus(match: "re.Match[str]", sight: Sight) -> Hit:
    return close(sight.loc.words["plus"], match.start(), match.end(), sight)


def _per(match: "re.Match[str]", sight: Sight) -> str:
    return " প্রতি "


def _stop(match: "re.Match[str]", sight: Sight) -> str:
    """A full stop at the end of Bengali words is a dari; one in a line's number is a pause; others are nothing."""
    before = sight.before(match.start(), 4)
    if len(match[0].strip()) > 1:
        return "…"
    if re.search(r"^\s*\d+$", before):
        return ","
    if re.search(rf"[{BN}A-Za-z0-9)\]’”'\"%°]$", before):
        return "।" if re.match(rf"[ \n)’”'\"]|$|[{BN}]", sight.after(match.end(), 1)) else ""
    return ""


def _drop(match: "re.Match[str]", sight: Sight) -> str:
    return ""


def _gap(match: "re.Match[str]", sight: Sight) -> str:
    return " "


_OPEN, _SHUT = "[{«‹„‚", "]}»›"
_MARKS = (
    dict.fromkeys("[{", "(")
    | dict.fromkeys("]}", ")")
    | {"«": "“", "»": "”", "‹": "‘", "›": "’", "„": "“", "‚": "‘", "|": "।"}
)


def _mark(match: "re.Match[str]", sight: Sight) -> str:
    return _MARKS[match[0]]


RULES = [
    Rule("percent", "percent", "$", re.compile("%"), _percent),
    Rule("degree", "measure", "$", compiled(rf"° ?(?:([CFNESW])(?![A-Za-z])|(সে|সি|ফা)\.)?"), lambda m, s: _degree_any(m, s)),
    Rule("ampersand", "symbol", "$", re.compile("&"), _ampersand),
    Rule("plus", "symbol", "$", re.compile(r"\+"), _plus),
    Rule("per", "measure", "$", compiled(r"/ ?(?=(?:ঘণ্টা|ঘন্টা|সেকেন্ড|সেকেণ্ড|মিনিট|কেজি|লিটার|মাস|বছর|দিন|জন|ইউনিট|বর্গ))"), _per),
    Rule("full-stop", "punctuation", "$", re.compile(r"\.(?: ?\.)*"), _stop),
    Rule("mark", "punctuation", "$", re.compile(r"[\[\]{}«»‹›„‚|]"), _mark),
    Rule("stroke", "punctuation", "$", re.compile(r"[/\\_]+"), _gap),
    Rule("sign", "symbol", "$", re.compile(r"[^*<>#→^]"), _said),
    Rule("dropped", "symbol", "$", re.compile(rf"{NOTHING}+|."), _drop),
]  # fmt: skip


def _degree_any(match: "re.Match[str]", sight: Sight) -> Hit:
    scale = _SCALES.get(match[1] or match[2] or "", "")
    return close(f"ডিগ্রি {scale}".strip(), match.start(), match.end(), sight)
