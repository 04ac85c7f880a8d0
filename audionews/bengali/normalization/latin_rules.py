"""Words in Latin letters: units, Roman numerals, initials, words and acronyms of the lexicon, all others by rule."""

import re

from audionews.bengali.normalization import latin, numbers, units
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue, initials, month_names, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN

_BEHIND_NUMBER = Pattern(r"[\d½¼¾]\+? ?-?$")
_BEHIND_SCALE = Pattern(rf"\d {cue('unit-scale')} $")  # ৫ হাজার mAh
_GLUED = Pattern(r"[A-Za-z]\d+$")
_BEHIND_NAME = Pattern(r"[A-Za-z]{2,}(?: \d+)? \d+ ?$")
_BEHIND_DEGREE = Pattern(rf"{cue('degrees')} ?$")
_HEAT = Pattern(cue("heat"))
_FORCE = nearby("force", ended=True)
_ALONE = Pattern("[a-zµ].|.*[^A-Za-z]")


@rule("measure", "A$", rf"{units.ONE}(?![A-Za-z0-9])")
def unit(match: Match, context: Context) -> Hit | None:
    """৫ km → পাঁচ কিলোমিটার, behind a number; a longer one, not of capitals, also alone in brackets: (ms-2)."""
    before = context.before(match.start(), 30)
    if _ALONE.match(match[0]) and before.endswith("(") and context.after(match.end(), 1) == ")":
        return close(units.UNITS[match[0]], match.start(), match.end(), context, Row("units", match[0]))
    if _GLUED.search(before) or (len(match[0]) == 1 and _BEHIND_NAME.search(before)):
        return None  # A3x, Nord 4V: a letter of a model
    behind = _BEHIND_NUMBER.search(before) or (len(match[0]) > 1 and _BEHIND_SCALE.search(before))
    if not (behind or (match[0] in "CF" and _BEHIND_DEGREE.search(before))):
        return None
    if match[0] == "N" and not context.near(match.start(), _FORCE, 60):
        return None  # ৫ N রোড
    said = units.UNITS[match[0]]
    if match[0] in "CF" and before.rstrip()[-1:].isdigit():
        if not context.near(match.start(), _HEAT, 60):
            return None  # Section 80C
        said = f"{context.loc.words['degree']} {said}"
    return close(said, match.start(), match.end(), context, Row("units", match[0]))


@rule("measure", "A", units.TWO, "/")
def unit_per_unit(match: Match, context: Context) -> Hit | None:
    """৫০ mg/kg → মিলিগ্রাম প্রতি কেজি: two units of the table that have no row together, or alone in brackets (g/cm3)."""
    before = context.before(match.start(), 30)
    alone = before.endswith("(") and context.after(match.end(), 1) == ")"
    if not alone and (match[0] in units.UNITS or not _BEHIND_NUMBER.search(before)):
        return None
    row = Row("units", match[0].partition("/")[0].rstrip())
    return close(units.said(match[0], context.loc.words["per"]), match.start(), match.end(), context, row)


@rule("measure", "A", r"([KMBk])(?= ?[^A-Za-z0-9])")
def scale(match: Match, context: Context) -> str | None:
    """১০M ভিউ, ৫০K লাইক → দশ মিলিয়ন, পঞ্চাশ হাজার: before what is counted on line."""
    counted = _ON_LINE.match(context.after(match.end())) and re.search(r"\d$", context.before(match.start(), 1))
    return f" {tables.mapping('scales')[match[1]]}" if counted else None


_ON_LINE = Pattern(rf"\+? ?{cue('on-line')}")


@rule("measure", "A$", r"[xX×] ?(?=\d)")
def by_unit(match: Match, context: Context) -> str | None:
    """১২ ফুট x ১০ ফুট → বারো ফুট বাই দশ ফুট."""
    gap = "" if context.before(match.start(), 1) == " " else " "
    return f"{gap}{context.loc.words['by']} " if _MEASURED.search(context.before(match.start(), 20)) else None


