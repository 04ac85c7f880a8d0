"""Documents of every kind, whole, damaged, hostile and locked: an article with its headings, or a sentence."""
# ruff: noqa: E501 - markup, as it is written

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply
from paper_files import Printed, docx, epub, odt, paragraph, pdf, zipped

from audionews.bengali.script.visual_order import in_spoken_order
from audionews.sources import GatherOptions, gather
from audionews.sources.documents.document_text import is_bijoy_font
from audionews.sources.documents.pdf_fonts import without_guesses
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock

if TYPE_CHECKING:
    from audionews.model import Article

NEWS = "খালের ধারে নতুন সাঁকো তৈরি হয়েছে। গ্রামের লোকেরা নিজেরাই তা বানিয়েছেন।"
MORE = "সাঁকোটি বাঁশ আর কাঠের। আগামী বর্ষার আগে রেলিং বসানো হবে।"
BIJOY, MEANT = "Avgiv K_v ewj|", "আমরা কথা বলি।"


def read(tmp_path: Path, name: str, data: bytes) -> tuple[list[Article], list[str]]:
    """Return what a file gives, and why it gives nothing."""
    (tmp_path / name).write_bytes(data)
    articles, skipped = gather([str(tmp_path / name)])
    return articles, [one.why for one in skipped]


def lines(article: Article) -> list[tuple[str, str]]:
    return [(line.tag, line.text) for line in article.lines]


