"""The pass that cuts plugs, links and credits out of paragraphs, sentence by sentence, and leaves the rest alone."""

import re

from audionews.bengali.cleaning.captions import BRACKETED, reports
from audionews.bengali.cleaning.cues import DARI_END, KEPT, Verdict, judge
from audionews.bengali.cleaning.lines import Cut, Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, folded
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.sentences import split_sentences

_MORE_WORDS = ("continue reading", "read more", "বিস্তারিত")
_MORE = LazyPattern(
    rf"(?:(?<!\s)\s+)?(?:\[?(?:…|\.{{3}})\]?\s*)?\b(?:{_MORE_WORDS[0]}|{_MORE_WORDS[1]})\b.{{0,200}}$"
    rf"|(?:(?<!\s)\s+)?(?:…|\.{{3}})\s*{_MORE_WORDS[2]}(?:\s+পড়ুন)?[\s»›>]*$",
    re.IGNORECASE,
)
_APOSTROPHE = LazyPattern(r"’(?<=[\w\u0980-\u09ff]’)(?=[\w\u0980-\u09ff])")
_AGENCY = 24  # characters
_CAPTION = 14  # words
_RULES = 2  # sentences of a paper's rules for readers, at least
_IN_BRACKETS = {"related-link", "credit", "embed", "foreign"}
_PARTED = ("[", "(", "…", "...")
_MARKS = "।,;:!?|৷’”"
_TWIN = Verdict("foreign")
_ENGLISH = LazyPattern(r"[(\[][A-Za-z][A-Za-z .,'’&:;/-]*[)\]]")
_SMALL = LazyPattern(r"[a-z]{2}")
_LETTER = LazyPattern(r"[\u0985-\u09e1]")
_WORD = LazyPattern(r"(?<![\w@./])[A-Za-z]{2,}(?![\w@/]|\.\w)")
_ENDED = LazyPattern(r"[.?!।’”'\")\]]\s*$|://|www\.|@")
_BENGALI_BEFORE = LazyPattern(r"[\u0985-\u09e3][\s\"'’”,-]*$")
_TO_KNOW = PhrasePattern("<to-know> ")
_ASKED = PhrasePattern(r"<you>.*\?\s*$")


def cut(page: Page) -> None:
    """Cut sentences and brackets out of every line that stays; one of which nothing is left goes whole."""
    for line in page.lines:
        if line.quoted or not page.stays(line) or not (line.prose or any(sign in line.rest for sign in _PARTED)):
            continue
        whole, label = line.rest, line.label
        text, cuts = _without_more(page, line, *_without_brackets(page, whole[len(label) :]))
        line.rest, cuts = _without_sentences(page, line, text, cuts)
        if line.rest:
            line.rest = label + line.rest
            line.after += cuts
        else:
            line.before.append(Cut(whole, cuts[0].reason, cuts[0].evidence))


def _without_brackets(page: Page, text: str) -> tuple[str, list[Cut]]:
    cuts: list[Cut] = []
    stays, at = [], 0
    for found in BRACKETED.finditer(text):
        verdict = judge(folded(found[0]))
        if not verdict.reason and _is_twin(found[0], text[: found.start()]):
            verdict = _TWIN
        if verdict.reason in _IN_BRACKETS and verdict.reason not in page.asked.keep:
            cuts.append(page.cut(found[0], verdict.reason, verdict.row))
            stays.append(text[at : found.start()])
            at = found.end()
    stays.append(text[at:])
    return (_joined(stays), cuts) if cuts else (text, cuts)


def _joined(parts: list[str]) -> str:
    """Return what stays with one blank where something went, none before a mark."""
    joined = ""
    for part in filter(None, map(str.strip, parts)):
        joined += part if part[0] in _MARKS or not joined else f" {part}"
    return joined


def _is_twin(bracket: str, before: str) -> bool:
    """Tell a bracket that says in English what stands before it; capitals alone are a new name (NDRF)."""
    english = _ENGLISH.fullmatch(bracket) and _SMALL.search(bracket)
    return english is not None and _BENGALI_BEFORE.search(canonical(before)) is not None


def _without_more(page: Page, line: Line, text: str, cuts: list[Cut]) -> tuple[str, list[Cut]]:
    asks = "related-link" not in page.asked.keep and any(word in line.text for word in _MORE_WORDS)
    if not asks or not (more := _MORE.search(text)):
        return text, cuts
    return text[: more.start()], [*cuts, page.cut(more[0].strip(), "related-link")]


