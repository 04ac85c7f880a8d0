"""Signs: said by a table, turned into the pause they stand for, or dropped."""

import re

from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, PLAIN, WORD_ENDS, Pattern, cue, months
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.script import tables
from audionews.bengali.script.endings import BN
from audionews.bengali.script.sentences import opens_an_initial, parts_a_row

_MARKS = dict(zip("[{]}«»‹›„‚|", "(())“”‘’“‘।", strict=True))


@rule("percent", "$", "%")
def percent(match: Match, context: Context) -> Hit:
    """৫০% → পঞ্চাশ শতাংশ; the word behind the sign says it again."""
    word, after = context.loc.words["percent"], context.after(match.end(), 10)
    again = len(after) - len(after.lstrip()) + len(word) if after.lstrip().startswith(word) else 0
    return close(word, match.start(), match.end() + again, context)


@rule("measure", "$", rf"° ?(?:([CFNESWcf])(?![A-Za-z])|{cue('degree-scale')}(?:\.|(?![{BN}])))?", "°")
def degree(match: Match, context: Context) -> Hit:
    """৪০°C → চল্লিশ ডিগ্রি সেলসিয়াস."""
    scale = match[0].strip("°. ").upper()
    said = f"{context.loc.words['degree']} {tables.mapping('degrees').get(scale, '')}".strip()
    row = Row("degrees", scale) if scale else None
    return close(said, match.start(), match.start() + len(match[0].rstrip()), context, row)


@rule("symbol", "$", "&")
def ampersand(match: Match, context: Context) -> str:
    """Between Bengali words ও, in Latin names অ্যান্ড."""
    return context.loc.words["ampersand" if _LATIN_BEFORE.search(context.before(match.start(), 3)) else "and-word"]


_LATIN_BEFORE = Pattern("[A-Za-z] ?$")


@rule(
    "measure",
    "$",
    rf"/ ?(?={cue('per-after')}|{cue('per-short')}{WORD_ENDS}|\d{{1,3}} ?{cue('dose-in')}{WORD_ENDS})",
    "/",
)
def per(match: Match, context: Context) -> str | None:
    """টাকা/কেজি → টাকা প্রতি কেজি, behind a unit only; কিলোওয়াট/ঘণ্টা is one unit; ১২০ মিগ্রা/৫ মিলি is a dose."""
    before = context.before(match.start(), 16)
    if context.after(match.end(), 1).isdigit():
        return f" {context.loc.words['per']} " if _DOSE_BEFORE.search(before) else None
    if _WATT.search(before) and _HOUR.match(context.after(match.end())):
        return " "
    return f" {context.loc.words['per']} " if _UNIT_BEFORE.search(before) else None


_WATT, _HOUR = Pattern(rf"{cue('watt')} ?$"), Pattern(cue("hour"))
_DOSE_BEFORE = Pattern(rf"\d ?{cue('dose')} ?$")
_UNIT_BEFORE = Pattern(rf"(?:{cue('per-before')}|[A-Za-z\d]|\d ?{cue('per-counted')}) ?$")


@rule("section", "$", rf"/ ?[-–](?=[{BN}])|/(?=\d|[{BN}]{{1,2}}(?![{BN}]))", "/")
def filed(match: Match, context: Context) -> str | None:
    """স্মারক নং ৪৫/-ক, রোড ৫/এ, ১৭(৩)/২২ → পঁয়তাল্লিশ বাই ক: no mark of money, no choice between words."""
    before, after = context.before(match.start(), 6), context.after(match.end(), 1)
    if after.isdigit() and _SECTION_BEFORE.search(before) and context.near(match.start(), _LAW, 40):
        return ", "  # ৪৯৮এ/৩০৪ ধারা
    numbered = match[0] != "/" or (_CLOSED if after.isdigit() else _FIGURE).search(before)
    return f" {context.loc.words['by']} " if numbered else None


_SECTION_BEFORE, _LAW = Pattern(rf"\d{cue('section-letter')}$"), Pattern(cue("law"))
_CLOSED, _FIGURE = Pattern(rf"\d[)]$|\d/?[{BN}]$"), Pattern(r"\d[)]?$")


@rule("punctuation", "$", r"\.(?: ?\.)*")
def full_stop(match: Match, context: Context) -> str | None:
    """A full stop at the end of Bengali words is a dari; one behind a line's number is a pause; others are nothing."""
    if match[0].count(".") > 1:
        return "…"
    if _SITE.match(context.after(match.end(), 12)) and context.before(match.start(), 1).strip():
        return f" {context.loc.words['dot']} "
    before = context.before(match.start(), 6)
    if before[-1:] in " ₹$-" and context.after(match.end(), 1).isdigit():
        return None
    if re.fullmatch(r"\s*\d{1,3}", before) and len(before) < 6:
        return ","
    sides = context.before(match.start()), context.after(match.end())
    degrees = _DEGREE_BEFORE.search(sides[0]) and _DEGREE_AFTER.match(sides[1])  # বিএ. বিএড.
    if degrees or (parts_a_row(*sides) and "।" in context.after(match.end(), 400)):
        return ","
    after = sides[1][:1]
    counted = _GLUED_WORD.search(before) and _COUNTED.match(sides[1])  # হালদার.২ জনের
    ended = (
        not opens_an_initial(*sides)
        and _ENDED.search(before)
        and _BEGINS.match(after)
        and not (_ALONE.search(before) and _LETTER.match(after))
    )
    pause = "।" if ended else "। " if counted else ""
    return pause or (" " if before[-1:].strip() and after not in ("।", ",") else "")


