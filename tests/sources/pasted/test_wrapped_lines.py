"""Lines that a program broke at one width are joined; lines that end where a person ended them are not."""

import textwrap
from time import process_time

import pytest

from audionews.sources.pasted.wrapped_lines import unwrapped

PARAGRAPHS = [
    "খালের ধারে নতুন সাঁকো তৈরি হয়েছে বলে পঞ্চায়েত জানিয়েছে। গ্রামের লোকেরা নিজেরাই তা বানিয়েছেন, তাতে সময় লেগেছে দুই মাস।",
    "সাঁকোটি বাঁশ আর কাঠের। আগামী বর্ষার আগে রেলিং বসানো হবে, তার কাজ শুরু হবে পরের সপ্তাহে বলে দপ্তর আশা করছে।",
    "স্কুলের ছেলেমেয়েরা এত দিন নৌকায় পার হত। এখন তারা হেঁটেই যেতে পারবে, বর্ষার ভরা খালেও আর অপেক্ষা করতে হবে না।",
]
POEM = ["ওই দেখা যায় খালের ধারে সাঁকো", "তাহার উপর নানা রঙের ছবি আঁকো", "জলের নিচে মাছের দল", "ভোরের আলোয় করে টলমল"] * 4
HEADLINES = [f"{name} উপজেলায় নতুন সাঁকো উদ্বোধন আজ" for name in ("সদর", "দক্ষিণ সুন্দরপুর", "পূর্ব", "নন্দনগর", "উত্তর গড়")] * 3


@pytest.mark.parametrize("width", [32, 48, 72])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_paragraphs_are_whole_again(width: int, between: str) -> None:
    wrapped = between.join(textwrap.fill(one, width) for one in PARAGRAPHS)
    if wrapped.count("\n") < 8:
        pytest.skip("too few breaks to know")
    assert unwrapped(wrapped).split("\n") == between.join(PARAGRAPHS).split("\n")


@pytest.mark.parametrize("lines", [POEM, HEADLINES, PARAGRAPHS, ["নদিয়া  ২০০  ৩০০"] * 9, ["| নদিয়া | দুই |"] * 9])
def test_lines_that_someone_ended_stay(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert unwrapped(text) == text


def test_time_grows_with_the_text() -> None:
    text = "\n\n".join(textwrap.fill(one, 48) for one in PARAGRAPHS) + "\n\n"

    def seconds(times: int) -> float:
        begun = process_time()
        unwrapped(text * times)
        return process_time() - begun

    assert min(seconds(8000) for _ in range(3)) < 3 * min(seconds(4000) for _ in range(3))
