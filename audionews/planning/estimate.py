"""Before a word is spoken: how much there is to say, who would get the text, how long it would take and cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews import timeline
from audionews.engines.metered import EngineMeter
from audionews.engines.web import is_here
from audionews.support.counting import counted
from audionews.synthesis.absent import AbsentEngine
from audionews.synthesis.recording import key, requests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audionews.engines.protocol import Engine
    from audionews.model import Script
    from audionews.settings import Settings
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, RoleVoice, Task

_CHARACTERS_A_SECOND = 13.0
"""A newsreader's calm pace, measured over the articles in seeds/."""


@dataclass(frozen=True)
class Share:
    """What one engine has to do."""

    engine: str
    """Its name."""
    voices: tuple[str, ...]
    """Those of its voices that are heard."""
    host: str | None
    """The host that gets the text; None where it stays on this machine."""
    sentences: int
    """Sentences that it speaks, equal ones counted once, and those on which a listener is tried."""
    known: int
    """Sentences among them that were spoken before."""
    characters: int
    """Characters of the others."""
    requests: int
    """Requests for the others."""
    seconds: float
    """Seconds that those take, if all goes well."""
    dollars: float | None
    """What they cost, US dollars; None where no price is known."""
    budget: float | None = None
    """The budget of this month, its own or that of all engines, of which less is left; US dollars, None without one."""
    spent: float = 0.0
    """What is spent of it."""
    lacks: str | None = None
    """Why it cannot speak here, so that another one will; None where it can."""

    @property
    def matters(self) -> bool:
        """Whether somebody would want to know of it before: text leaves this machine, or it costs money."""
        return bool(self.requests) and (self.host is not None or bool(self.dollars))

    @property
    def exceeds(self) -> bool:
        """Whether it would cost more than is left of the budget."""
        return self.budget is not None and self.spent + (self.dollars or 0.0) > self.budget


@dataclass(frozen=True)
class Estimate:
    """What an episode would take."""

    sentences: int
    """Sentences that are heard."""
    minutes: float
    """Minutes of sound."""
    shares: tuple[Share, ...]
    """What each engine has to do."""
    substitutes: tuple[tuple[str, str | None], ...] = ()
    """The engines that speak what fails, in order, and the hosts that would get its text."""
    heard_by: str | None = None
    """The host that gets the sound to verify it; None where it stays on this machine."""


def of(script: Script, cast: Cast, substitutes: Iterable[Cast], store: Store, settings: Settings) -> Estimate:
    """Return what `script`, spoken by `cast`, would take beyond what is in the `store`."""
    said = [segment for segment in script.segments if segment.spoken]
    shares = of_shares(script, cast, store, settings)
    names = {share.engine for share in shares}
    speech = sum(len(segment.spoken) for segment in said) / _CHARACTERS_A_SECOND * 100 / settings.sound.rate
    others = tuple((team.engine.name, team.engine.limits.host) for team in substitutes)
    minutes = (speech + sum(timeline.pauses(script.segments))) / 60
    spare = tuple((name, host) for name, host in others if name not in names)
    return Estimate(len(said), minutes, shares, spare, _heard_by(settings))


def of_shares(script: Script, cast: Cast, store: Store, settings: Settings) -> tuple[Share, ...]:
    """Return what each engine of `cast` has to do for `script` beyond what is in the `store`."""
    wanted: dict[str, tuple[Engine, list[Task]]] = {}
    for segment in script.segments:
        if segment.spoken:
            part = cast.part(segment)
            wanted.setdefault(part.engine.name, (part.engine, []))[1].append(part.task(segment))
    if settings.verify.on and not (settings.run.offline and _heard_by(settings)):
        for part, task in _trials(script, cast, settings.verify.share):
            wanted[part.engine.name][1].append(task)
    return tuple(_share(engine, tasks, store, settings.run.jobs) for engine, tasks in wanted.values())


def _trials(script: Script, cast: Cast, share: float) -> Iterator[tuple[RoleVoice, Task]]:
    """Yield the sentences on which a listener is tried, once an engine of which it is to hear something."""
    from audionews.synthesis.cast import Task
    from audionews.synthesis.verification import chosen, known_sentences

    parts = [cast.part(script.segments[number]) for number in chosen(script.segments, share)]
    for part in {part.engine.name: part for part in reversed(parts)}.values():
        yield from ((part, Task(right, part.voice)) for right, _ in known_sentences())


def _heard_by(settings: Settings) -> str | None:
    """Return the host that would get the sound to verify it."""
    listener = urlsplit(settings.verify.url or "").hostname if settings.verify.on else None
    return listener if listener and not is_here(listener) else None


def _share(engine: Engine, tasks: list[Task], store: Store, jobs: int) -> Share:
    each = dict.fromkeys(tasks)
    missing = [task for task in each if not store.get(key(engine, task))]  # empty: forgotten
    asked = dict.fromkeys(request for task in missing for request in requests(task, engine))
    characters = sum(len(request.text) for request in asked)
    limits = engine.limits
    purse = engine.purse.tightest() if isinstance(engine, EngineMeter) else None
    return Share(
        engine=engine.name,
        voices=tuple(dict.fromkeys(task.voice for task in tasks)),
        host=limits.host,
        sentences=len(each),
        known=len(each) - len(missing),
        characters=characters,
        requests=len(asked),
        seconds=limits.seconds(len(asked), jobs),
        dollars=limits.cost(characters, len(asked)),
        budget=purse[0] if purse else None,
        spent=purse[1] if purse else 0.0,
        lacks=engine.why if isinstance(engine, AbsentEngine) else None,
    )


def described(plan: Estimate) -> list[str]:
    """Return the estimate as lines for people."""
    lines = [f"{counted(plan.sentences, 'sentence')}, about {plan.minutes:.1f} minutes of sound"]
    for share in plan.shares:
        known = f", {share.known} of them spoken before" if share.known else ""
        where = f"the text goes to {share.host}" if share.host else "the text stays on this machine"
        where = f"cannot speak here: {share.lacks}" if share.lacks else where
        lines += [
            f"{share.engine} ({', '.join(share.voices)}): {counted(share.sentences, 'different sentence')}{known}",
            f"  {told(share)}",
            f"  {where}",
        ]
    if plan.substitutes:
        chain = ", then ".join(f"{name} ({host})" if host else name for name, host in plan.substitutes)
        stays = any(host for _, host in plan.substitutes) and not all(share.host for share in plan.shares)
        here = ", and by none that sends away what is spoken on this machine" if stays else ""
        lines.append(f"What fails is spoken by {chain}{here}; --no-fallback forbids that")
    if plan.heard_by:
        lines.append(f"The sound goes to {plan.heard_by}, which is to verify it")
    return lines


def told(share: Share) -> str:
    """Return in a line how much an engine has to do, how long it takes and what it costs."""
    cost = "price not known" if share.dollars is None else _money(share.dollars) if share.dollars else "free"
    asked = f"{counted(share.characters, 'character')} in {counted(share.requests, 'request')}"
    line = f"{asked}, about {share.seconds:.0f} s, {cost}"
    if share.budget is not None:
        line += f"; {_money(share.spent)} of this month's ${share.budget:.2f} are spent"
        line += ", which is not enough" if share.exceeds else ""
    return line


def _money(dollars: float) -> str:
    return f"${dollars:.2f}" if dollars >= 0.01 or not dollars else "less than $0.01"