_DEGREE_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('degree-named')}$")
_DEGREE_AFTER = Pattern(rf" ?{cue('degree-named')}(?![{BN}])")
_GLUED_WORD = Pattern(rf"[{BN}]{{4,}}$")
_COUNTED = Pattern(rf"\d{{1,6}} ?(?:{cue('counted-things')}|{months()})")
_SITE = Pattern(rf"{cue('site')}(?![{BN}])")  # প্রথম আলো.কম
_LETTER = Pattern(f"[{BN}]")
_ALONE = Pattern(rf"(?:^|[^{BN}])[অ-হ][া-ৌ]?$")  # আ.লীগ
_ENDED = Pattern(rf"[{BN}A-Za-z0-9)\]’”'\"%°]$")
_BEGINS = Pattern(rf"[ )’”'\"{BN}]|$")


@rule("symbol", "$", "~")
def about(match: Match, context: Context) -> str | None:
    """~৫০ → প্রায় পঞ্চাশ; behind a word that says it, or where no number follows, the sign is not said."""
    said_before = _ROUGHLY.search(context.before(match.start(), 16))
    return None if _NUMBER.match(context.after(match.end(), 4)) and not said_before else ""


_ROUGHLY = Pattern(rf"{NOT_IN_WORD}{cue('roughly')} $")
_NUMBER = Pattern(r" ?[\d.]")


@rule("change", "$", "[↑↓]", "↑↓")
def up_or_down(match: Match, context: Context) -> str | None:
    """সূচক ↑ ৩১২, ৭২,৩৫০↑ → বেড়েছে: beside a number; elsewhere the sign is an ornament."""
    before, after = context.before(match.start(), 12), context.after(match.end(), 4)
    beside = (_NUMBER.match(after) and before.strip()) or _AMOUNT.search(before)
    gap = "" if before[-1:] in (" ", "(") else " "
    behind = " " if after[:1].isalnum() else ""
    return f"{gap}{context.loc.words['up' if match[0] == '↑' else 'down']}{behind}" if beside else ""


_AMOUNT = Pattern(rf"\d(?: ?[{BN}%]+)? ?$")


@rule("range", "$", "=>|[→>]", "→>")
def arrow(match: Match, context: Context) -> Hit | None:
    """হাওড়া → ধর্মতলা, ৭২% -> ৭৮%, ৫ => ৭ → থেকে; পাশ ৮২% > ছেলে ৭৯% → a pause; elsewhere it is an ornament."""
    drawn = match[0] == ">"
    start = match.start() - drawn
    if drawn and _FIGURE_BEFORE.search(context.before(start + 1, 3)) and _ITEM.match(context.after(match.end())):
        return Hit(start, match.end(), ",")
    if drawn and context.before(match.start(), 1) != "-":
        return None
    left, right = (_FIGURE_LEFT, _FIGURE_RIGHT) if match[0] == "=>" else (_LEFT, _RIGHT)
    between = left.search(context.before(start, 2)) and right.match(context.after(match.end(), 2))
    return Hit(start, match.end(), f" {context.loc.words['to']} " if between else "")


_FIGURE_BEFORE, _ITEM = Pattern(r"\d%? $"), Pattern(rf" [{BN}]+(?: [{BN}]+)?:? \d")
_LEFT, _RIGHT = Pattern(rf"[{BN}\d%)A-Za-z] ?$"), Pattern(rf" ?[{BN}\d(A-Za-z]")
_FIGURE_LEFT, _FIGURE_RIGHT = Pattern(r"[\d%] ?$"), Pattern(r" ?\d")


@rule("symbol", "$", "[<>]/?=|=/[<>]", "<>")
def bound(match: Match, context: Context) -> str:
    """>= ৫০ → অন্তত পঞ্চাশ, <= ৫ → অনধিক পাঁচ, =/> ৭; where no number follows, the signs are an ornament."""
    word = tables.mapping("symbols")["≥" if ">" in match[0] else "≤"]
    return f"{word} " if _NUMBER.match(context.after(match.end(), 4)) else ""