_MEASURED = Pattern(rf"\d ?(?:[{BN}]+|[a-z]{{1,3}})? ?$")


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_BEHIND_WORD = Pattern(rf"(?:[{BN}A-Za-z]|No\.)[ -]$")
_PART = Pattern(rf"{cue('part')}[{BN}]{{0,2}}\.?[ -]?$")
_KING = Pattern(rf"{cue('regnal')} $")
_CLASS = Pattern(rf"{cue('class')}[{BN}]{{0,2}}[ -]?$")


def roman(written: str) -> int:
    """Return the value of a Roman numeral up to 89; 0 for letters that are none."""
    if not re.fullmatch(r"(?:L?X{0,3}|XL)(?:IX|IV|V?I{0,3})", written):
        return 0
    values = [_ROMAN[letter] for letter in written]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@rule("roman", "A", r"[IVXL]{1,6}(?![A-Za-z0-9]|\.[A-Za-z])")
def roman_numeral(match: Match, context: Context) -> Hit | None:
    """ফেজ III → তিন, জন পল II → দ্বিতীয়: behind a part, a class or a king; XL, VI and IV by themselves are letters."""
    n, before, after = roman(match[0]), context.before(match.start()), context.after(match.end())
    if n and _OF_YEAR.match(after):
        return close(numbers.count(str(n), context.loc), match.start(), match.end(), context)
    if n and _GAMES.match(after):
        return close(numbers.ordinal(n, context.loc, 25), match.start(), match.end(), context)
    if not n or not _BEHIND_WORD.search(before):
        return None
    ordered = _CLASS.search(before) or _KING.search(before)
    titled = _TITLE.search(before) and len(match[0]) > 1 and match[0] not in _SIZES
    if not ordered and not titled and not _PART.search(before) and "II" not in match[0]:
        return None
    counted = _PART.search(before) or (before[-2:-1].isascii() and not ordered)
    if n <= len(_ENGLISH) and _FORM.search(before):
        return close(_ENGLISH[n - 1], match.start(), match.end(), context)
    said = numbers.count(str(n), context.loc) if counted else numbers.ordinal(n, context.loc, 25)
    return close(said, match.start(), match.end(), context)


_OF_YEAR, _GAMES = Pattern(r" of (?:1[89]|20)\d\d"), Pattern(rf" {cue('games')}")
"""(IV of 1969), of a law; XXIX অলিম্পিয়াড."""
_FORM = Pattern(rf"{cue('form')}[ -]$")
_ENGLISH = [row[0] for row in tables.rows("forms_of_school")]


_TITLE = Pattern(r"(?:^|[^A-Za-z])[A-Z][a-z]+ $")  # Rocky IV, Apollo XI
_SIZES = {"XL", "XX", "LX", "XXX"}


@rule("punctuation", "A", r"[Il](?=\s*$|\s*\n)")
def dari(match: Match, context: Context) -> Hit | None:
    """জানিয়েছেন I at the end of a line → ।: what the key of the dari types without a Bengali keyboard."""
    before = context.before(match.start())
    if any(numbered.search(before) for numbered in (_PART, _CLASS, _KING)):
        return None  # পর্যায় I
    return Hit(match.start() - before.endswith(" "), match.end(), "।") if _BEHIND_BENGALI.search(before) else None


_BEHIND_BENGALI = Pattern(rf"[{BN}][’”)]? ?$")


@rule("roman", "A", r"[ivx]{1,5}(?=[)])|[IVX]{2,5}(?=[.)])")
def list_numeral(match: Match, context: Context) -> str | None:
    """(ii), iv) and II. at the start of a line → দুই, চার, দুই."""
    n, before = roman(match[0].upper()), context.before(match.start(), 3)
    headed = not before.strip() or before[-1:] == "("
    return numbers.count(str(n), context.loc) if n and headed else None


_REGNAL = rf"(?P<name>(?:{cue('regnal')} ){{1,3}}|{cue('grade')} )(?P<n>[IVXL]{{1,6}})(?![A-Za-z0-9]|\.[A-Za-z])"

