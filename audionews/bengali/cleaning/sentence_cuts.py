"""Cuts plugs, links and credits out of a paragraph, sentence by sentence, and leaves the rest as it came."""

import re
from collections.abc import Collection

from audionews.bengali.cleaning.cues import DARI_END, judge
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.phrases import folded
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.sentences import split_sentences

_BRACKETED = re.compile(r"[\[(][^\[\]()]{3,240}[\])]")
_MORE = re.compile(r"\s*(?:\[?(?:…|\.{3})\]?\s*)?\b(?:continue reading|read more)\b.{0,200}$", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=[\w\u0980-\u09ff])’(?=[\w\u0980-\u09ff])")
_SEEN = 8  # words
_AGENCY = 24  # characters
_IN_BRACKETS = {"related-link", "credit", "embed"}
_ASKED = re.compile(r"(?:আপনি|আপনার|আপনাদের).*\?\s*$")
_HAPPENED = re.compile(r"(?:েছে|েছেন|লেন|ছিল|ছিলেন|বেন|হয়|য়নি|েনি|ননি|নেই)(?![\w\u0980-\u09ff])")


def cut_sentences(line: Line, text: str, keep: Collection[str]) -> tuple[str, list[tuple[str, str]]]:
    """Return what of a paragraph stays, and the rest with reasons, each in order.

    `text` is the paragraph without its dateline. One that stays whole comes back character for character.
    """
    if line.quoted or not (line.prose or "[" in text or "(" in text):
        return text, []
    text, gone = _without_brackets(text, keep)
    if (more := _MORE.search(text)) and "related-link" not in keep:
        gone.append((more[0].strip(), "related-link"))
        text = text[: more.start()]
    sentences = split_sentences(text)
    reasons = _reasons(sentences, keep)
    if not any(reasons):
        return text, gone
    gone += [(sentence, reason) for sentence, reason in zip(sentences, reasons, strict=True) if reason]
    return " ".join(s for s, reason in zip(sentences, reasons, strict=True) if not reason), gone


def has_credit(text: str) -> bool:
    """Tell a caption that carries its credit in brackets."""
    return any(judge(folded(found[0])).reason == "credit" for found in _BRACKETED.finditer(text))


def has_credit_behind(text: str) -> bool:
    """Tell a caption that ends with its credit, in a sentence of its own."""
    return judge(folded(split_sentences(text)[-1])).reason == "credit"


def is_seen(sentence: str) -> bool:
    """Tell the end of a caption (… উদ্ধারকাজ চলছে। আজ সকালে পাবনায়): a few words, no verb, no dari."""
    reports = DARI_END.search(sentence) or _HAPPENED.search(canonical(sentence))
    return len(sentence.split()) <= _SEEN and not reports


def _without_brackets(text: str, keep: Collection[str]) -> tuple[str, list[tuple[str, str]]]:
    gone: list[tuple[str, str]] = []
    stays, at = [], 0
    for found in _BRACKETED.finditer(text):
        reason = judge(folded(found[0])).reason
        if reason in _IN_BRACKETS and reason not in keep:
            gone.append((found[0], reason))
            stays.append(text[at : found.start()])
            at = found.end()
    stays.append(text[at:])
    return (" ".join(kept for stay in stays if (kept := stay.strip())), gone) if gone else (text, gone)


def _reasons(sentences: list[str], keep: Collection[str]) -> list[str]:
    """The reason for which each sentence goes; empty for one that stays."""
    reasons: list[str] = []
    depth = 0
    for sentence in sentences:
        reason = "" if depth else judge(folded(sentence)).reason  # a quotation stays whole
        depth = max(0, depth + _opened(sentence))
        if not reason and reasons and reasons[-1] == "related-link" and not DARI_END.search(sentence):
            reason = "related-link"  # the same foreign headline goes on behind its ! or ?
        reasons.append("" if reason in keep else reason)
    if reasons[-1:] == ["comment"] and len(sentences) > 1 and _ASKED.search(canonical(sentences[-2])):
        reasons[-2] = "comment"  # the question that readers are to answer
    if reasons[:1] == ["disclaimer"]:
        return ["disclaimer"] * len(reasons)
    if len(sentences) > 1 and not reasons[-1] and _is_agency(sentences[-1]):
        reasons[-1] = "credit"
    if reasons[-1:] == ["credit"] and not any(reasons[:-1]) and _is_caption(" ".join(sentences[:-1])):
        return ["credit"] * len(reasons)
    return reasons


def _is_agency(sentence: str) -> bool:
    """Tell the agency that closes a caption: … ঢাকা গ্রাম। রয়টার্স."""
    return len(sentence) < _AGENCY and not DARI_END.search(sentence) and Line(sentence, gap=False).kinds == {"outlet"}


def _opened(sentence: str) -> int:
    """Count the quotations that a sentence opens, less those that it closes; apostrophes are neither."""
    quotes = _APOSTROPHE.sub("", sentence)
    return sum(map(quotes.count, "‘“")) - sum(map(quotes.count, "’”"))


def _is_caption(sentence: str) -> bool:
    """Tell a caption before its credit: a few words that report nothing done."""
    return len(sentence.split()) <= 14 and not _HAPPENED.search(canonical(sentence))