@rule("symbol", "$", "[✅❌]", "✅❌")
def tick(match: Match, context: Context) -> str | None:
    """টিকা ✅, মাস্ক ❌ → টিকা হ্যাঁ, মাস্ক না: behind what it answers; a line that begins with one is of a list."""
    before, after = context.before(match.start(), 150).strip(), context.after(match.end(), 150)
    answers = before and before[0] not in "✅❌" and (_ANSWERED.match(after) or _TICK.search(before + after))
    return context.loc.words["yes" if match[0] == "✅" else "no"] if answers else None


_ANSWERED, _TICK = Pattern(" *(?:[,।;|)]|$)"), Pattern("[✅❌]")


@rule("reference", "$", r"\[\d{1,3}\]")
def footnote(match: Match, context: Context) -> str | None:
    """প্রাচীন।[১২] → প্রাচীন।: the number of a note or a paragraph, glued on one side, alone or behind a byline."""
    before = context.before(match.start(), 2)
    led = before[-1:].strip() or not before or before == ": "
    return "" if led or _GLUED.match(context.after(match.end(), 2)) else None


_GLUED = Pattern(rf"\d|[{BN}]{{2}}")  # সংবাদদাতা: [২]২০১৯ সালে


@rule("punctuation", "$", r"[\[\]{}«»‹›„‚|]")
def mark(match: Match, _context: Context) -> str:
    """Brackets and quotes of other kinds become those that engines know."""
    return _MARKS[match[0]]


@rule("punctuation", "$", r"[/\\_]+")
def stroke(match: Match, context: Context) -> Hit:
    """ছাত্র/ছাত্রী → ছাত্র ছাত্রী; two codes (ট্রেন ৭৮৭ / ৭৮৮, two telephones) are parted by a pause."""
    before, after = context.before(match.start(), _LONG), context.after(match.end(), _LONG)
    if match[0] == "/" and _CODE_BEFORE.search(before) and _CODE_AFTER.match(after):
        return Hit(match.start() - 1, match.end(), ",")
    measures = match[0] == "/" and after[:1].isdigit() and _UNIT_ENDS.search(context.before(match.start(), 16))
    long = measures or (len(before) == len(after) == _LONG and (before + after).isdecimal())
    return Hit(match.start(), match.end(), ", " if long else " ")


_UNIT_ENDS = Pattern(rf"\d ?(?:[A-Za-z]{{1,3}}[+]?|[{BN}]{{3,10}}|[{BN}]{{2}}\.)$")  # ৬GB/৮GB, ২০ সেকেন্ড/৪.৩ মি.

_CODE_BEFORE, _CODE_AFTER, _LONG = Pattern(r"\d $"), Pattern(r" \d"), 7


@rule("symbol", "$", "=")
def equals(match: Match, context: Context) -> Hit | None:
    """= এ মাসে…, a bullet, or one of a row (====), is not said; জন্ম = ১৬ মার্চ → জন্ম: ষোলোই মার্চ, behind a label."""
    before, after = context.before(match.start(), 40), context.after(match.end(), 1)
    if not before[-2:].strip() or before[-1:] == "=" or after == "=":
        return Hit(match.start(), match.end(), "")
    labelled = _LABEL.search(before) and _NUMBER.match(context.after(match.end(), 4))
    labelled = labelled or (_BEHIND_WORD.search(before) and _AT_HOUR.match(context.after(match.end(), 16)))
    return Hit(match.start() - (before[-1] == " "), match.end(), ":") if labelled else None


_BEHIND_WORD = Pattern(rf"[{BN}] ?$")
_AT_HOUR = Pattern(rf" ?{cue('clock-before')} \d")  # শহরের দিকে = রাত ১২:০১
_LABEL = Pattern(rf"(?:^|[।;,:] ?)(?!{cue('equal-count')} )(?:[{BN}]+[ /+-]){{0,2}}[{BN}]{{2,}} ?$")


@rule("symbol", "$", "[^*<>#→^✅❌]")
def said(match: Match, context: Context) -> Hit | None:
    """Signs with a word of their own: = → সমান."""
    word = tables.mapping("symbols").get(match[0])
    if word is None:
        return None
    if (wanted := _ONLY_BEHIND.get(match[0])) and not wanted.search(context.before(match.start(), 16)):
        return Hit(match.start(), match.end(), "")
    return close(context.loc.words.get(match[0], word), match.start(), match.end(), context, Row("symbols", match[0]))


_RAISED = Pattern(rf"(?:{cue('per-before')}|[A-Za-z\d]|[A-Za-z\d][)]) ?$")
_ONLY_BEHIND = {"²": _RAISED, "³": _RAISED, "★": Pattern(r"\d ?$")}  # শহর¹ ও গ্রাম² are notes, ★ খবর an ornament


@rule("symbol", "$", rf"\x00+|[^{PLAIN}]")
def dropped(_match: Match, _context: Context) -> str:
    """Emoji, foreign scripts (`fold.NOTHING`), bullets, ornaments."""
    return ""


RULES = (
    percent, degree, ampersand, per, filed, about, up_or_down, arrow, bound, tick, footnote, full_stop, mark,
    stroke, equals, said, dropped,
)  # fmt: skip
