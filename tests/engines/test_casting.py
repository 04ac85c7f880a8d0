"""Who speaks: chosen, at hand, by role, by story, from another engine."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import services
from shared import ROOT

from audionews import casting, episode, scripting
from audionews.engines import registry
from audionews.model import Article, Role, Script, Segment
from audionews.planning import estimate
from audionews.settings import Settings, VoicesSettings, resolve, settings_from_values
from audionews.support.errors import NotReady, UsageError
from audionews.support.events import Event, Note, ignore
from audionews.support.retry import Patience
from audionews.synthesis import verification
from audionews.upkeep import doctor, sampling


def readers(asked: Settings) -> dict[Role, str]:
    cast = casting.cast(asked, None, ignore)
    return {role: f"{part.engine.name}:{part.voice}" for role, part in cast.parts.items()}


def test_two_readers_of_one_engine() -> None:
    found = readers(Settings().having(engine="espeak"))
    assert found[Role.BODY] == found[Role.GREETING] == "espeak:bn"
    assert found[Role.HEADLINE] == found[Role.INTRO] == found[Role.RECAP] == "espeak:bn+f3"


def test_readers_of_two_engines() -> None:
    found = readers(Settings().having(engine="espeak", headline_voice="tone:high", voices={"greeting": "tone:low"}))
    assert (found[Role.BODY], found[Role.HEADLINE], found[Role.GREETING]) == ("espeak:bn", "tone:high", "tone:low")


def test_a_story_has_a_reader_of_its_own() -> None:
    asked = Settings().having(engine="espeak", story_voices={"*dhaka*": "bn+m3", "খেলা": "tone:high"})
    articles = (Article("seeds/04-dhaka.txt", ""), Article("b.txt", "", section="খেলা"), Article("c.txt", ""))
    written = Script("", date(2026, 11, 23), "bn-IN", articles, ())
    cast = casting.assigned(casting.cast(asked, None, ignore), written, asked)
    assert {number: part.voice for number, part in cast.stories.items()} == {0: "bn+m3", 1: "high"}


def test_speakers_have_voices_beside_the_readers_where_the_engine_has_more_than_one() -> None:
    def voices(engine: str, speakers: int, **asked: object) -> list[str]:
        cast = casting.cast(Settings().having(engine=engine, speakers=speakers, **asked), None, ignore)
        lines = [Segment(Role.BODY, "ক", "ক", 0, speaker=number) for number in range(3)]
        return [cast.part(line).voice for line in lines]

    assert voices("espeak", 1) == ["bn", "bn", "bn"]
    assert voices("espeak", 2) == ["bn", "bn+f3", "bn+f3"]
    assert voices("espeak", 3, voice="bn+f3") == ["bn+f3", "bn", "bn+m3"]
    alone = casting.cast(Settings().having(engine="espeak"), None, ignore)
    assert alone.speakers == (), "as for an engine with one voice"


def test_stories_and_engines_come_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "audionews.toml"
    file.write_text(
        '[voices]\nbody = "bn+m3"\n[voices.stories]\n"*dhaka*" = "tone:low"\n'
        '[engines.gtts]\ntld = "co.in"\n[engines.command]\nargs = ["say", "{output}"]\n',
        encoding="utf-8",
    )
    made = settings_from_values(resolve({}, file, {})).voices
    assert made.stories == {"*dhaka*": "tone:low"}
    assert made.engines == {"gtts": {"tld": "co.in"}, "command": {"args": ["say", "{output}"]}}


def test_the_settings_on_the_page_are_settings(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    blocks = [one.split("```")[0] for one in page.split("```toml\n")[1:] if "[engines." in one.split("```")[0]]
    assert len(blocks) >= 6
    for number, block in enumerate(blocks):
        file = tmp_path / f"{number}.toml"
        file.write_text(block, encoding="utf-8")
        made = settings_from_values(resolve({}, file, {})).voices
        for name in registry.names(made.engines):
            registry.configured(name, made.engines)
        assert made.fallback == (("edge", "espeak") if not number else VoicesSettings().fallback)


@pytest.mark.parametrize("voice", ["bn+x9", "espeak:nobody", "edge:nobody"])
def test_an_unknown_voice_is_an_error_of_use(voice: str) -> None:
    with pytest.raises((UsageError, NotReady)):
        casting.cast(Settings().having(engine="espeak", voice=voice), None, ignore)


def test_auto_takes_google_where_it_answers(google: services.Service) -> None:
    heard: list[Event] = []
    assert casting.cast(Settings().having(online=True), None, heard.append).engine.name == "gtts"
    assert google.texts == ["খবর"]
    [note] = heard
    assert isinstance(note, Note)
    assert "gtts" in note.text


@pytest.mark.parametrize("fault", ["hang", "429", "html", "reset"])
def test_auto_takes_the_built_in_voice_where_it_does_not(google: services.Service, fault: str) -> None:
    google.behave = lambda *_: fault
    assert casting.cast(Settings().having(online=True), None, ignore).engine.name == "espeak"


@pytest.mark.parametrize("online", [None, False])
def test_auto_sends_nothing_where_nobody_has_allowed_it(google: services.Service, online: bool | None) -> None:
    heard: list[Event] = []
    assert casting.cast(Settings().having(online=online), None, heard.append).engine.name == "espeak"
    assert google.texts == []
    [note] = heard
    assert isinstance(note, Note)
    assert ("online = true" in note.text) is (online is None)


@pytest.fixture
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))


@pytest.mark.usefixtures("_cache_of_its_own")
def test_an_episode_of_google_stays_offline_and_without_leave(google: services.Service, article: Path) -> None:
    allowed = Settings().having(online=True, output=article.parent / "out", date="2026-11-23")
    day = episode.make([str(article)], allowed)[1]
    assert {line.engine for line in day.segments if line.engine} == {"gtts"}
    asked = len(google.texts)
    for change in ({"offline": True}, {"online": None}, {"engine": "gtts", "offline": True}):
        same = episode.make([str(article)], allowed.having(**change))[1]
        assert (same.recipe, same.audio.sha256) == (day.recipe, day.audio.sha256)
    article.write_text(article.read_text("utf-8").replace("৪৫০", "৪৬০"), encoding="utf-8")
    with pytest.raises(NotReady):
        episode.make([str(article)], allowed.having(engine="gtts", offline=True))
    after = episode.make([str(article)], allowed.having(offline=True))[1]
    assert {line.engine for line in after.segments if line.engine} == {"espeak"}, "one voice for the whole"
    assert not after.degraded
    assert len(google.texts) == asked


@pytest.mark.usefixtures("_cache_of_its_own")
def test_offline_a_remade_sentence_alone_has_another_voice(google: services.Service, article: Path) -> None:
    made = episode.make([str(article)], Settings().having(engine="gtts", output=article.parent / "out"))[1]
    number = next(n for n, line in enumerate(made.segments) if "৪৫০" in line.text)

    def edit(written: Script) -> Script:
        lines = [
            replace(line, spoken=line.spoken + " ঠিক") if n == number else line
            for n, line in enumerate(written.segments)
        ]
        return replace(written, segments=tuple(lines))

    asked = len(google.texts)
    _, after = episode.remake(made.folder, Settings().having(offline=True), edit)
    assert [n for n, line in enumerate(after.segments) if line.engine == "espeak"] == [number]
    assert "--offline" in after.degraded[0].why
    _, after = episode.remake(made.folder, Settings(), edit)
    assert after.degraded == ()
    assert len(google.texts) > asked, "who remakes an episode means its voices"


def test_offline_asks_nobody(google: services.Service) -> None:
    assert casting.cast(Settings().having(offline=True), None, ignore).engine.name == "espeak"
    with pytest.raises(NotReady, match="needs a network"):
        casting.cast(Settings().having(engine="gtts", offline=True), None, ignore)
    assert google.texts == []


def test_text_that_stays_here_is_never_sent_away_by_a_fallback() -> None:
    asked = Settings().having(engine="tone")
    names = [team.engine.name for team in casting.fallbacks(asked, casting.cast(asked, None, ignore))]
    assert "espeak" in names
    assert not {"gtts", "edge"} & set(names)
    asked = Settings().having(engine="gtts")
    names = [team.engine.name for team in casting.fallbacks(asked, casting.cast(asked, None, ignore))]
    assert names[0] == "gtts"
    assert names[-1] == "espeak"
    assert not list(casting.fallbacks(Settings().having(engine="gtts", fallback=()), casting.cast(asked, None, ignore)))


def test_a_dry_run_tells_and_asks_nobody(google: services.Service, article: Path) -> None:
    asked = Settings().having(engine="gtts", jobs=2)
    written = scripting.write_script([str(article)], asked)
    plan = scripting.estimate_of(written, asked)
    [share] = plan.shares
    assert (share.engine, share.host, share.known, share.dollars) == ("gtts", "translate.google.com", 0, 0.0)
    assert share.requests >= share.sentences > 5
    assert share.seconds == pytest.approx(share.requests * 0.5 / 2)
    assert share.characters == pytest.approx(
        sum(len(text) for text in {one.spoken for one in written.segments}), abs=20
    )
    assert 0.3 < plan.minutes < 2
    assert google.texts == []
    assert any("the text goes to translate.google.com" in line for line in estimate.described(plan))
    heard = scripting.estimate_of(written, asked.having(verify={"on": True, "url": "https://a.example/v1"}))
    assert "The sound goes to a.example, which is to verify it" in estimate.described(heard)
    heard = scripting.estimate_of(written, asked.having(verify={"on": True, "url": "http://localhost:9/v1"}))
    assert heard.heard_by is None
    episode.make([str(article)], Settings().having(engine="gtts", output=article.parent / "out"))
    assert len(google.texts) == share.requests
    asked = Settings().having(engine="gtts")
    plan = scripting.estimate_of(scripting.write_script([str(article)], asked), asked)
    assert plan.shares[0].requests == 0


def test_the_doctor_is_quick_and_finds_the_built_in_voice(google: services.Service, tmp_path: Path) -> None:
    begun = time.monotonic()
    found = {one.what: one for one in doctor.diagnose(Settings().having(output=tmp_path / "out"))}
    assert found["espeak"].state == "good"
    assert found["gtts"].says == "ready, translate.google.com answers"
    assert found["output"].state == "good"
    assert time.monotonic() - begun < 30
    assert not (tmp_path / "out").exists()
    assert google.texts == []


def test_the_doctor_names_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    found = {
        one.what: one for one in doctor.diagnose(Settings().having(output=tmp_path / "file" / "out", offline=True))
    }
    assert found["output"].state == "bad"


def test_each_ready_voice_says_a_sentence(tmp_path: Path) -> None:
    paths = list(sampling.samples(tmp_path, Settings().having(offline=True)))
    assert {"espeak-bn.mp3", "espeak-bn+f3.mp3", "tone-low.mp3"} <= {path.name for path in paths}
    assert all(path.stat().st_size > 10_000 for path in paths)


@pytest.mark.parametrize("voice", ["sarvam:ritu", "neural:bn_BD-google-medium"])
def test_a_roles_voice_that_is_not_here_falls_back_as_one_that_fails(
    voice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path))
    monkeypatch.delenv("SARVAM_API_KEY", raising=False)
    source = tmp_path / "a.txt"
    source.write_text("শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে।", encoding="utf-8")
    asked = Settings().having(
        engine="tone", headline_voice=voice, fallback=("espeak",), output=tmp_path / "out", profiles=("small",)
    )
    assert readers(asked)[Role.BODY] == "tone:low"
    foretold = "\n".join(estimate.described(scripting.estimate_of(scripting.write_script([str(source)], asked), asked)))
    assert "cannot speak here: There is no" in foretold or "cannot speak here: No neural voice" in foretold
    _, made = episode.make([str(source)], asked)
    wanted = voice.partition(":")[0]
    assert {(one.wanted, one.used) for one in made.degraded} == {(wanted, "espeak")}
    assert {made.segments[one.segment].role for one in made.degraded} == {"intro"}
    with pytest.raises(NotReady):
        episode.make([str(source)], asked.having(fallback=()))


def test_the_stories_voice_must_be_here() -> None:
    with pytest.raises(NotReady, match="SARVAM_API_KEY"):
        casting.cast(Settings().having(engine="espeak", voice="sarvam:ritu"), None, ignore)


def test_a_spent_budget_falls_back_or_ends_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path / "data"))
    source = tmp_path / "a.txt"
    lines = [f"{place} একটি নতুন সেতু খুলেছে।" for place in ("উত্তরে", "দক্ষিণে", "পূর্বে", "পশ্চিমে")]
    source.write_text("শহরে নতুন সেতু\n\n" + "\n".join(lines), encoding="utf-8")
    heard: list[Event] = []
    asked = Settings().having(
        engine="tone",
        options={"tone": {"price": 1000, "budget": 0.12}},
        jobs=1,
        fallback=("espeak",),
        output=tmp_path / "out",
        profiles=("small",),
    )
    _, made = episode.make([str(source)], asked, on_event=heard.append)
    assert {(one.wanted, one.used) for one in made.degraded} == {("tone", "espeak")}
    assert any(line.engine == "tone" for line in made.segments)
    [told] = [event.text for event in heard if isinstance(event, Note) and event.text.startswith("tone:")]
    assert "of this month's $0.12 are spent, which is not enough" in told
    with pytest.raises(NotReady, match="budget of") as caught:
        episode.make([str(source)], asked.having(fallback=(), title="x"))
    assert "engines.tone.budget" in str(caught.value.hint)


@pytest.mark.usefixtures("_cache_of_its_own")
def test_the_plan_counts_what_a_listener_is_tried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_PATIENCE", Patience(attempts=1))
    source = tmp_path / "a.txt"
    source.write_text("শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে।", encoding="utf-8")
    plain = Settings().having(engine="tone", headline_voice="espeak:bn", output=tmp_path / "out")
    asked = plain.having(verify={"on": True, "url": "http://127.0.0.1:9/v1"})
    written = scripting.write_script([str(source)], plain)

    def requests(settings: Settings) -> dict[str, int]:
        return {share.engine: share.requests for share in scripting.estimate_of(written, settings).shares}

    tried = {name: count + 8 for name, count in requests(plain).items()}
    assert requests(asked) == tried
    away = {"on": True, "url": "https://listener.example.org/v1"}
    assert requests(asked.having(verify=away, offline=True)) == requests(plain)
    episode.make([str(source)], asked)
    assert requests(asked) == {"tone": 0, "espeak": 8}, "kept as all that was spoken; nobody listened any more"


def test_the_plan_tells_cost_pace_and_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARVAM_API_KEY", "x")
    asked = Settings().having(engine="sarvam", options={"sarvam": {"budget": 0.0001}})
    said = tuple(Segment(Role.BODY, "", f"{number} নম্বর বাক্য", 0) for number in range(70))
    plan = scripting.estimate_of(Script("", date(2026, 11, 23), "bn-IN", (), said), asked)
    [share] = plan.shares
    assert (share.requests, share.seconds) == (70, 120.0), "thirty a minute"
    assert share.dollars == pytest.approx(share.characters * 34e-6)
    assert share.exceeds
    assert "which is not enough" in estimate.described(plan)[2]
    together = Settings().having(engine="sarvam", budget=0.0001)
    [share] = scripting.estimate_of(Script("", date(2026, 11, 23), "bn-IN", (), said), together).shares
    assert (share.budget, share.exceeds) == (0.0001, True)
