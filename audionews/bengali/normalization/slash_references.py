"""Two numbers with a slash that name something: a section of a law, a case, a page, a house, a road."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.pairs import (
    ABOUT,
    LAW,
    MARKED,
    NUMBERED,
    OF_WHAT,
    PART,
    ROUTE_AFTER,
    SLASH,
    with_by,
)
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

_NAMED = nearby("by", ended=True)
_NUMBERED_BEFORE = Pattern(rf"{cue('numbered')}(?: {cue('number')})?:? $|{cue('number')} $")


@rule("reference", "0", r"(\d{1,2})/(\d{1,4})(?![\d/]|[.,]\d)", "/")
def volume_and_page(match: Match, context: Context) -> str | None:
    """ফতোয়ায়ে শামী ২/১২৪, বুখারি ১/২০৯ → দুই, একশো চব্বিশ: volume and page of a book of law or tradition."""
    counted = any(cues.match(context.after(match.end())) for cues in (PART, OF_WHAT, ABOUT))
    if counted or not _BOOK.search(context.before(match.start(), 50)):
        return None
    return ", ".join(numbers.count(part, context.loc) for part in match.groups())


_BOOK = Pattern(rf"{NOT_IN_WORD}{cue('book')}[{BN}]{{0,3}}(?: [{BN}]+){{0,2}} ?[:,]? ?(?:\d+/\d+, ?)*$")


@rule("section", "0", r"\d{1,4}(?:/\d{1,4}){2,5}(?![\d/])", "/")
def sections(match: Match, context: Context) -> Hit:
    """৩০২/৩৪/১০৯ ধারা → তিনশো দুই, চৌত্রিশ, একশো নয়: a list; স্মারক ৪৫/৩/২১ is one number."""
    by = f" {context.loc.words['by']} " if context.near(match.start(), _ONE_NUMBER, 60) else ", "
    said = by.join(numbers.count(part, context.loc) for part in match[0].split("/"))
    return close_number(said, match.start(), match.end(), context)


_ONE_NUMBER = Pattern(cue("stroke-number"))


@rule("section", "0", r"(?P<a>\d{5,6})/(?P<b>(?:19|20)\d\d)(?![\d/]|[.,]\d)", "/")
def case_of_a_year(match: Match, context: Context) -> Hit:
    """রিট নম্বর ২৪৫৭১/২০১৯ → … বাই দু'হাজার উনিশ."""
    return with_by(match, context)


@rule("section", "0", rf"(?P<a>\d{{2,4}})/(?P<b>\d{{2,4}})(?={cue('section-letter')}{WORD_ENDS})", "/")
def charges(match: Match, context: Context) -> str | None:
    """৪২০/১২০বি ধারা → চারশো কুড়ি, একশো কুড়ি বি: the letter tells that two sections are named."""
    if not context.near(match.start(), _SECTION, 40):
        return None
    return f"{numbers.count(match['a'], context.loc)}, {numbers.count(match['b'], context.loc)} "


_SECTION = Pattern(cue("law"))


@rule("section", "0", SLASH, "/")
def law(match: Match, context: Context) -> Hit | None:
    """৩০২/৩৪ ধারা, ১২/৩ নম্বর → … বাই …."""
    after = context.after(match.end())
    named = LAW.match(after) or (NUMBERED.match(after) and not MARKED.match(after))
    return with_by(match, context) if named else None


@rule("address", "0", SLASH, "/")
def beside_its_name(match: Match, context: Context) -> Hit | None:
    """রক্তচাপ ১২০/৮০, ১২/৩ রোড, ওয়ার্ড নম্বর ৪/৫ → … বাই …."""
    named = context.near(match.start(), _NAMED, 30) or _NUMBERED_BEFORE.search(context.before(match.start(), 12))
    after = context.after(match.end(), 80)
    named = named or _ROAD.match(after) or _POSTED.match(after) or ROUTE_AFTER.match(after)
    return with_by(match, context) if named else None


_POSTED = Pattern(rf", [^।,]{{2,40}}, [{BN}]+ ?[-–] ?\d{{4,6}}(?!\d)")  # ৪২/১, সেগুনবাগিচা, ঢাকা-১০০০
_ROAD = Pattern(rf" ?[{BN}]?, [^।,]{{0,45}}{cue('road')}")  # ১২৩/১ এ, আচার্য … রোড


@rule("section", "0", SLASH, "/")
def by(match: Match, context: Context) -> Hit:
    """১২০/৮০ → একশো কুড়ি বাই আশি: any other pair."""
    return with_by(match, context)
