"""Everything that others send is bounded: in time, in memory, in number; and their code costs itself alone."""

import contextlib
import io
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from datetime import time as clock
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fault_runs import FULL, Row

from audionews import editing
from audionews.audio import decoder
from audionews.engines import registry
from audionews.engines.command import CommandEngine
from audionews.engines.openai import OpenaiEngine
from audionews.model import Speech, Word
from audionews.publish.delivery import hosts
from audionews.rundown.headline import LONGEST_DECLARED, headline
from audionews.sources import html_tree
from audionews.sources.pasted.text import markdown_title, read_text, without_markdown
from audionews.support import programs, strangers, toml_file
from audionews.support.errors import AudioError, NotReady, SourceError, StorageError, TryLater, UsageError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Patience
from audionews.support.timer import Timer
from audionews.synthesis.answer_check import nonsense

STAGES: dict[str, tuple[bytes, bytes]] = {  # what comes at once, and what drips for ever
    "status line": (b"", b"H"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
    "a header": (b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
    "100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"),
    "chunk size": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "chunk extension": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
    "trailers": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"X-A: b\r\n"),
}


@pytest.fixture
def dripping() -> Iterator[Callable[[bytes, bytes], int]]:
    """Start a server that sends something, and then a little for ever; return its port."""
    listeners: list[socket.socket] = []
    threads, over = list[threading.Thread](), threading.Event()

    def start(first: bytes, drop: bytes) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def drip() -> None:
            with contextlib.suppress(OSError):
                line, _ = listener.accept()
                with line:
                    line.recv(65_536)
                    line.sendall(first)
                    while not over.is_set():
                        line.sendall(drop)
                        over.wait(0.02)

        threads.append(threading.Thread(target=drip, daemon=True))
        threads[-1].start()
        return int(listener.getsockname()[1])

    yield start
    over.set()
    for thread in threads:
        thread.join(10)
    for listener in listeners:
        listener.close()


@pytest.mark.row("429, 5xx, time-out, reset, slow drip, redirect loop")
@pytest.mark.parametrize("stage", STAGES)
def test_a_speech_service_that_drips_at_any_stage_is_waited_for_so_long_and_no_longer(
    dripping: Callable[[bytes, bytes], int], row: Row, stage: str
) -> None:
    engine = OpenaiEngine(url=f"http://127.0.0.1:{dripping(*STAGES[stage])}", total=0.3)
    with row.case(f"speech, {stage}"):
        begun = time.monotonic()
        with pytest.raises(TryLater):
            engine.speak("খবর", "any")
        assert time.monotonic() - begun < 5


@pytest.mark.row("429, 5xx, time-out, reset, slow drip, redirect loop")
@pytest.mark.parametrize("way", ["page", pytest.param("download", marks=pytest.mark.slow)])
@pytest.mark.parametrize("stage", STAGES)
def test_a_site_that_drips_at_any_stage_is_waited_for_so_long_and_no_longer(
    dripping: Callable[[bytes, bytes], int], tmp_path: Path, row: Row, stage: str, way: str
) -> None:
    if not FULL and stage != "headers":
        pytest.skip("not in the sample")
    reach = Reach(allow_private=True, connect=0.3, read=0.3, exchange=0.3, patience=Patience(attempts=1))
    url = f"http://127.0.0.1:{dripping(*STAGES[stage])}/"
    with row.case(f"{way}, {stage}"), Fetcher(reach) as asking:
        begun = time.monotonic()
        with pytest.raises(SourceError):
            if way == "page":
                asking.fetch(url)
            else:
                asking.download(url, tmp_path / "file", digest=None, most=9999)
        assert time.monotonic() - begun < 5
        assert not list(tmp_path.iterdir()), "a part is left"


def test_a_small_file_of_much_sound_is_refused() -> None:
    data = io.BytesIO()
    soundfile.write(data, np.zeros(8000 * (decoder.LONGEST + 60), np.int16), 8000, format="FLAC", subtype="PCM_16")
    assert len(data.getvalue()) < 300_000
    with pytest.raises(AudioError, match="longer than"):
        decoder.decode(data.getvalue(), "It")


@pytest.mark.parametrize("form", ["a{0}=1 ", "a{0} ", 'a{0}="<" ', "a{0}='>' ", '" a{0}=1 '])
def test_an_element_of_very_many_attributes_is_refused_before_it_is_parsed(form: str) -> None:
    page = f"<html><body><p {''.join(form.format(number) for number in range(5000))}>খবর</p></body></html>"
    with pytest.raises(SourceError, match="attributes"):
        html_tree.parse(page.encode())


def test_a_page_with_a_long_value_is_read() -> None:
    page = f'<html><body><p data-x="{"a b = > " * 2000}" class="{"x " * 900}">খবর</p></body></html>'
    assert html_tree.parse(page.encode()).text_content().strip() == "খবর"


