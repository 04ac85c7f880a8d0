"""A page's day stands where pages state it: in its head, beside its headline, in its address; never in its story."""

from __future__ import annotations

from pathlib import Path

import pytest

from audionews.sources.gather_options import INDIA
from audionews.sources.pages.web_page import read_page

LINES = (Path(__file__).parent / "data" / "page_dates.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
TITLE = "পুকুরে ফিরল শাপলা, খুশি গ্রামের মানুষ"
NEWS = """<p>জেলার সবচেয়ে বড় পুকুরটি দশ বছর ধরে পানায় ঢাকা ছিল। পঞ্চায়েত এ বার একশো দিনের কাজের টাকায় সেটি পরিষ্কার
করিয়েছে। কাজ করেছেন গ্রামের চল্লিশ জন মানুষ, সময় লেগেছে দুই মাস। এখন জল এত পরিষ্কার যে তলার বালি দেখা যায়।</p>
<p>পঞ্চায়েত পাঁক তুলেছিল গত ১২ মার্চ ২০১৯ তারিখে। ১৯৭২ সালের ১৭ এপ্রিল পুকুরটি কাটা হয়। এখন সেখানে মাছও ছাড়া হয়েছে।</p>"""


@pytest.mark.parametrize(("place", "written", "day"), CASES)
def test_a_page_s_day_is_where_it_states_it(place: str, written: str, day: str) -> None:
    stands = dict.fromkeys(("head", "over", "under", "behind"), "") | {place: written.replace("{title}", TITLE)}
    page = (
        f"<!doctype html><html lang=bn><head><title>{TITLE}</title>{stands['head']}</head><body><p>শাপলা বার্তা</p>"
        f"{stands['over']}<article><h1>{TITLE}</h1>{stands['under']}<div>{NEWS}</div>{stands['behind']}</article>"
        "<footer>স্বত্ব ২০১৮</footer></body></html>"
    )
    found = read_page(page.encode(), "p.html", zone=INDIA, url=stands.get("url")).published
    assert (found.date().isoformat() if found else "-") == day


@pytest.mark.parametrize(("stated", "day"), [("শেষ আপডেট: {}", "2026-11-21"), ("শাপলার মেলা: {}", "-")])
def test_a_day_of_change_may_stand_behind_the_summary_in_the_story_s_block(stated: str, day: str) -> None:
    over = "<h2>পুকুর পরিষ্কার হয়েছে, জলে মাছও ছাড়া হয়েছে।</h2><div><b>শাপলা বার্তা</b></div><div><b>কান্দি</b></div>"
    page = (
        f"<html><title>{TITLE}</title><body><div><h1>{TITLE}</h1>{over}"
        f"<div><b>{stated.format('২১ নভেম্বর ২০২৬, ১৭:৪৫')}</b></div>{NEWS}</div></html>"
    )
    found = read_page(page.encode(), "p.html", zone=INDIA).published
    assert (found.date().isoformat() if found else "-") == day