NAMED_BEFORE = canonical(rf"{NOT_IN_WORD}(?:(?:{cue('regnal')} ){{1,3}}|{cue('grade')} )(?=[IVXL])")


@rule("roman", "Aক", _REGNAL, "IVXL")
def regnal(match: Match, context: Context) -> Hit | None:
    """এলিজাবেথ II → দ্বিতীয় এলিজাবেথ, শ্রেণি XII → দ্বাদশ শ্রেণি: the ordinal goes first."""
    n = roman(match["n"])
    if not n:
        return None
    name = " ".join(latin.say(word) if word.isascii() else word for word in match["name"].split())
    return close(f"{numbers.ordinal(n, context.loc, 25)} {name}", match.start(), match.end(), context)


@rule("code", "A", r"([A-Z]{1,3})((?:\.\d{1,4}){1,5})(?!\d)", ".")
def variant(match: Match, context: Context) -> Hit:
    """B.1.1.7 → বি এক এক সাত."""
    parts = [latin.letters(match[1]), *(numbers.count(part, context.loc) for part in match[2][1:].split("."))]
    return close(" ".join(parts), match.start(), match.end(), context)


@rule("acronym", "A", r"(?:[A-Z]\. ?){1,6}[A-Z](?:\.|(?![A-Za-z.]))|[A-Z]\.(?= [A-Z])", ".")
def dotted_letters(match: Match, context: Context) -> Hit:
    """U.S.A. → ইউএসএ, S. Jaishankar → এস …."""
    said = latin.letters(re.sub(r"[. ]", "", match[0]))
    return close(said, match.start(), match.end(), context)


@rule("latin", "A", r"[A-Z][a-z]{2}(?=-([A-Z][a-z]+))", "-")
def name_like_a_month(match: Match, _context: Context) -> str | None:
    """Jan-Dabav → জন-…: what is written like a month, and tied to a word that is none."""
    if match[0] not in month_names() or match[1] in month_names():
        return None
    english = latin.unknown(match[0])
    if latin.say(match[0]) == english:
        return None  # May-Britt
    from audionews.bengali.normalization import indic  # only where there is such a name

    return english if latin.is_common(match[1]) else indic.read(match[0].lower())


@rule("latin", "A", r"([A-Z][a-z]{1,5})-([a-z]{2,6})(?![A-Za-z-])", "-")
def korean_name(match: Match, context: Context) -> Hit | None:
    """Jung-jae → জং-জে: two Korean syllables, the second with a small letter."""
    from audionews.bengali.normalization import name_parts  # only where there is such a name

    said = name_parts.korean_pair(match[1].lower(), match[2])
    return close("-".join(said), match.start(), match.end(), context) if said else None


@rule("symbol", "A", rf"[lnv](?= ?[{BN}]|\s*$|\s*\n)")
def dingbat(match: Match, context: Context) -> str | None:
    """নতুন দিনের অপেক্ষা। v: a letter of a font of ornaments, alone before or behind a sentence."""
    return "" if _BETWEEN_SENTENCES.search(context.before(match.start(), 2)) else None


_BETWEEN_SENTENCES = Pattern("(?:^|[।;?!]) ?$")


_LONE_NUMBER = r"\d+(?![A-Za-z0-9&'’.+/-]| [A-Za-z])"  # 5G and 24/7 are phrases, 5 is none
_PHRASE = r"[A-Za-z0-9][A-Za-z0-9&'’.+/-]{0,30}(?: [A-Za-z0-9][A-Za-z0-9&'’.-]{0,30}){0,3}"


