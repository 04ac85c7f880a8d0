"""A site whose feeds are odd in every way that was seen, on five days: made-up words, each story unlike any other.

`OddSite(server)` serves; `day(number)` puts up what stands there that day and returns the headlines that are new.
"""

from __future__ import annotations

import html
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from loopback import Loopback, Reply

from audionews.sources.gather_options import INDIA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

FIRST = datetime(2026, 11, 20, 7, 0, tzinfo=INDIA)
"""The moment of the first day's run; the others follow a day apart."""
MONTH = "নভেম্বর"
_CONSONANTS, _VOWELS = "কখগঘচছজঝটঠডঢতথদধনপফবভমরলশসহ", ["", "া", "ি", "ী", "ু", "ে", "ো"]
_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@dataclass(frozen=True)
class Told:
    """A story and when it came."""

    name: str
    at: datetime

    def _words(self, count: int, salt: str) -> str:
        dice = random.Random(f"{self.name} {salt}")
        return " ".join(
            "".join(dice.choice(_CONSONANTS) + dice.choice(_VOWELS) for _ in range(dice.randint(2, 4)))
            for _ in range(count)
        )

    @property
    def headline(self) -> str:
        return self._words(4, "headline")

    @property
    def sentences(self) -> list[str]:
        matter = max(self.headline.split(), key=len)  # of which all of a story speaks
        return [f"{matter} {self._words(8, f'sentence {number}')}।" for number in range(12)]

    @property
    def text(self) -> str:
        return "\n".join(" ".join(self.sentences[at : at + 3]) for at in range(0, 12, 3))

    @property
    def markup(self) -> str:
        return "".join(f"<p>{line}</p>" for line in self.text.split("\n"))


def story(feed: str, day: int, number: int = 0) -> Told:
    """Return a story that came on a day, some hours before that day's run."""
    return Told(f"{feed} {day} {number}", FIRST + timedelta(days=day, hours=-2 - 3 * number))


def item(told: Told, link: str, *, date: str | None = None, guid: str = "", title: str = "", body: str = "") -> str:
    """Return the entry of a story; without a date its own, with an empty one none."""
    stamp = format_datetime(told.at) if date is None else date
    return (
        f"<item><title>{title or told.headline}</title><link>{link}</link>"
        + (f"<pubDate>{stamp}</pubDate>" if stamp else "")
        + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
        + (body or f"<content:encoded><![CDATA[{told.markup}]]></content:encoded>")
        + "</item>"
    )


