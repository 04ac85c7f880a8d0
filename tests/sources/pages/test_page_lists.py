"""Lists are refused however their cards are made; stories beside cards, and of parts that look alike, are read."""

from __future__ import annotations

import pytest

from audionews.sources.gather_options import INDIA
from audionews.sources.pages.web_page import read_page
from audionews.support.errors import SourceError

TEASERS = (
    ("খাল কাটার কাজ শুরু বুধবার", "জেলা পরিষদের উদ্যোগে শুরু হচ্ছে খাল কাটার কাজ। উপকৃত হবেন তিন ব্লকের চাষিরা।"),
    ("পাটের দামে খুশি চাষিরা", "কুইন্টাল প্রতি দাম উঠেছে সাত হাজার টাকায়। গত বছরের তুলনায় এই দর দ্বিগুণ।"),
    ("স্কুলে স্কুলে দাবার আসর", "শিক্ষা দফতর দাবা শেখানোর পরিকল্পনা নিয়েছে। প্রথম দফায় থাকছে ষাটটি স্কুল।"),
    ("পাঠাগারে রাতের পড়ার ঘর", "পরীক্ষার আগে রাত দশটা পর্যন্ত খোলা থাকছে পাঠাগার। সদস্য না হলেও বসা যাবে।"),
)
FEED = '<link rel="alternate" type="application/rss+xml" href="https://x.example/rss">'
CARDS = {
    "linked box": '<a href="/{n}" class="s"><div><img src="{n}.jpg"><h2>{t}</h2><p>{s}</p></div></a>',
    "linked heading": '<div class="c"><h3><a href="/{n}">{t}</a></h3><p>{s}</p></div>',
    "overlay": '<div class="each"><a class="cover" href="/{n}"></a><div><h2><i>{t}</i></h2><p>{s}</p></div></div>',
    "overlay without summaries": '<div class="each"><a class="cover" href="/{n}"></a><h2>{t}</h2></div>',
    "overlay, two looks": '<div class="k{w}"><a class="stretched-link" href="/{n}"></a><h3>{t}</h3><p>{s}</p></div>',
    "picture that leads": '<div class="card"><a href="/news/{n}"><img src="{n}.jpg"></a><h3>{t}</h3><p>{s}</p></div>',
    "script that leads": '<div class="card" onclick="go({n})"><h3>{t}</h3><p>{s}</p></div>',
    "script with data": '<div class="card" data-href="/{n}"><h3>{t}</h3><p>{s}</p></div>',
    "button below": '<div class="card"><h4>{t}</h4><p>{s}</p><a class="btn" href="/{n}">বিস্তারিত</a></div>',
    "list of terms": '<dt><a href="/{n}">{t}</a></dt><dd>{s}</dd>',
    "table": '<tr><td><a href="/{n}">{t}</a></td><td>২১/১১/২০২৬</td></tr>',
    "nothing that leads": '<div class="k"><span>জেলার পাতা</span><h3>{t}</h3><p>{s}</p></div>',
    "nothing that leads, with its age": '<div class="k"><b>{t}</b><br><i>{s}</i><br>{n} ঘণ্টা আগে</div>',
    "day below": '<div class="k"><h3>{t}</h3><p>{s}</p><p>{d} নভেম্বর ২০২৬</p></div>',
    "how many saw it": '<div class="k"><span>ভিডিও</span><h4>{t}</h4><span>{n}২০ বার দেখা</span></div>',
    "picture, text and day": '<div class="k"><img src="{n}.jpg"><div>{s}</div><div>{d} নভেম্বর ২০২৬</div></div>',
    "day and text": '<div class="k"><p>{d} নভেম্বর ২০২৬</p><p>{s}</p></div>',
    "button that is none": '<div class="k"><p>{s}</p><span class="more">বিস্তারিত »</span></div>',
    "name and price": '<div class="k"><h4>মাটির পুতুল {n}</h4><p>{s}</p><b>২{n}০ টাকা</b></div>',
    "price and button": '<div class="k"><h4>মাটির পুতুল {n}</h4><p>{s}</p><b>৳ ২{n}০</b><button>কিনুন</button></div>',
    "cut summary": '<article><h2><a href="/{n}">{t}</a></h2><p>{s} […] <a href="/{n}">Read more</a></p></article>',
}
AROUND = {"list of terms": "<dl>{}</dl>", "table": "<table>{}</table>"}
BOOKS = "".join(
    f'<section class="part"><h2>{name}<a class="headerlink" href="https://k.example/b#{name}"></a></h2><p>{told}</p></section>'
    for name, told in (
        ("শিক্ষা", "শিক্ষায় বরাদ্দ বেড়েছে আট শতাংশ, নতুন স্কুল হবে চল্লিশটি।"),
        ("সড়ক", "গ্রামীণ সড়কে খরচ হবে ন’শো কোটি টাকা, কাজ শুরু হবে শীতে।"),
    )
)
PHOTOS = "".join(
    f'<div class="photo"><a class="overlay" href="/{n}.jpg"></a><img src="{n}.jpg"><h3>{name}</h3><p>{told}</p></div>'
    for n, (name, told) in enumerate(
        (
            ("নাগরদোলা", "রাতভর ঘোরে নাগরদোলা, টিকিট কুড়ি টাকা।"),
            ("আখড়া", "ভোর পর্যন্ত চলে গান, শ্রোতা আসেন দূর থেকে।"),
            ("পুতুল", "কৃষ্ণনগরের কারিগরেরা দোকান দেন প্রতি বছর।"),
        )
    )
)