@rule("latin", "A0", rf"(?!{_LONE_NUMBER}){_PHRASE}")
def phrase(match: Match, context: Context) -> Hit | None:
    """The longest phrase of the lexicon that begins here: World Cup → বিশ্বকাপ, COVID-19 → কোভিড উনিশ."""
    found = latin.phrase(match[0])
    if found is None:
        return None
    end, said = match.start() + found[0], found[1]
    if context.text[match.start()].isdigit() and _ON_LINE.match(context.after(end)):
        return None  # 4K লাইক
    if _POSSESSIVE.match(context.text, end):
        end, said = end + 2, f"{said}স"
    said, end = _glossed(said, end, context)
    return close(said, match.start(), end, context, Row("latin", match[0][: found[0]]))


def _glossed(said: str, end: int, context: Context) -> tuple[str, int]:
    """Return what is said for a word that Bengali letters in brackets repeat, as these have it: TRAI (ট্রাই)."""
    gloss = _GLOSS.match(context.text, end)
    if not gloss:
        return said, end
    from audionews.bengali.normalization import indic  # only where there is such a gloss

    same = indic.skeleton(indic.romanized(said)) == indic.skeleton(indic.romanized(gloss[1]))
    return (gloss[1], gloss.end()) if same else (said, end)


_GLOSS = Pattern(rf" ?\(([{BN}]+(?: [{BN}]+){{0,3}})\)")


_POSSESSIVE = Pattern(r"['’]s(?![A-Za-z])")


@rule("acronym", "A", r"([A-Z]{2,5})s(?![A-Za-z])")
def plural(match: Match, context: Context) -> Hit:
    """MPs → এমপি: Bengali marks no plural on it."""
    return close(latin.say(match[1]), match.start(), match.end(), context)


@rule("abbreviation", "A", r"No\.? ?(?=\d)")
def numero(_match: Match, _context: Context) -> str:
    """No. 1 → নম্বর এক."""
    return f"{tables.mapping('symbols')['№']} "


@rule("latin", "A", r"[A-Za-z]{1,64}(?:['’][a-z]{1,2}(?![A-Za-z]))?")
def word(match: Match, context: Context) -> Hit:
    """Any other word: spelt, or read as what its spelling looks like."""
    said, end = _glossed(latin.say(match[0]), match.end(), context)
    return close(said, match.start(), end, context)


@rule("acronym", "A", r"v(?= [A-Z])")
def versus(match: Match, context: Context) -> str | None:
    """MI v RCB → এমআই বনাম আরসিবি: between two names with capitals."""
    return context.loc.words["versus"] if _BEHIND_CAPITALS.search(context.before(match.start(), 24)) else None


_BEHIND_CAPITALS = Pattern(r"(?:^|[^A-Za-z])[A-Z][A-Za-z]+ $")
_TEAMS = tables.mapping("teams")


@rule(
    "acronym",
    "A",
    rf"([A-Z]{{2,3}})(?: (?:vs?\.?|VS|{cue('versus')}) |vs?|VS|([-–/]))([A-Z]{{2,3}})(?![A-Za-z])",
    "vV-–/" + initials("versus"),
)
def teams(match: Match, context: Context) -> Hit | None:
    """IND vs PAK → ভারত বনাম পাকিস্তান, IND-AUS → ভারত-অস্ট্রেলিয়া."""
    if match[1] not in _TEAMS or match[3] not in _TEAMS:
        return None
    between = "-" if match[2] else f" {context.loc.words['versus']} "
    return close(_TEAMS[match[1]] + between + _TEAMS[match[3]], match.start(), match.end(), context)


@rule("acronym", "A", r"([A-Z]{2,3})(?=:? \d{1,3}/\d{1,2}(?!\d))", "/")
def team_with_score(match: Match, _context: Context) -> str | None:
    """AUS ৩২০/৭ → অস্ট্রেলিয়া …."""
    return _TEAMS.get(match[1])


RULES = (
    dari,
    list_numeral,
    teams,
    team_with_score,
    versus,
    regnal,
    by_unit,
    scale,
    unit_per_unit,
    unit,
    numero,
    roman_numeral,
    variant,
    dotted_letters,
    name_like_a_month,
    korean_name,
    dingbat,
    phrase,
    plural,
    word,
)