def rss(items: Iterable[str], link: str = "") -> bytes:
    """Return a feed of these entries."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>কাগজ</title><link>{link}</link>{''.join(items)}</channel></rss>"
    ).encode()


def bengali(at: datetime) -> str:
    """Return a time as a Bengali paper prints it."""
    return f"{at.day} {MONTH} {at.year}, {at.hour:02}:{at.minute:02}".translate(_DIGITS)


class OddSite:
    """The feeds, one method each; each returns its entries and the stories that are new that day."""

    def __init__(self, server: Loopback) -> None:
        self._server, self._url = server, server.url
        server.routes["/robots.txt"] = Reply(b"", 404)
        self.feeds = {
            "home": self._home,
            "board": self._board,
            "bengali": self._bengali,
            "undated": self._undated,
            "oldest": self._oldest,
            "broken": self._broken,
            "teasers": self._teasers,
            "escaped": self._escaped,
            "guids": self._guids,
            "live": self._live,
        }
        self.extra = {"silent": server.slow, "gone": Reply(b"", 410)}
        server.routes |= {f"/{name}.xml": reply for name, reply in self.extra.items()}

    @property
    def sources(self) -> list[str]:
        return [f"{self._url}/{name}.xml" for name in [*self.feeds, *self.extra]]

    def day(self, number: int) -> set[str]:
        """Serve the feeds of a day; return the headlines that no earlier day had."""
        new = set[str]()
        for name, feed in self.feeds.items():
            told, fresh = feed(number)
            self._server.routes[f"/{name}.xml"] = self._dressed(name, told)
            new |= {one.headline for one in fresh}
        return new

    def _dressed(self, name: str, body: bytes) -> object:
        """Return how a feed comes: with false codings, behind a wall, after what a program wrote before it."""
        if name == "home":
            return Reply(body, headers={"Content-Encoding": "utf-8"}, media="application/rss+xml")
        if name == "guids":
            return Reply(body, headers={"Content-Encoding": "gzip"}, media="application/rss+xml")
        if name == "escaped":
            return Reply(b"\n<br />\n<b>Notice</b>: x in <b>/srv/feed.php</b> on line <b>3</b><br />\n" + body)

        def wall(heads: Message) -> Reply:
            met = heads["Cookie"] == "met=yes"
            return (
                Reply(body) if met else Reply(b"", 302, {"Location": f"/{name}.xml", "Set-Cookie": "met=yes; Path=/"})
            )

        return wall if name == "bengali" else Reply(body)

    def _home(self, day: int) -> tuple[bytes, list[Told]]:
        """Every story links to the front door; each has its moment and goes."""
        new = [story("home", day), story("home", day, 1)]
        return rss(item(one, f"{self._url}/") for one in new), new

    def _board(self, day: int) -> tuple[bytes, list[Told]]:
        """One page of notices, undated; each day one is added on top."""
        told = [story("board", one) for one in range(day, -1, -1)]
        return rss(
            item(one, f"{self._url}/notices.html#{one.name.replace(' ', '-')}", date="", guid=one.name) for one in told
        ), told[:1]

    def _bengali(self, day: int) -> tuple[bytes, list[Told]]:
        """Dates in Bengali; what is from long ago keeps standing there, and so does what cannot be dated."""
        told = [story("bengali", one) for one in range(day, -1, -1)]
        strange, old = story("strange", 0), story("old", 0)
        items = [item(one, f"{self._url}/b/{one.name[8:]}", date=bengali(one.at)) for one in told]
        items += [item(old, f"{self._url}/b/old", date="৭ মাঘ ১৪২৯")]
        items += [item(strange, f"{self._url}/b/strange", date="গত কাল সন্ধ্যায়")]
        return rss(items), told[:1]

    def _undated(self, day: int) -> tuple[bytes, list[Told]]:
        """No dates at all, the same stories for days."""
        told = [story("undated", one) for one in range(day // 2, -1, -1)]
        return rss(item(one, f"{self._url}/u/{one.name[8:]}", date="") for one in told), told[:1] * (day % 2 == 0)

    def _oldest(self, day: int) -> tuple[bytes, list[Told]]:
        """Six hundred entries, the oldest first."""
        new = [story("oldest", day, number) for number in (2, 1, 0)]
        filler = f"<content:encoded>{'ক খ গ। ' * 40}</content:encoded>"
        past = [Told(f"past {day} {n}", FIRST + timedelta(days=day, hours=-3 * n)) for n in range(600, 8, -1)]
        items = [item(one, f"{self._url}/o/{one.name}", body=filler) for one in past]
        return rss([*items, *(item(one, f"{self._url}/o/{one.name}") for one in new)]), new

    def _broken(self, day: int) -> tuple[bytes, list[Told]]:
        """A byte is lost in one sentence of each story."""
        one = story("broken", day)
        whole = rss([item(one, f"{self._url}/k/{day}")])
        place = whole.index(one.sentences[4].encode()) + 4
        return whole[:place] + b"\xff" + whole[place + 1 :], [one]

    def _teasers(self, day: int) -> tuple[bytes, list[Told]]:
        """Teasers with relative links that hold blanks; the pages stay."""
        told = [story("teasers", one) for one in range(day, max(-1, day - 3), -1)]
        for one in told:
            page = f"<!doctype html><meta charset=utf-8><title>{one.headline}</title><h1>{one.headline}</h1>"
            path = f"/t/{one.name}".replace(" ", "%20")
            self._server.routes[path] = Reply(f"{page}<article>{one.markup}</article>".encode())
        return rss(item(one, f"/t/{one.name} ", date="", body="<description>ছোট।</description>") for one in told), told[
            :1
        ]

    def _escaped(self, day: int) -> tuple[bytes, list[Told]]:
        """Titles that were escaped three times, and CDATA within CDATA."""
        first, second = story("escaped", day), story("escaped", day, 1)
        twice = f"<content:encoded><![CDATA[<![CDATA[{second.markup}]]]]><![CDATA[>]]></content:encoded>"
        title = html.escape(html.escape(f"<b>{first.headline.replace(' ', '&nbsp;')}</b>"))
        return rss(
            [
                item(first, f"{self._url}/e/{day}", title=title),
                item(
                    second,
                    f"{self._url}/e/{day}-2",
                    title=f"<![CDATA[<![CDATA[{second.headline}]]]]><![CDATA[>]]>",
                    body=twice,
                ),
            ]
        ), [first, second]

    def _guids(self, day: int) -> tuple[bytes, list[Told]]:
        """The same two stories for two days, under other guids each time."""
        told = [story("guids", one) for one in (day, day - 1) if one >= 0]
        return rss(
            item(one, f"{self._url}/g/{one.name[6:]}?utm_source={day}", guid=f"{one.name} {day}") for one in told
        ), told[:1]

    def _live(self, day: int) -> tuple[bytes, list[Told]]:
        """One address whose text is another each day."""
        one = story("live", day)
        return rss([item(one, f"{self._url}/live", guid="live")]), [one]