def cards(kind: str, count: int = len(TEASERS)) -> str:
    made = (CARDS[kind].format(n=n, t=t, s=s, w="ab"[n % 2], d=9 - n) for n, (t, s) in enumerate(TEASERS[:count]))
    return AROUND.get(kind, "<div>{}</div>").format("".join(made))


def page(title: str, body: str, head: str = FEED) -> bytes:
    return f"<html><head><title>{title} | উত্তর কাগজ</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("kind", CARDS)
def test_a_list_is_refused_however_its_cards_are_made(kind: str) -> None:
    with pytest.raises(SourceError, match=r"list of stories, not a story\. Its feed is https://x\.example/rss"):
        read_page(page("জেলার খবর", "<h1>জেলার খবর</h1>" + cards(kind)), "p.html", zone=INDIA)


@pytest.mark.parametrize("heading", ["ট্যাগ: খাল", "বিষয়: খাল", "Tag: খাল", "অনুসন্ধান: খাল"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_page_of_what_was_looked_for_is_a_list_of_one_or_two(heading: str, count: int) -> None:
    with pytest.raises(SourceError, match="list of stories"):
        read_page(page(heading, f"<h1>{heading}</h1>{cards('overlay', count)}"), "p.html", zone=INDIA)


@pytest.mark.parametrize("kind", ["linked box", "linked heading", "overlay"])
def test_a_front_page_that_calls_itself_an_article_is_a_list(kind: str) -> None:
    head = '<meta property="og:type" content="article"><link rel="canonical" href="http://www.x.example/">'
    lead = f"<div class='lead'><h2><a href='/l'>{TEASERS[0][0]}</a></h2><p>{TEASERS[0][1]}</p></div>"
    with pytest.raises(SourceError, match="list of stories"):
        read_page(page("উত্তর কাগজ", lead + cards(kind), head), "p.html", zone=INDIA)


def test_a_lead_with_a_picture_that_leads_is_no_headline() -> None:
    lead = f"<div><a href='/l'><img src='l.jpg'></a><h1>{TEASERS[0][0]}</h1><p>{TEASERS[0][1]}</p></div>"
    with pytest.raises(SourceError, match="list of stories"):
        read_page(page("জেলার পাতা", lead + cards("linked heading")), "p.html", zone=INDIA)


def test_a_search_that_found_nothing_is_no_story() -> None:
    body = "<h1>অনুসন্ধান: কচ্ছপ</h1><p>দুঃখিত, কোনো ফল পাওয়া যায়নি। অন্য শব্দ দিয়ে আবার চেষ্টা করুন।</p>"
    with pytest.raises(SourceError):
        read_page(page("অনুসন্ধান", body), "p.html", zone=INDIA)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<body class="archive category category-7">'),
        ('<link rel="canonical" href="https://x.example/tag/khal/">', "<body>"),
        ('<script type="application/ld+json">{"@type": "CollectionPage"}</script>', "<body>"),
    ],
)
def test_what_a_section_says_of_itself_above_titles_is_no_story(head: str, body: str) -> None:
    told = "খাল, বিল আর নদীর খবর, সেচ দফতরের বিজ্ঞপ্তি ও চাষিদের কথা রাখা হয় এই পাতায়, সাজানো থাকে দিন ধরে।"
    titles = "".join(f"<li>{title}</li>" for title, _ in TEASERS)
    made = page("খালের খবর", f"<h1>খালের খবর</h1><p>{told}</p><ul>{titles}</ul>", head)
    with pytest.raises(SourceError, match="list of stories"):
        read_page(made.replace(b"<body>", body.encode()), "p.html", zone=INDIA)


