"""`audionews make` as a user meets it: what comes out, what is said, and with which exit code."""

import json
import shutil
from pathlib import Path

import mutagen.id3
import numpy as np
import pytest
import soundfile
from shared import ARTICLE, ROOT, Run, call

DAY = ("--date", "2026-11-23")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, homes: dict[str, str]) -> Path:
    """A folder in which an article was made into an episode."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "news.txt").write_text(ARTICLE, encoding="utf-8")
    done = call(folder, "make", "news.txt", *DAY, "--engine", "espeak", "--offline", **homes)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def made(first: Path, tmp_path: Path) -> Path:
    """The episode in a copy of that folder."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / "output" / "2026-11-23"


def manifest(folder: Path) -> dict:
    return json.loads((folder / "episode.json").read_text(encoding="utf-8"))


def test_an_article_becomes_a_bulletin(made: Path) -> None:
    told = manifest(made)
    roles = [segment["role"] for segment in told["segments"]]
    assert roles == (["tune"] + ["greeting"] * 3 + ["intro"] + ["body"] * 3 + ["signoff"] * 3 + ["tune"])
    said = {segment["text"]: segment["spoken"] for segment in told["segments"]}
    assert said["সেতুটির দৈর্ঘ্য ৪৫০ মিটার।"] == "সেতুটির দৈর্ঘ্য সাড়ে চারশো মিটার।" or (
        said["সেতুটির দৈর্ঘ্য ৪৫০ মিটার।"] == "সেতুটির দৈর্ঘ্য চারশো পঞ্চাশ মিটার।"
    )
    assert "বারো কোটি টাকা" in said["পুরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি।"]
    assert any("তেইশে নভেম্বর" in spoken for spoken in said.values())
    assert [line["reason"] for line in told["dropped"]] == ["related-link"]
    assert told["date"] == "2026-11-23"
    assert told["language"] == "bn"


def test_the_manifest_is_true_of_the_sound(made: Path) -> None:
    told = manifest(made)
    with soundfile.SoundFile(made / told["audio"]["file"]) as sound:
        assert sound.samplerate == told["audio"]["sample_rate"] == 44_100
        assert sound.channels == 1
    assert (made / "episode.mp3").stat().st_size == told["audio"]["bytes"]
    ends = [segment["end"] for segment in told["segments"]]
    starts = [segment["start"] for segment in told["segments"]]
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] <= told["duration"]
    assert abs(told["audio"]["loudness_lufs"] + 16) <= 0.3
    assert told["audio"]["true_peak_dbtp"] <= -1