def test_a_word_document_gives_headings_and_paragraphs_but_nothing_deleted_or_hidden(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>গোপন</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>মোছা</w:delText></w:r></w:del>"
    box = "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>বাক্স</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    box += "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>বাক্স</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    body = paragraph("সাঁকো", style="Heading1") + paragraph("খালের ", hidden, deleted, NEWS[6:]) + paragraph(MORE, box)
    table = f"<w:tbl><w:tr><w:tc>{paragraph('ঘরের লেখা')}</w:tc></w:tr></w:tbl>"
    articles, whys = read(tmp_path, "a.docx", docx(body + table, title="দরখাস্ত"))
    assert whys == []
    assert lines(articles[0]) == [("h1", "সাঁকো"), ("p", NEWS), ("p", MORE), ("p", "বাক্স"), ("p", "ঘরের লেখা")]
    assert articles[0].headline == "দরখাস্ত"
    assert articles[0].text.split("\n") == [text for _, text in lines(articles[0])]


def test_bijoy_type_is_known_by_its_face_and_beside_unicode(tmp_path: Path) -> None:
    direct = '<w:r><w:rPr><w:rFonts w:ascii="SutonnyMJ"/></w:rPr><w:t>{}</w:t></w:r>'
    halves = direct.format(BIJOY[:7]) + direct.format(BIJOY[7:])
    body = paragraph(NEWS) + paragraph(halves, " (Kolkata)") + paragraph(BIJOY, style="Older")
    articles, _ = read(tmp_path, "a.docx", docx(body))
    assert [text for _, text in lines(articles[0])] == [NEWS, f"{MEANT} (Kolkata)", MEANT]


@pytest.mark.parametrize(
    ("face", "is_bijoy"),
    [
        ("SutonnyMJ", True),
        ("ABCDEF+SutonnyMJ-Bold", True),
        ("Sutonny MJ,BoldItalic", True),
        ("TeeshtaMJ", True),
        ("SutonnyOMJ", False),
        ("NikoshBAN", False),
        ("", False),
    ],
)
def test_faces(face: str, is_bijoy: bool) -> None:
    assert is_bijoy_font(face) is is_bijoy


def test_an_opendocument_text_likewise(tmp_path: Path) -> None:
    styles = (
        '<office:font-face-decls><style:font-face style:name="S" svg:font-family="\'SutonnyMJ\'"/></office:font-face-decls>'
        '<office:automatic-styles><style:style style:name="P1"><style:text-properties style:font-name="S"/></style:style>'
        '<style:style style:name="P2" style:parent-style-name="P1"/></office:automatic-styles>'
    )
    body = (
        "<text:tracked-changes><text:p>মোছা</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">সাঁকো</text:h>'
        f"<text:p>খালের<text:s/>ধারে<text:note><text:p>টীকা</text:p></text:note>{NEWS[10:]}<text:line-break/>{MORE}</text:p>"
        f'<text:p text:style-name="P2">{BIJOY[:7]}<text:span>{BIJOY[7:]}</text:span></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>ঘরের লেখা</text:p></table:table-cell></table:table-row></table:table>"
    )
    articles, whys = read(tmp_path, "a.odt", odt(body, styles=styles, title="No Bengali"))
    assert whys == []
    assert lines(articles[0]) == [("h2", "সাঁকো"), ("p", NEWS), ("p", MORE), ("p", MEANT), ("p", "ঘরের লেখা")]
    assert articles[0].headline is None


BOOK = {
    "cover.xhtml": '<body epub:type="cover"><p>মলাটের লেখা</p></body>',
    "one.xhtml": f"<h1>প্রথম<br/>অধ্যায়।</h1><p>{NEWS}</p><p/><p>{MORE}</p>",
    "two.xhtml": f"<p>{MORE}</p><table><tr><td>ছক</td></tr></table>",
}


def test_a_book_gives_its_chapters_in_order_each_with_a_heading(tmp_path: Path) -> None:
    articles, whys = read(tmp_path, "a.epub", epub(BOOK, title="বই", labels={"two.xhtml": "দ্বিতীয় অধ্যায়"}))
    assert whys == []
    assert articles[0].headline == "বই"
    assert [one for one in lines(articles[0]) if "প্রথম" not in one[1]] == [
        ("p", "অধ্যায়।"),
        ("p", NEWS),
        ("p", MORE),
        ("h1", "দ্বিতীয় অধ্যায়"),
        ("p", MORE),
    ]


def test_what_stands_alone_before_a_chapter_goes_before_its_heading(tmp_path: Path) -> None:
    book = {
        "title.xhtml": "<h1>বই</h1>",
        "part.xhtml": "<h1>প্রথম খণ্ড</h1>",
        "one.xhtml": f"<h2>সকাল</h2><p>{NEWS}</p><h3>ঘাটে</h3><p>{MORE}</p>",
        "two.xhtml": f"<p>{MORE}</p>",
        "last.xhtml": "<h1>শেষ পাতা</h1>",
    }
    articles, _ = read(tmp_path, "a.epub", epub(book, title="বই"))
    assert lines(articles[0]) == [
        ("h1", "প্রথম খণ্ড: সকাল"),
        ("p", NEWS),
        ("h2", "ঘাটে"),
        ("p", MORE),
        ("p", MORE),
        ("p", "শেষ পাতা"),
    ]


def test_a_locked_book_says_so_and_one_with_hidden_typefaces_is_read(tmp_path: Path) -> None:
    lock = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><CipherReference URI="{}"/></encryption>'
    )
    for part, whys in (("OPS/one.xhtml", ["Its chapters are encrypted (DRM)."]), ("OPS/face.otf", [])):
        book = epub(BOOK, more={"META-INF/encryption.xml": lock.format(part)})
        assert read(tmp_path, "a.epub", book)[1] == whys


def mail(**parts: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "সাঁকো সমিতি <news@x.example>",
        "খালের খবর",
        "Mon, 23 Nov 2026 07:30:00 +0600",
    )
    made["Message-ID"] = "<1@x.example>"
    made.set_content(parts["plain"])
    if "html" in parts:
        made.add_alternative(parts["html"], subtype="html")
    if "attached" in parts:
        made.add_attachment(parts["attached"].encode(), maintype="text", subtype="plain", filename="b.txt")
    return made.as_bytes()