PART = '<div class="k"><p>{day} নভেম্বর ২০২৬</p><h3>{title}</h3><p>{told}</p></div>'
PARTS = (
    ("বাঁধ কাটার কাজ শুরু হল সকালে", "কোদাল হাতে নামলেন দুই গ্রামের মানুষ।"),
    ("মাটি ফেলার গাড়ি এল না আর", "দুপুরের পরে বৃষ্টি নামল জোরে।"),
    ("শেষ হল খাল কাটার প্রথম ভাগ", "জল এল মাঠে, ছোটরা নামল মাছ ধরতে।"),
)


@pytest.mark.parametrize("title", ["খাল কাটার দিনলিপি", "এই সপ্তাহের আলোচিত তিন ঘটনা"])
def test_days_told_from_the_first_on_are_a_story(title: str) -> None:
    parts = "".join(PART.format(day=3 * n, title=head, told=told) for n, (head, told) in enumerate(PARTS, 1))
    article = read_page(page(title, f"<h1>{title}</h1>{parts}"), "p.html", zone=INDIA)
    assert all(told in article.text for _, told in PARTS)


def test_poems_of_short_names_are_a_story() -> None:
    verse = "জলের ধারে রেখেছি ঋণ<br>জল কি তাহা মনে রাখে<br>ভাঙা ঘাটে সারাটা দিন<br>নৌকা ফেরে নদীর বাঁকে"
    poems = "".join(f'<div class="k"><h3>{name}</h3><p>{verse}</p></div>' for name in ("জল", "ধুলো", "রোদ"))
    article = read_page(page("গুচ্ছ কবিতা", f"<h1>গুচ্ছ কবিতা</h1>{poems}"), "p.html", zone=INDIA)
    assert article.text.count("নৌকা ফেরে নদীর বাঁকে") == 3


@pytest.mark.parametrize("rows", ["<table>{}</table>", "<ul>{}</ul>"])
def test_rows_alone_are_a_story_where_a_headline_stands_over_them(rows: str) -> None:
    table = rows.format("".join(f"<tr><td>রাত {n}টা</td><td>ধারাবাহিক নাটক, পর্ব {n}</td></tr>" for n in "৭৮৯"))
    if "<ul>" in rows:
        table = rows.format("".join(f"<li>রাত {n}টায় ধারাবাহিক নাটক, পর্ব {n}</li>" for n in "৭৮৯"))
    with pytest.raises(SourceError):
        read_page(page("অনুষ্ঠানসূচি", f"<h1>অনুষ্ঠানসূচি</h1>{table}"), "p.html", zone=INDIA)
    title = "টেলিভিশনে আজ রাতে যা দেখবেন"
    assert read_page(page(title, f"<h1>{title}</h1>{table}"), "p.html", zone=INDIA).text.count("\n") == 2


@pytest.mark.parametrize(
    "kind", ["linked heading", "overlay", "picture that leads", "nothing that leads, with its age"]
)
def test_a_short_story_above_cards_is_read(kind: str) -> None:
    news = "<p>ঘন কুয়াশায় ভোর থেকে বন্ধ রয়েছে ফেরি চলাচল।</p>"
    title = "ফেরি চলাচল বন্ধ কুয়াশায়"
    article = read_page(page(title, f"<div><h1>{title}</h1>{news}</div>{cards(kind)}"), "p.html", zone=INDIA)
    assert article.text == "ঘন কুয়াশায় ভোর থেকে বন্ধ রয়েছে ফেরি চলাচল।"