def _without_sentences(page: Page, line: Line, text: str, cuts: list[Cut]) -> tuple[str, list[Cut]]:
    """Return what stays of a paragraph, and the cuts; one that stays whole comes back character for character."""
    sentences = line.sentences if text == line.raw else split_sentences(text)
    verdicts = _verdicts(page, sentences)
    if line.news:
        verdicts = [verdict if verdict.sure else KEPT for verdict in verdicts]
    if not any(verdict.reason for verdict in verdicts):
        return text, cuts
    judged = list(zip(sentences, verdicts, strict=True))
    gone = [page.cut(sentence, verdict.reason, verdict.row) for sentence, verdict in judged if verdict.reason]
    return " ".join(sentence for sentence, verdict in judged if not verdict.reason), [*cuts, *gone]


def _verdicts(page: Page, sentences: list[str]) -> list[Verdict]:
    """Return for each sentence why it goes, if it does."""
    verdicts: list[Verdict] = []
    depth = 0
    for sentence in sentences:
        verdict = KEPT if depth else judge(folded(sentence))  # a quotation stays whole
        depth = max(0, depth + _opened(sentence))
        if not verdict.reason and verdicts and verdicts[-1].reason == "related-link" and not DARI_END.search(sentence):
            verdict = verdicts[-1]  # the same foreign headline goes on behind its ! or ?
        verdicts.append(KEPT if verdict.reason in page.asked.keep else verdict)
    last = verdicts[-1] if verdicts else KEPT
    if last.reason and len(sentences) > 1 and _is_question(last, *sentences[-2:]):
        verdicts[-2] = last
    if len(verdicts) > _RULES and not verdicts[0].reason and all(one.reason == "comment" for one in verdicts[1:]):
        return [verdicts[1]] * len(verdicts)  # what a paper says of itself before its rules for readers
    if verdicts and (verdicts[0].reason == "disclaimer" or (verdicts[0].reason == "furniture" and verdicts[0].opens)):
        return [verdicts[0]] * len(verdicts)
    if len(sentences) > 1 and not verdicts[-1].reason and _is_agency(sentences[-1]):
        verdicts[-1] = KEPT._replace(reason="credit", row=Line(sentences[-1], gap=False).vocabulary_row)
    if len(sentences) > 1 and not verdicts[-1].reason and not depth and _is_foreign_tail(*sentences[-2:]):
        verdicts[-1] = _TWIN if "foreign" not in page.asked.keep else KEPT
    alone = bool(verdicts) and not any(verdict.reason for verdict in verdicts[:-1])
    if alone and verdicts[-1].reason == "credit" and _is_caption(" ".join(sentences[:-1])):
        return [verdicts[-1]] * len(verdicts)
    return verdicts


def _is_agency(sentence: str) -> bool:
    """Tell the agency that closes a caption: … ঢাকা গ্রাম। রয়টার্স."""
    return len(sentence) < _AGENCY and not DARI_END.search(sentence) and Line(sentence, gap=False).kinds == {"outlet"}


def _is_foreign_tail(before: str, sentence: str) -> bool:
    """Tell what a copied page glued behind the last dari: some English words, no sentence, no quotation, no address."""
    whole = DARI_END.search(before) is not None and _ENDED.search(sentence) is None
    return whole and _LETTER.search(sentence) is None and len(_WORD.findall(sentence)) > 1


def _opened(sentence: str) -> int:
    """Count the quotations that a sentence opens, less those that it closes; apostrophes are neither."""
    quotes = _APOSTROPHE.sub("", sentence)
    return sum(map(quotes.count, "‘“")) - sum(map(quotes.count, "’”"))


def _is_caption(sentence: str) -> bool:
    """Tell a caption before its credit: a few words that report nothing done."""
    return len(sentence.split()) <= _CAPTION and not reports(sentence)


def _is_question(verdict: Verdict, asked: str, behind: str) -> bool:
    """Tell a question that readers are to answer, or that is to make them read on."""
    if verdict.reason == "comment":
        return _ASKED.search(canonical(asked)) is not None
    return asked.rstrip().endswith("?") and _TO_KNOW.match(folded(behind).strip()) is not None
