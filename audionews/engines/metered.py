"""An engine that costs money, with its purse: a request is paid for before it is sent, and never above the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.support.errors import SpeechError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.engines.protocol import Engine, Limits, Voice
    from audionews.engines.spending import Purse
    from audionews.model import Speech


class EngineMeter:
    """The `engine` of the protocol, whose requests the `purse` pays for at the prices in `limits`."""

    def __init__(self, engine: Engine, limits: Limits, purse: Purse) -> None:
        self.name, self.limits, self.purse = engine.name, limits, purse
        self._engine = engine

    def voices(self) -> Sequence[Voice]:
        """Return the engine's voices."""
        return self._engine.voices()

    def ready(self) -> None:
        """Raise NotReady unless the engine can speak; what is in the purse shows when it does.

        Raises:
            NotReady: as the engine.
        """
        self._engine.ready()

    def fingerprint(self, voice: str) -> str:
        """Return the engine's: the price changes no sound."""
        return self._engine.fingerprint(voice)

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`, if the budget allows; what the service surely does not charge is not counted.

        Raises:
            NotReady: the budget would be passed.
            SpeechError: as the engine.
        """
        cost = self.limits.cost(len(text))
        if not cost:
            return self._engine.speak(text, voice)
        receipt = self.purse.spend(cost)
        try:
            return self._engine.speak(text, voice)
        except SpeechError as error:
            if not error.charged:
                self.purse.take_back(receipt)
            raise


def metered(engine: Engine, purse: Purse, price: float | None = None) -> Engine:
    """Return `engine`, with `purse` where it costs money.

    Args:
        engine: speaks.
        purse: pays.
        price: what the user says it costs, in US dollars for a million characters; None: what the engine says.

    Raises:
        UsageError: a budget is set, and no price is known.
    """
    limits = engine.limits if price is None else replace(engine.limits, price=price)
    if limits.price is None and (purse.budget is not None or (purse.total is not None and limits.network)):
        raise UsageError(
            f"The budget cannot be held: what {engine.name} costs is not known.",
            hint=f"Set engines.{engine.name}.price, in US dollars for a million characters.",
        )
    free = not limits.price and not limits.fee and price is None
    return engine if free else EngineMeter(engine, limits, purse)