def test_a_short_story_that_opens_with_a_link_to_another_is_read() -> None:
    title = "ফেরি চলাচল বন্ধ কুয়াশায়"
    news = "<p>ঘন কুয়াশায় ভোর থেকে ফেরি চলাচল বন্ধ রয়েছে, জানিয়েছে ঘাট কর্তৃপক্ষ।</p>"
    link = "<p>২৩ নভেম্বর</p><p><a href='/o'>আরও পড়ুন: পাটের দামে খুশি চাষিরা</a></p>"
    article = read_page(page(title, f"<h1>{title}</h1><div class='entry'>{link}{news}</div>"), "p.html", zone=INDIA)
    assert "ঘাট কর্তৃপক্ষ" in article.text


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        (
            "বাজেটের কথা, খাতে খাতে",
            BOOKS,
            "শিক্ষা শিক্ষায় বরাদ্দ বেড়েছে আট শতাংশ, নতুন স্কুল হবে চল্লিশটি। সড়ক গ্রামীণ সড়কে খরচ হবে ন’শো কোটি টাকা, কাজ শুরু হবে শীতে।",
        ),
        (
            "মেলার মাঠে চার দুপুর",
            f"<p>মেলার মাঠে ঘুরে তোলা কয়েকটি মুহূর্ত।</p>{PHOTOS}",
            (
                "মেলার মাঠে ঘুরে তোলা কয়েকটি মুহূর্ত। নাগরদোলা রাতভর ঘোরে নাগরদোলা, টিকিট কুড়ি টাকা। আখড়া ভোর পর্যন্ত "
                "চলে গান, শ্রোতা আসেন দূর থেকে। পুতুল কৃষ্ণনগরের কারিগরেরা দোকান দেন প্রতি বছর।"
            ),
        ),
    ],
)
def test_parts_that_look_alike_are_the_story_where_they_lead_nowhere_else(title: str, body: str, told: str) -> None:
    article = read_page(page(title, f"<article><h1>{title}</h1>{body}</article>"), "p.html", zone=INDIA)
    assert " ".join(article.text.split("\n")) == told


@pytest.mark.parametrize(
    "path",
    ['<a href="/">প্রথম পাতা</a> / <a href="/zila">জেলার খবর</a>', '<a href="/z">জেলা</a> » <a href="/k">খাল ও বিল</a>'],
)
def test_a_column_that_begins_with_its_place_in_the_site_is_no_card(path: str) -> None:
    told = [
        "খালের দুই পাড়ে এই বর্ষায় বসছে হাজার তালগাছ, বাজ পড়ে মৃত্যু কমবে বলে আশা।",
        "চারা দিচ্ছে বন দফতর, পাঁচ বছর ধরে দেখাশোনা করবে গ্রামের সমিতি।",
    ]
    cards = "".join(f'<p class="t"><a href="/{n}">{title}</a></p>' for n, (title, _) in enumerate(TEASERS))
    page = (
        f"<html><title>খালের পাড়ে তালগাছ</title><body><div class=row><div class=col><div>{path}</div>"
        f"<div>খালের পাড়ে তালগাছ</div><p>{told[0]}</p><p>{told[1]}</p></div><div class=col>{cards}</div></div>"
        "<footer><p>জেলা কার্যালয়, স্টেশন রোড থেকে প্রকাশিত।</p></footer></html>"
    )
    assert read_page(page.encode(), "p", zone=INDIA).text.split("\n") == told


def test_cards_that_begin_with_their_place_in_the_site_are_a_list() -> None:
    path = '<div><a href="/">প্রথম পাতা</a> / <a href="/z">জেলার খবর</a></div>'
    cards = "".join(
        f'<div class=c>{path}<h3><a href="/{n}">{title}</a></h3><p>{told}</p></div>'
        for n, (title, told) in enumerate(TEASERS)
    )
    with pytest.raises(SourceError, match="list of stories"):
        read_page(f"<html><title>জেলার পাতা</title><body>{cards}</html>".encode(), "p", zone=INDIA)


