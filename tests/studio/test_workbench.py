"""From pasted text to a published episode, as the page asks for it, and what stands in the files afterwards."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import soundfile
from PIL import Image
from shared import ARTICLE
from windows import OTHER, Window

from audionews import editing
from audionews.engines.tone import ToneEngine
from audionews.settings import Settings
from audionews.sources import reading_queue
from audionews.studio import thumbnails, workbench
from audionews.studio.workbench import Studio
from audionews.support import files
from audionews.support.errors import UsageError

BAD = "<script>alert(1)</script>\"'`${7*7}\x00\x1b[2J\u202e\ud800 ]]> --> ../../etc/passwd\r\nSet-Cookie: x"


def test_from_paste_to_a_published_episode(
    window: Window, bulletin: Callable[[], str], place: tuple[str, Path]
) -> None:
    name = bulletin()
    view = window.draft(name)
    roles = [item.get("role", "story") for item in view["items"]]
    assert roles == ["greeting", "headline", "story", "story", "signoff"]
    first = window.stories(name)[0]
    assert first["headline"] == "শহরে নতুন সেতু"
    assert [line["reason"] for line in first["lines"] if line["kind"] == "struck"] == ["related-link"]
    assert first["lines"][1]["said"] == "সেতুটির দৈর্ঘ্য চারশো পঞ্চাশ মিটার।"
    made = window.finished(window.ask("POST", f"/api/drafts/{name}/make"))
    assert made["state"] == "done", made
    page = window.ask("GET", made["result"]["page"])
    assert page.status_code == 200
    assert "শহরে নতুন সেতু" in page.text
    sent = window.finished(
        window.ask("POST", "/api/publish", {"draft": name, "target": str(place[1] / "site"), "on": True})
    )
    assert sent["state"] == "done", sent
    assert (place[1] / "site" / "feed.xml").is_file()
    assert editing.open_draft(place[1] / "drafts" / f"{name}.md").head.title == view["title"]


def test_an_edit_in_one_window_and_one_in_another_are_both_kept(window: Window, bulletin: Callable[[], str]) -> None:
    name = bulletin()
    old = window.draft(name)["version"]
    one, two = window.stories(name)
    first, second = one["lines"][0]["text"], two["lines"][0]["text"]
    assert window.do(
        name, {"do": "reword", "part": one["key"], "line": 0, "was": first, "text": "নতুন কথা।"}, old
    ).is_success
    late = {"do": "strike", "part": two["key"], "line": 0, "was": second}
    assert window.do(name, late, old).is_success, "it was meant for another sentence"
    again = {"do": "reword", "part": one["key"], "line": 0, "was": first, "text": "অন্য কথা।"}
    assert window.do(name, again, old).status_code == 409, "that sentence is another now"
    assert window.do(name, {"do": "title", "text": "নাম"}, old).status_code == 409, "it would hide what was changed"
    one, two = window.stories(name)
    assert one["lines"][0]["text"] == "নতুন কথা।"
    assert two["lines"][0]["kind"] == "struck"


def test_changes_are_taken_back_one_by_one_unless_somebody_else_came_between(
    window: Window, bulletin: Callable[[], str], place: tuple[str, Path]
) -> None:
    name = bulletin()
    path = place[1] / "drafts" / f"{name}.md"
    before = path.read_bytes()
    for text in ("এক", "দুই"):
        window.do(name, {"do": "title", "text": text})
    assert window.ask("POST", f"/api/drafts/{name}/undo").json()["title"] == "এক"
    assert window.ask("POST", f"/api/drafts/{name}/undo").is_success
    assert path.read_bytes() == before
    window.do(name, {"do": "title", "text": "তিন"})
    path.write_text(path.read_text(encoding="utf-8").replace("তিন", "চার"), encoding="utf-8")  # in an editor
    assert window.draft(name)["title"] == "চার"
    assert window.ask("POST", f"/api/drafts/{name}/undo").status_code == 409


def test_whatever_was_done_is_there_after_a_crash(
    window: Window, bulletin: Callable[[], str], place: tuple[str, Path]
) -> None:
    name = bulletin()
    window.do(name, {"do": "title", "text": "যা রাখা হল"})
    other = Studio(place[1] / "drafts", Settings().having(engine="tone", output=place[1] / "output"))
    assert other.shown(other.shelf.get(name))["items"] == window.draft(name)["items"]
    assert ("যা রাখা হল") in {title for _, title in other.shelf.titles()}


def test_a_draft_that_was_put_away_can_be_found_again(window: Window, place: tuple[str, Path]) -> None:
    name = window.new()
    assert name not in {one["name"] for one in window.ask("DELETE", f"/api/drafts/{name}").json()["drafts"]}
    assert list((place[1] / "drafts" / "old").glob(f"{name}-*.md"))
    assert window.ask("GET", f"/api/drafts/{name}").status_code == 400


def test_one_sentence_of_three_hundred_is_edited_and_heard_and_nothing_else_is_said(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    speak = ToneEngine.speak

    def counted(self: ToneEngine, text: str, voice: str) -> Any:
        said.append(text)
        return speak(self, text, voice)

    monkeypatch.setattr(ToneEngine, "speak", counted)
    name = window.new()
    text = "\n\n".join(f"{number} নম্বর বাক্যে একটি নতুন কথা আছে।" for number in range(300))
    assert window.add(name, f"একটি দীর্ঘ খবর\n\n{text}")["state"] == "done"
    story = window.stories(name)[0]
    line = story["lines"][150]
    edit = {"do": "reword", "part": story["key"], "line": 150, "was": line["text"], "text": "এই বাক্যটি বদলে গেল।"}
    assert window.do(name, edit).is_success
    sound = window.ask("POST", f"/api/drafts/{name}/hear", {"text": "এই বাক্যটি বদলে গেল।"})
    assert sound.headers["content-type"] == "audio/wav"
    samples, rate = soundfile.read(io.BytesIO(sound.content))
    assert len(samples) > rate / 4
    assert said == ["এই বাক্যটি বদলে গেল।"]


def test_a_word_is_shown_heard_and_changed(
    window: Window, bulletin: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audionews.planning.lexica.config_home", lambda: tmp_path / "config")
    name = bulletin()
    asked = window.ask("POST", f"/api/drafts/{name}/word", {"word": "বিজ্ঞান"}).json()
    assert (asked["said"], asked["own"]) == ("বিজ্ঞান", "")
    assert asked["sounds"].startswith("/b i")
    tried = window.ask("POST", f"/api/drafts/{name}/word", {"word": "সেতু", "said": "/b i g g a n/"}).json()
    assert tried["sounds"] == "/b i g g a n/"
    assert window.ask("POST", f"/api/drafts/{name}/word", {"word": "সেতু", "said": "bridge"}).status_code == 400
    heard = window.ask("POST", f"/api/drafts/{name}/hear", {"text": "সেতু", "word": "সেতু", "said": "ব্রিজ"})
    assert heard.is_success
    assert window.do(name, {"do": "word", "word": "সেতু", "said": "ব্রিজ", "always": True}).json()["words"] == {
        "সেতু": "ব্রিজ"
    }
    window.do(name, {"do": "word", "word": "সেতু\n", "said": "পুল\t", "always": True})
    assert (tmp_path / "config" / "lexicon.tsv").read_text(encoding="utf-8") == "সেতু\tপুল\n"
    assert window.stories(name)[0]["said"] == "শহরে নতুন পুল"


def test_the_same_news_twice_is_marked_and_made_one(window: Window) -> None:
    name = window.new()
    long = ARTICLE + " ".join(f"সেতুর {n} নম্বর স্তম্ভ তৈরি করতে অনেক সময় লেগেছে।" for n in range(5))
    window.add(name, long)
    window.add(name, long.replace("শহরে নতুন সেতু", "নতুন সেতু শহরে"))
    one, two = window.stories(name)
    assert (one["doubles"], two["doubles"]) == ([two["key"]], [one["key"]])
    assert window.do(name, {"do": "merge", "part": two["key"], "into": one["key"]}).is_success
    assert len(window.stories(name)) == 1


def test_stories_that_are_added_keep_to_the_length(window: Window) -> None:
    name = window.new()
    long = "\n\n".join(f"{number} নম্বর বাক্যে একটি নতুন কথা জানানো হয়েছে।" for number in range(30))
    window.add(name, f"একটি খবর\n\n{long}")
    whole = window.draft(name)["seconds"]
    assert window.do(name, {"do": "length", "minutes": 1}).json()["seconds"] < 70 < whole
    window.add(name, f"আর একটি খবর\n\n{long.replace('নতুন', 'পুরনো')}")
    assert window.draft(name)["seconds"] < 70
    assert all(any(line["reason"] == "max-minutes" for line in story["lines"]) for story in window.stories(name))
    assert window.do(name, {"do": "length", "minutes": 0}).json()["seconds"] > 2 * whole - 30


def test_files_are_read_under_their_names(window: Window) -> None:
    name = window.new()
    path = f"/api/drafts/{name}/file?name=..%2F..%2Fখবর+১.txt"
    done = window.finished(window.client.post(path, content=OTHER.encode()))
    assert done["result"]["stories"] == 1
    assert window.stories(name)[0]["source"] == "../../খবর ১.txt", "what it was called, and nowhere a path"
    assert window.client.post(path, content=b"").status_code == 400
    assert window.finished(window.client.post(path, content=b"\x00\x01\x02"))["state"] == "failed"


def test_many_files_dropped_at_once_are_all_read(window: Window) -> None:
    name = window.new()
    begun = [
        window.client.post(f"/api/drafts/{name}/file?name={number}.txt", content=f"খবর {number}\n\n{OTHER}".encode())
        for number in range(9)
    ]
    assert all(window.finished(one)["state"] == "done" for one in begun)
    assert {story["source"] for story in window.stories(name)} == {f"{number}.txt" for number in range(9)}


def test_only_what_somebody_chose_is_read(window: Window, place: tuple[str, Path]) -> None:
    name = window.new()
    assert workbench.links_of("https://a.example/x\nhttps://b.example/") == [
        "https://a.example/x",
        "https://b.example/",
    ]
    for text in ("/etc/passwd https://a.example/", "file:///etc/passwd", "দেখুন https://a.example/"):
        assert workbench.links_of(text) == []
    for sources in (["/etc/passwd"], ["../drafts"], ["-"]):
        assert window.ask("POST", f"/api/drafts/{name}/add", {"sources": sources}).status_code == 400
    assert window.ask("POST", "/api/feeds", {"url": "javascript:x", "on": True}).status_code == 400
    feed = "https://feeds.example/all.xml"
    assert window.ask("POST", "/api/feeds", {"url": feed, "on": True}).json() == [feed]
    assert window.ask("GET", "/api/state").json()["feeds"] == [feed]
    assert window.ask("POST", "/api/feeds", {"url": feed, "on": False}).json() == []


def test_the_reading_queue_goes_into_a_draft(window: Window, place: tuple[str, Path]) -> None:
    queue = reading_queue.place(place[1] / "output")
    reading_queue.add(queue, [], [OTHER])
    assert window.ask("GET", "/api/state").json()["queued"] == 1
    name = window.new()
    assert window.finished(window.ask("POST", f"/api/drafts/{name}/add", {"sources": ["queue"]}))["state"] == "done"
    assert [story["headline"] for story in window.stories(name)] == ["বন্দরে জাহাজ"]
    assert reading_queue.waiting(queue) == []


def test_a_picture_is_drawn_anew_and_nothing_else_is_one() -> None:
    out = io.BytesIO()
    Image.new("RGB", (900, 300), "red").save(out, "PNG")
    with Image.open(io.BytesIO(thumbnails.drawn(out.getvalue()))) as small:
        assert (small.format, small.size) == ("JPEG", (320, 240))
    for data in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", out.getvalue()[:100]):
        with pytest.raises(UsageError):
            thumbnails.drawn(data)


def test_news_come_as_they_happen(window: Window, bulletin: Callable[[], str]) -> None:
    name = bulletin()
    seen: list[dict[str, Any]] = []
    with window.client.stream("GET", "/api/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if not line.startswith("data: "):
                continue
            seen.append(json.loads(line.removeprefix("data: ")))
            if len(seen) == 1:
                version = window.do(name, {"do": "title", "text": "নতুন নাম"}).json()["version"]
                window.add(name, "আর একটি খবর\n\nআর একটি কথা বলা হল।")
            if seen[-1]["kind"] == "errand" and seen[-1]["errand"]["state"] == "done":
                break
    assert seen[0]["kind"] == "errands"
    assert {"kind": "draft", "name": name, "version": version} in seen


def test_a_sentence_is_heard_in_the_voice_that_it_has(window: Window, bulletin: Callable[[], str]) -> None:
    path, given = f"/api/drafts/{bulletin()}/hear", {"text": "একটি বাক্য।"}
    heard = {
        voice: window.ask("POST", path, given | {"voice": voice}).content for voice in ("", "tone:low", "tone:high")
    }
    assert heard["tone:low"] != heard["tone:high"]
    assert heard[""] == heard["tone:low"]
    assert window.ask("POST", path, given | {"voice": "nobody"}).status_code == 400
    assert window.ask("POST", path, {"text": " "}).status_code == 400
    assert (
        window.ask("POST", path, {"text": "২০", "spoken": "২০ টাকা"}).content
        == window.ask("POST", path, {"text": "২০ টাকা"}).content
    )


DEEDS: list[dict[str, Any]] = [
    {"do": "move", "before": BAD},
    {"do": "pin", "on": True},
    {"do": "headline", "text": BAD},
    {"do": "reword", "line": 0, "text": BAD},
    {"do": "say", "line": 1, "spoken": BAD},
    {"do": "add", "line": 0, "text": BAD},
    {"do": "story-voice", "voice": BAD},
    {"do": "voice", "voice": BAD, "headlines": False},
    {"do": "title", "text": BAD},
    {"do": "word", "word": BAD, "said": BAD},
    {"do": "preset", "preset": BAD},
    {"do": "length", "minutes": -1},
    {"do": "merge", "into": BAD},
    {"do": BAD},
]


def test_hostile_texts_go_through_every_field_and_stay_text(
    window: Window, bulletin: Callable[[], str], place: tuple[str, Path]
) -> None:
    name = bulletin()
    for deed in DEEDS:
        view = window.draft(name)  # what the deed before left can be read
        story = next(item for item in view["items"] if item["kind"] == "story")
        was = story["headline"] if deed["do"] == "headline" else story["lines"][deed.get("line", 0)]["text"]
        done = window.client.post(
            f"/api/drafts/{name}/deed",
            content=json.dumps({"part": story["key"], "was": was, **deed}),
            headers={"If-Match": f'"{view["version"]}"'},
        )
        assert done.status_code in {200, 400, 409}, (deed, done.text)
        assert done.headers["content-type"] == "application/json"
    assert not any(sign in window.ask("GET", f"/api/drafts/{name}").text for sign in ("\\u0000", "\\u001b", "\\u202e"))
    editing.open_draft(place[1] / "drafts" / f"{name}.md")


@pytest.mark.parametrize(
    "body", [b"[]", b"7", b"{", b"\xff", b"[" * 100_000, b'{"do": 7}', b'{"do": "pin", "part": []}']
)
def test_a_request_that_means_nothing_is_told_so(window: Window, bulletin: Callable[[], str], body: bytes) -> None:
    name = bulletin()
    for path in ("deed", "hear", "word", "add"):
        answer = window.client.post(f"/api/drafts/{name}/{path}", content=body, headers={"If-Match": '"x"'})
        assert answer.status_code == 400, path
        assert answer.json()["error"]


def test_who_can_speak_is_told_with_where_the_text_would_go(window: Window) -> None:
    voices = {voice["name"]: voice for voice in window.ask("GET", "/api/voices").json()}
    assert voices["tone:low"]["host"] == ""
    assert all(voice["host"] for name, voice in voices.items() if name.startswith(("gtts:", "edge:")))


def test_what_a_killed_studio_was_writing_goes_with_the_next(tmp_path: Path) -> None:
    left = [folder / files.hidden_name("2026-11-23.md") for folder in (tmp_path, tmp_path / "old")]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_text("half")
    Studio(tmp_path, Settings())
    assert not any(path.exists() for path in left)
