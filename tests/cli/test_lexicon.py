"""`lexicon install`, from a site on loopback."""

from hashlib import sha256
from pathlib import Path

import pytest
from loopback import Loopback, Reply
from shared import Run

LEXICON = "ঝিলমিলপুর\tjh i l . m i l . p o r\nটুংটাং\tT u N . T a N\n".encode()


def test_it_is_fetched_and_its_source_told(run: Run, tmp_path: Path) -> None:
    home = {"AUDIONEWS_DATA": str(tmp_path / "data")}
    with Loopback({"/lexicon.tsv": Reply(LEXICON, media="text/plain")}) as site:
        done = run("lexicon", "install", "--url", f"{site.url}/lexicon.tsv", "--allow-private", **home)
    assert done.returncode == 0, done.stderr
    digest = sha256(LEXICON).hexdigest()
    assert f"2 words of {len(LEXICON)} bytes, SHA-256 {digest}" in done.stderr
    assert "CC BY 4.0" in done.stderr
    path = Path(done.stdout.strip())
    assert digest in path.read_text(encoding="utf-8")
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("body", "more", "why"),
    [
        (LEXICON, ["--sha256", "0" * 64], "is not what it should be"),
        (b"<html>", [], "holds no Bengali words"),
    ],
)
def test_what_is_no_lexicon_changes_nothing(run: Run, tmp_path: Path, body: bytes, more: list[str], why: str) -> None:
    home = {"AUDIONEWS_DATA": str(tmp_path / "data")}
    with Loopback({"/lexicon.tsv": Reply(body, media="text/plain")}) as site:
        done = run("lexicon", "install", "--url", f"{site.url}/lexicon.tsv", "--allow-private", *more, **home)
    assert done.returncode == 3
    assert why in done.stderr
    assert not list((tmp_path / "data").iterdir())


def test_say_shows_each_sentence_in_phonemes(run: Run) -> None:
    done = run("say", "আজ বৃষ্টি, কাল রোদ। খবর শেষ!", "--phonemes")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("/a j/ /b r i sh T i/, /k")
    assert second == "/kh O b o r/ /sh e sh/!"


def test_say_given_a_link_or_a_file_says_which_command_reads_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.mht").write_text("কথা", encoding="utf-8")
    for source in ("https://x.example/1", "www.x.example/1", "x.example/1", "story.txt", str(tmp_path / "page.mht")):
        done = run("say", source, "--phonemes")
        assert (done.returncode, "audionews make" in done.stderr) == (2, True), source
    assert run("say", "আজ ২৩.৫/৪ ডিগ্রি", "--phonemes").returncode == 0


def test_say_without_a_file_and_a_sound_device_says_what_is_missing(run: Run) -> None:
    done = run("say", "আজ", PATH="", ALSA_CONFIG_PATH="/nowhere")
    if done.returncode == 0:
        pytest.skip("here is a sound device, and it was heard")
    assert done.returncode == 5
    assert "-o FILE" in done.stderr


def test_a_script_shows_phonemes_below_each_sentence(run: Run, article: Path) -> None:
    done = run("script", article, "--phonemes")
    assert done.returncode == 0, done.stderr
    assert "/sh O h o r e/ /n o t u n/ /sh e t u/" in done.stdout