def test_headings_of_blanks_take_no_time() -> None:
    begun = time.process_time()
    without_markdown("# " + " " * 50_000 + "y")
    markdown_title("# " + " #" * 50_000 + "y\n")
    read_text("= " + " " * 50_000 + "y\n\nসোমবার সকালে বৃষ্টি হয়েছে। জল নেমেছে।\n", "pasted.adoc", zone=UTC)
    assert time.process_time() - begun < 1
    assert without_markdown("##  খবর  ## \nx") == "খবর\nx"
    assert markdown_title("# খবর #\n\nx") == ("খবর", "\nx")


def test_a_declared_headline_without_end_is_cut_at_a_clause() -> None:
    title, rest = headline("মেঘে ঢাকা আকাশ, " * 30_000, ["প্রথম বাক্য।", "দ্বিতীয়।"])
    assert 0 < len(title) <= LONGEST_DECLARED
    assert rest == ["প্রথম বাক্য।", "দ্বিতীয়।"]


@pytest.mark.parametrize("text", [".".join("a" * 5000) + " = 1", "a = " + "[" * 100_000, "a" + ".b" * 200 + "=1"])
def test_toml_that_takes_for_ever_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line"):
        toml_file.tree(text)
    assert toml_file.tree('a = "' + "." * 500 + '"') == {"a": "." * 500}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end")
def test_a_script_file_without_an_end_is_refused() -> None:
    with pytest.raises(UsageError, match="more than"):
        editing.open_draft(Path("/dev/zero"))


def test_a_store_that_cannot_be_reached_is_named_and_its_password_is_not() -> None:
    with pytest.raises(StorageError, match=r"127\.0\.0\.1:1") as caught:
        hosts.remote("ftp://desk:SECRET@127.0.0.1:1/news")
    assert "SECRET" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_a_program_is_held_to_its_bounds(tmp_path: Path) -> None:
    engine = CommandEngine(args=["sh", "-c", "yes complaint >&2 & yes"], seconds=30)
    with pytest.raises(TryLater, match="more than"):
        engine.speak("খবর", "default")
    fifo = CommandEngine(args=["sh", "-c", 'mkfifo "$0"', "{output}"], seconds=30)
    with pytest.raises(TryLater, match="no file of sound"):
        fifo.speak("খবর", "default")
    left = tmp_path / "left"
    with pytest.raises(Exception, match="timed out"):
        programs.run(["sh", "-c", f"(sleep 1; touch {left}) & sleep 60"], b"", seconds=0.2, most=9)
    assert programs.run([sys.executable, "-c", "print(input())"], b"a\n", seconds=30, most=9).output.strip() == b"a"
    time.sleep(1.1)
    assert not left.exists(), "what it started went on"


def test_strangers_cost_themselves_alone() -> None:
    def leave() -> None:
        raise SystemExit(3)

    class Odd(BaseException):
        def __str__(self) -> str:
            raise ZeroDivisionError

    def odd() -> None:
        raise Odd

    def mean() -> None:
        raise NotReady("on purpose")

    assert strangers.ask(lambda: 7) == 7
    with pytest.raises(strangers.StrangerError, match="SystemExit: 3"):
        strangers.ask(leave)
    with pytest.raises(strangers.StrangerError, match="Odd"):
        strangers.ask(odd)
    with pytest.raises(NotReady, match="on purpose"):
        strangers.ask(mean)
    with pytest.raises(strangers.StrangerError, match="no answer"):
        strangers.ask(threading.Event().wait, 0.05)


GOOD = np.ones(9000, np.int16)


@pytest.mark.parametrize(
    "answer",
    [
        None, "speech", Speech(GOOD.astype(float), 16000), Speech(GOOD.reshape(2, -1), 16000), Speech(GOOD, 0),
        Speech(GOOD, 1e5), Speech(GOOD, 16000, [Word(0, 1, 0, 1)]), Speech(GOOD, 16000, (Word(0, float("nan"), 0, 1),)),
        Speech(GOOD, 16000, (Word(0, 1, 0, 99),)), Speech(GOOD, 16000, ("word",)),
    ],
)  # fmt: skip
def test_nonsense_is_told_from_speech(answer: object) -> None:
    assert nonsense(answer, 4)
    assert nonsense(Speech(GOOD, 16000, (Word(0.0, 0.5, 0, 4),)), 4) is None


def test_a_key_in_the_place_of_its_variable_is_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        registry.load("openai", {"key": "sk-proj-SECRET"})
    assert "SECRET" not in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("name", "settings"), [("openai", {"connect": "5"}), ("gtts", {"total": True}), ("tone", {"rate": "x"})]
)
def test_a_setting_of_another_kind_is_named(name: str, settings: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="of another kind"):
        registry.load(name, settings)


@pytest.mark.parametrize("name", ["a\nExecStartPre=evil", "a\rb", "a\x85b", "a\u2028b"])
def test_a_folder_whose_name_would_write_lines_of_its_own_has_no_timer(name: str) -> None:
    with pytest.raises(UsageError, match="line break or control"):
        Timer((clock(7),), "Asia/Kolkata", ("audionews",), Path(name))
