"""Mails saved as files (.eml, RFC 5322): a newsletter's text, under its subject."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING

from audionews.sources import html_tree
from audionews.sources.charsets import decode
from audionews.sources.documents.document_text import Paragraph, article_of
from audionews.sources.publication_dates import moment
from audionews.sources.running_text import is_bengali
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_LEAST = 200  # characters of plain text; less only says that the mail is to be seen as a page
_FLOWED = (("format", "flowed"), ("delsp", "yes"))  # parameters, and what they say
_SIGNATURE = "-- "
_LAYOUT = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_HIDDEN = ("display:none", "display: none", "mso-hide:all")


class MailSource:
    """Mails."""

    name, schemes, endings, media = "mail", (), (".eml",), ("message/rfc822",)

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the article that a mail is.

        Raises:
            SourceError: it holds no Bengali text.
        """
        try:
            mail = email.message_from_bytes(content.data, EmailMessage, policy=email.policy.default)
            parts = [part for part in mail.walk() if not part.is_multipart() and not part.is_attachment()]
            plain = [line for part in parts if part.get_content_type() == "text/plain" for line in _lines(part)]
            pages = [line for part in parts if part.get_content_type() == "text/html" for line in _page(_text(part))]
            subject, sender, date = (str(mail.get(name, "")) for name in ("subject", "from", "date"))
        except (MessageError, LookupError, ValueError, AttributeError, IndexError, TypeError) as error:
            raise SourceError("It is a mail that cannot be read.") from error
        body = "\n".join(plain)
        lines = plain if len(body) >= _LEAST and is_bengali(body) else pages or plain
        yield article_of(
            content,
            [Paragraph(line) for line in lines],
            title=subject,
            published=moment(date, content.zone),
            site=html_tree.words(sender.partition("<")[0].strip(' "')) or None,
        )


def _lines(part: EmailMessage) -> Iterator[str]:
    """Yield the lines of plain text, those of `format=flowed` whole (RFC 3676), without the signature behind `-- `."""
    flowed, glued = (str(part.get_param(name, "")).lower() == value for name, value in _FLOWED)
    said = list[str]()
    for line in _text(part).split("\n"):
        if line == _SIGNATURE:
            break
        said.append(line[:-1] if flowed and glued and line.endswith(" ") else line)
        if not (flowed and line.endswith(" ")):
            yield "".join(said)
            said.clear()
    yield "".join(said)


def _text(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return decode(data, declared=part.get_content_charset(), lenient=True) if isinstance(data, bytes) and data else ""


def _page(markup: str) -> list[str]:
    """Return the lines of a mail's page, whose tables are its layout; what is hidden from the eye is left out."""
    if not markup.strip():
        return []
    import lxml.html

    tree = html_tree.parse(markup.encode("utf-8", "ignore"), "utf-8")
    for element in list(tree.iter()):
        if any(sign in (element.get("style") or "").lower() for sign in _HIDDEN) and element.getparent() is not None:
            element.drop_tree()
        elif element.tag in _LAYOUT:
            element.tag = "div"
    written: str = lxml.html.tostring(tree, encoding="unicode")
    return html_tree.lines(written)