LEAD = (
    "জেলা পরিষদের উদ্যোগে শুরু হচ্ছে খাল কাটার কাজ, উপকৃত হবেন তিন ব্লকের চাষিরা। কাজ চলবে বর্ষার আগে পর্যন্ত, "
    "খরচ ধরা হয়েছে চল্লিশ লক্ষ টাকা। মাটি ফেলা হবে দুই পাড়ে, তার উপরে বসবে তালের চারা। জেলা সেচ দফতর জানিয়েছে, "
    "জল আসবে নদী থেকে, স্লুইস গেটও সারানো হবে। গ্রামের সমিতি দেখবে যাতে খালে আবর্জনা না পড়ে। গত বছর বর্ষায় এই খাল "
    "উপচে তিনটি গ্রামের বীজতলা ডুবে গিয়েছিল, তার পরেই কাজ চেয়ে আবেদন জানায় পঞ্চায়েত। সেই আবেদন এ বার মঞ্জুর হল।"
)


@pytest.mark.parametrize(
    ("title", "end", "listed"),
    [
        ("জেলার খবর | নদীর পাড়", "", True),
        ("নদীর পাড়", '<a class="btn" href="/9">বিস্তারিত</a>', True),
        ("নদীর পাড়", '<a class="btn" href="/9">ছাপার জন্য</a>', False),
        ("নদীর পাড়", "", False),
        ("খাল কাটার কাজ শুরু বুধবার | জেলার খবর", '<a class="btn" href="/9">বিস্তারিত</a>', False),
    ],
)
def test_a_long_summary_of_a_section_or_with_a_link_to_the_rest_is_a_list(title: str, end: str, listed: bool) -> None:
    (headline, _), *others = TEASERS
    cards = "".join(f'<div class=i><h4><a href="/{n}">{told}</a></h4></div>' for n, (told, _) in enumerate(others))
    page = (
        f"<html><title>{title}</title><body><h2>জেলার খবর</h2><div class=lead><h3><a href='/9'>{headline}</a></h3>"
        f"<p>{LEAD}</p>{end}</div><div class=more>{cards}</div></html>"
    )
    if listed:
        with pytest.raises(SourceError, match="list of stories"):
            read_page(page.encode(), "p", zone=INDIA)
    else:
        assert read_page(page.encode(), "p", zone=INDIA).text == LEAD


@pytest.mark.parametrize(("title", "listed"), [(f"{TEASERS[0][0]} | নদীর পাড়", False), ("নদীর পাড়", True)])
def test_a_card_is_the_story_whose_heading_is_what_the_page_is_called(title: str, listed: bool) -> None:
    told = [TEASERS[0][1], "মাটি ফেলা হবে দুই পাড়ে, তার উপরে বসবে তালের চারা।"]
    bodies = [f"<p>{told[0]}</p><p>{told[1]}</p>", *(f"<p>{text[:60]}…</p>" for _, text in TEASERS[1:])]
    cards = "".join(
        f'<div class=k><h2><a href="?id={n}">{headline}</a></h2><div>{body}</div></div>'
        for n, ((headline, _), body) in enumerate(zip(TEASERS, bodies, strict=True))
    )
    page = f"<html><title>{title}</title><body><div class=feed>{cards}</div></html>"
    if listed:
        with pytest.raises(SourceError, match="list of stories"):
            read_page(page.encode(), "p", zone=INDIA)
    else:
        article = read_page(page.encode(), "p", zone=INDIA)
        assert (article.headline, article.text.split("\n")) == (TEASERS[0][0], told)


@pytest.mark.parametrize("called", [0, 1])
def test_of_an_endless_page_the_story_is_read_that_the_page_is_called(called: int) -> None:
    told = [TEASERS[0][1], f"{TEASERS[1][1]} কুইন্টাল প্রতি পাটের দর ঠিক করে জেলা পরিষদ।"]
    stories = "".join(
        f"<div class=one><h1>{title}</h1><div><p>{text}</p></div></div>"
        for (title, _), text in zip(TEASERS[:2], told, strict=True)
    )
    page = f"<html><title>{TEASERS[called][0]}</title><body>{stories}</html>"
    article = read_page(page.encode(), "p", zone=INDIA)
    assert (article.headline, article.text) == (TEASERS[called][0], told[called])
