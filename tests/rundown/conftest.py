"""A small day's news for the rundown's tests: offices speak, nobody is named."""

import pytest

from audionews.model import Article

LONG = """রাজ্য সরকার জানিয়েছে, ২৫০ কিমি রাস্তা সারানো হবে। কাজ শুরু হবে জানুয়ারিতে। খরচ ধরা হয়েছে ৪০ কোটি টাকা।

পূর্ত দফতরের হিসাবে, গত বছর ১২০টি সেতু পরীক্ষা করা হয়েছিল। তার মধ্যে ১৫টি বিপজ্জনক।

কোন কোন জেলায় কাজ

প্রথমে কাজ হবে উত্তরবঙ্গের তিন জেলায়। পরে দক্ষিণবঙ্গে। দফতর বলেছে, বর্ষার আগে কাজ শেষ হবে।"""


@pytest.fixture
def news() -> list[Article]:
    """Return five stories as four papers have them, in the order they came."""
    return [
        Article("a", "ফাইনালে জিতল বাংলা। ম্যাচ হয়েছে ইডেনে।", "ফাইনালে জয় বাংলার", section="Sports", site="ক"),
        Article("b", LONG, "রাস্তা সারাতে ৪০ কোটি", section="রাজ্য", site="ক"),
        Article("c", "আগামী তিন দিন বৃষ্টি হবে। জানিয়েছে আবহাওয়া দফতর।", "বৃষ্টি তিন দিন", section="weather", site="খ"),
        Article("d", "নতুন সেতু খুলল। দৈর্ঘ্য ৪৫০ মিটার।", "নতুন সেতু চালু", section="জেলা", site="খ", also=("e",)),
        Article("f", "শহরে মেলা বসেছে। চলবে রবিবার পর্যন্ত।", "শহরে মেলা", site="গ"),
    ]
