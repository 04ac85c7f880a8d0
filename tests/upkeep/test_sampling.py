"""One voice asked for one sentence."""

import pytest

from audionews import episode
from audionews.settings import Settings
from audionews.support.errors import NotReady, UsageError
from audionews.upkeep import sampling


def test_an_engine_is_truly_asked_and_its_cost_told() -> None:
    settings = Settings().having(engine="espeak", options={"tone": {"price": 20, "budget": 1}})
    for _ in range(2):
        asked, share = sampling.trial("tone:high", settings)
        assert (share.engine, share.voices, share.budget) == ("tone", ("high",), 1.0)
        assert share.requests == 1
        assert share.dollars == pytest.approx(share.characters * 20e-6)
        assert episode.say(sampling.SENTENCE, asked)[:3] == b"ID3"


def test_nobody_stands_in() -> None:
    with pytest.raises(NotReady, match="SARVAM_API_KEY"):
        sampling.trial("sarvam", Settings())
    with pytest.raises(UsageError, match="no engine"):
        sampling.trial("nobody", Settings())
    with pytest.raises(UsageError, match="no voice"):
        sampling.trial("tone:nobody", Settings())