def test_a_newsletter_gives_its_text_under_its_subject(tmp_path: Path) -> None:
    page = f"<table><tr><td><div style='display:none'>আগাম দেখা</div><p>{NEWS}</p></td><td>{MORE}</td></tr></table>"
    articles, whys = read(tmp_path, "a.eml", mail(plain="See the page.", html=page, attached=MORE))
    assert whys == []
    (article,) = articles
    assert (article.headline, article.site, article.text.split("\n")) == ("খালের খবর", "সাঁকো সমিতি", [NEWS, MORE])
    assert str(article.published) == "2026-11-23 07:30:00+06:00"
    plain = "\n".join([NEWS, MORE] * 3)
    assert read(tmp_path, "b.eml", mail(plain=plain, html=page))[0][0].text == plain


def test_a_pdf_with_a_text_layer_gives_paragraphs_without_what_runs_over_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    first, second = NEWS.split(" গ্রামের")
    bodies = [
        [Printed("খালের ধারে সাঁকো", 20), Printed(f"{first} গ্রামের"), Printed(second.strip())],
        [Printed(MORE + " আরও একটি সাঁকো হবে বলে শোনা"), Printed("গেল।"), Printed(BIJOY, bijoy=True)],
        [Printed("আর এক খবর", 15), Printed(MORE)],
    ]
    pages = [
        [Printed("গ্রামের কাগজ"), *body, Printed(f"পৃষ্ঠা {number}"), Printed(str(number))]
        for number, body in enumerate(bodies, 1)
    ]
    articles, whys = read(tmp_path, "a.pdf", pdf(pages, title="সাঁকো সংখ্যা"))
    assert whys == []
    assert articles[0].headline == "সাঁকো সংখ্যা"
    assert lines(articles[0]) == [
        ("h1", "খালের ধারে সাঁকো"),
        ("p", NEWS),
        ("p", f"{MORE} আরও একটি সাঁকো হবে বলে শোনা গেল।"),
        ("p", MEANT),
        ("h2", "আর এক খবর"),
        ("p", MORE),
    ]