def test_each_segment_is_heard_when_the_manifest_says(made: Path) -> None:
    told = manifest(made)
    sound, rate = soundfile.read(made / told["audio"]["file"], dtype="float32")
    assert abs(len(sound) / rate - told["duration"]) < 0.001
    for segment in told["segments"]:
        if segment["role"] == "tune":
            continue  # it dies away slowly: where it ends is a matter of the threshold
        start, end = round(segment["start"] * rate), round(segment["end"] * rate)
        around = np.abs(sound[start - rate // 5 : end + rate // 5])
        loud, faint = (np.flatnonzero(around > around.max() * 10 ** (level / 20)) - rate // 5 for level in (-36, -48))
        # A voice sets in at once but dies away: where it begins is sharp, where it ends lies between two thresholds.
        assert abs(faint[0]) / rate < 0.02
        assert loud[-1] - 0.02 * rate < end - start < faint[-1] + 0.02 * rate


def test_the_chapters_of_the_mp3_are_those_of_the_manifest(made: Path) -> None:
    tags = mutagen.id3.ID3(made / "episode.mp3")
    told = json.loads((made / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    order = tags.getall("CTOC")[0].child_element_ids
    marks = [tags[f"CHAP:{name}"] for name in order]
    assert [str(mark.sub_frames["TIT2"]) for mark in marks] == [chapter["title"] for chapter in told]
    assert [mark.start_time for mark in marks] == [round(chapter["startTime"] * 1000) for chapter in told]
    assert [chapter["title"] for chapter in told] == ["সূচনা", "শহরে নতুন সেতু", "সমাপ্তি"]


def test_the_readers_differ(made: Path) -> None:
    voices = {segment["role"]: segment["voice"] for segment in manifest(made)["segments"]}
    assert voices["greeting"] == voices["body"] != voices["intro"]
    assert voices["tune"] is None


def test_the_same_again_changes_nothing_and_says_so(run: Run, made: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in made.iterdir()}
    again = run("make", "news.txt", *DAY, "--engine", "espeak", "--offline")
    assert again.returncode == 0
    assert "unchanged" in again.stderr
    assert {path.name: path.stat().st_mtime_ns for path in made.iterdir()} == before


def test_an_edited_article_updates_the_same_folder(run: Run, made: Path) -> None:
    (made.parent.parent / "news.txt").write_text(ARTICLE.replace("৪৫০", "৫৫০"), encoding="utf-8")
    assert run("make", "news.txt", *DAY, "--engine", "espeak").returncode == 0
    assert [path.name for path in made.parent.iterdir() if path.is_dir()] == [made.name]
    assert any("৫৫০" in segment["text"] for segment in manifest(made)["segments"])


def test_another_article_of_the_day_gets_a_folder_of_its_own(run: Run, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("বৃষ্টি এল\nশনিবার বিকেলে বৃষ্টি হয়েছে। রাতেও হবে।\n", encoding="utf-8")
    done = run("make", other, *DAY, "--engine", "tone")
    assert done.stdout.strip().endswith("2026-11-23-2/episode.mp3") or "2026-11-23-2" in done.stdout
    assert manifest(made)["articles"][0]["headline"] == "শহরে নতুন সেতু"


def test_a_ruin_is_passed_over_and_kept(run: Run, made: Path) -> None:
    (made / "episode.json").write_text("{ruin", encoding="utf-8")
    done = run("make", "news.txt", *DAY, "--engine", "tone")
    assert done.returncode == 0, done.stderr
    assert str(made.name) in done.stderr
    assert (made / "episode.json").read_text(encoding="utf-8") == "{ruin"
    assert manifest(made.with_name(f"{made.name}-2"))["segments"]


def test_standard_input_and_json(run: Run, article: Path) -> None:
    done = run("make", "-", *DAY, "--engine", "tone", "--json", text=article.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["articles"][0]["source"] == "-"


def test_events_come_as_json_lines(run: Run, article: Path) -> None:
    done = run("make", article, *DAY, "--engine", "tone", "--progress", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {event["event"] for event in events} >= {"found", "progress", "finished"}
    assert events[-1]["event"] == "finished"


def test_quiet_says_nothing(run: Run, article: Path) -> None:
    assert run("make", article, *DAY, "--engine", "tone", "-q").stderr == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (bytes(range(256)) * 40, ""), (b"Only English here.", "Bengali")],
    ids=["empty", "binary", "no Bengali"],
)
def test_a_bad_article_is_skipped_by_name_and_the_rest_is_spoken(
    run: Run, article: Path, tmp_path: Path, content: bytes, reason: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    done = run("make", bad, article, *DAY, "--engine", "tone")
    assert done.returncode == 0
    assert "bad.txt" in done.stderr
    assert reason.lower() in done.stderr.lower()
    told = manifest(tmp_path / "output" / "2026-11-23")
    assert [one["source"] for one in told["skipped"]] == [str(bad)]
    assert len(told["articles"]) == 1
    assert run("make", bad, article, *DAY, "--engine", "tone", "--strict").returncode == 7
    alone = run("make", bad, *DAY, "--engine", "tone", "-o", "elsewhere")
    assert alone.returncode == 3
    assert "Traceback" not in alone.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.txt"], "missing.txt"),
        (["news.txt", "--engine", "espeek"], "espeak"),
        (["news.txt", "--engine", "tone", "--voice", "lo"], "low"),
        (["news.txt", "--preset", "nutral"], "neutral"),
        (["news.txt", "--date", "2026-13-01"], "2026-13-01"),
        (["news.txt", "--locale", "bn-IM"], "bn-IN"),
        (["news.txt", "--profile", "podkast"], "podcast"),
        ([], "seeds"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(run: Run, article: Path, arguments: list[str], says: str) -> None:
    done = run("make", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow  # it waits until the engine is given up
def test_gtts_without_a_network_is_one_sentence(run: Run, article: Path) -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    done = run("make", article, *DAY, "--engine", "gtts", "--no-fallback", **nowhere)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "Google" in done.stderr


def test_a_network_engine_offline_is_refused(run: Run, article: Path) -> None:
    done = run("make", article, "--engine", "gtts", "--offline")
    assert done.returncode == 4
    assert "network" in done.stderr


def test_auto_takes_the_built_in_voice_where_google_does_not_answer(run: Run, article: Path) -> None:
    done = run("make", article, *DAY, HTTPS_PROXY="http://127.0.0.1:9")
    assert done.returncode == 0, done.stderr
    assert "espeak" in done.stderr


@pytest.mark.slow
def test_the_seeds_make_one_episode(run: Run, tmp_path: Path) -> None:
    done = run("make", ROOT / "seeds", *DAY, "--engine", "espeak", "--strict")
    assert done.returncode == 0, done.stderr
    told = manifest(tmp_path / "output" / "2026-11-23")
    assert len(told["articles"]) == 8
    spoken = "".join(segment["spoken"] for segment in told["segments"])
    assert not any(character.isdigit() or (character.isascii() and character.isalpha()) for character in spoken)


def test_a_listener_that_is_not_there_costs_a_line(run: Run, article: Path) -> None:
    done = run("make", article, "--engine", "tone", "--offline", "--verify")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("verified") == 1
    refused = run(
        "make",
        article,
        "--engine",
        "tone",
        AUDIONEWS_VERIFY_ON="1",
        AUDIONEWS_VERIFY_KEY="sk-secret-123",
        AUDIONEWS_VERIFY_URL="http://127.0.0.1:9/v1",
    )
    assert refused.returncode == 2
    shown = run(
        "config", AUDIONEWS_VERIFY_KEY="sk-secret-123", AUDIONEWS_SOURCES="https://me:sk-secret-123@x.example/f"
    ).stdout
    assert "(hidden)" in shown
    assert "https://x.example/f" in shown
    assert "sk-secret-123" not in refused.stderr + refused.stdout + shown