def test_glyphs_without_a_letter_and_guessed_blanks_are_left_out(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    page = [Printed(line.replace("া", "া#")) for line in NEWS.replace("। ", "।\n").split("\n")]
    articles, _ = read(tmp_path, "a.pdf", pdf([page], unnamed="#"))
    assert articles[0].text == NEWS
    assert without_guesses("কৃ ষক\u00a0ও\u00a0মাঠ\ue008", has_blanks=True) == "কৃষক ও মাঠ"
    assert without_guesses("কৃষক মাঠ", has_blanks=False) == "কৃষক মাঠ"


def test_pages_that_are_pictures_among_others_are_told(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    articles, whys = read(
        tmp_path, "a.pdf", pdf([[Printed(NEWS * 2)], [Printed("2")], [Printed(MORE * 2)]], picture=True)
    )
    assert articles[0].text == f"{NEWS * 2} {MORE * 2}"
    assert whys == ["1 of its 3 pages are pictures without their text."]


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    _, whys = read(tmp_path, "a.pdf", pdf([[Printed("1")], [Printed("Scanned by a program")]], picture=True))
    assert whys == ["It is a scan: pictures of pages, without their text. Run it through text recognition (OCR) first."]


@pytest.mark.parametrize(
    ("seen", "spoken"),
    [
        ("িবকােল েছাটরা পড়েত আেস।", "বিকালে ছোটরা পড়তে আসে।"),
        ("পৗষ েমলা েপৗঁছেল ৈশশব", "পৗষ মেলা পৌঁছলে শৈশব"),
        ("স্কুেলর িশক্ষক", "স্কুলের শিক্ষক"),
        ("বিকালে ছোটরা পড়তে আসে।", "বিকালে ছোটরা পড়তে আসে।"),
    ],
)
def test_the_order_of_the_eye_becomes_that_of_speech(seen: str, spoken: str) -> None:
    assert in_spoken_order(seen) == spoken


HOSTILE = {
    "cut.docx": (docx(paragraph(NEWS))[:300], "damaged"),
    "cut.odt": (odt(f"<text:p>{NEWS}</text:p>")[:-60], "damaged"),
    "empty.docx": (docx(""), "empty"),
    "english.docx": (docx(paragraph("Nothing for us.")), "no Bengali"),
    "bomb.docx": (zipped({"x": "", "word/document.xml": b" " * 40_000_000}), "far larger unpacked"),
    "entities.docx": (zipped({"x": "", "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "declares entities"),
    "no.epub": (zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}), "names no package"),
    "locked.odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m><encryption-data/></m>"}), "password"),
    "cut.pdf": (b"%PDF-1.7\n" + bytes(range(256)), "damaged"),
    "loop.epub": (epub({"a/../../../../etc/passwd": "<p>x</p>"}), "empty"),
    "other.zip": (zipped({"x": "y"}), "ZIP archive"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_damaged_and_hostile_documents_are_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf")
    data, why = HOSTILE[name]
    articles, whys = read(tmp_path, name, data)
    assert articles == []
    assert len(whys) == 1
    assert why in whys[0]


def test_documents_in_a_folder_are_read_and_large_ones_whole(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph(NEWS)))
    noise = bytes(range(256)) * 24_000  # a picture, say: six million bytes
    (tmp_path / "b.epub").write_bytes(epub(BOOK, more={"OPS/p.bin": noise.hex()[:7_000_000]}, packed=False))
    assert (tmp_path / "b.epub").stat().st_size > 5_000_000
    articles, _ = gather([str(tmp_path)])
    assert [Path(one.source).name for one in articles] == ["a.docx", "b.epub"]


def test_a_large_document_is_fetched_whatever_its_address_says(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 24_000
    book = epub(BOOK, more={"OPS/p.bin": noise.hex()[:7_000_000]}, packed=False)
    with Loopback({"/robots.txt": Reply(b"", 404)}) as site:
        site.routes["/get?id=7"] = Reply(book, media="application/epub+zip")
        net = Fetcher(Reach(allow_private=True), clock=Clock(sleep=lambda _: None))
        articles, skipped = gather([f"{site.url}/get?id=7"], GatherOptions(fetcher=net))
    assert len(book) > 5_000_000
    assert skipped == []
    assert NEWS in articles[0].text


def test_a_chapter_that_is_missing_is_told_and_costs_itself_alone(tmp_path: Path) -> None:
    data = epub({"one.xhtml": f"<h1>সাঁকো</h1><p>{NEWS}</p>", "two.xhtml": f"<p>{MORE}</p>"})
    broken = tmp_path / "whole.epub"
    broken.write_bytes(data)
    with zipfile.ZipFile(broken) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if not name.endswith("two.xhtml")}
    articles, whys = read(tmp_path, "a.epub", zipped(parts))
    assert NEWS in articles[0].text
    assert len(whys) == 1
    assert "two.xhtml" in whys[0]


def test_rich_text_is_refused_by_name(tmp_path: Path) -> None:
    assert "RTF" in read(tmp_path, "a.rtf", rb"{\rtf1\ansi {\fonttbl{\f0 Vrinda;}} \u2453?\u2476?}")[1][0]


@pytest.mark.parametrize(("more", "blank"), [("", " "), ("; delsp=yes", "  ")])
def test_a_flowed_mail_has_whole_lines_and_no_signature(tmp_path: Path, more: str, blank: str) -> None:
    head = (
        "From: o@x.example\nDate: Mon, 23 Nov 2026 07:30:00 +0600\nMessage-ID: <1@x>\nMIME-Version: 1.0\nSubject: x\n"
    )
    kind = f"Content-Type: text/plain; charset=utf-8; format=flowed{more}\nContent-Transfer-Encoding: 8bit\n\n"
    wrapped = f"{NEWS}\n{MORE}".replace("সাঁকো তৈরি ", f"সাঁকো তৈরি{blank}\n")
    data = f"{head}{kind}{wrapped}\n{NEWS}\n{MORE}\n-- \nজেলা দপ্তর, সাঁকো বিভাগ\n"
    articles, _ = read(tmp_path, "a.eml", data.encode())
    assert articles[0].text.split("\n")[:2] == [NEWS, MORE]
    assert "দপ্তর" not in articles[0].text
