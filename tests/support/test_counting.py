"""One of something is told in the singular."""

from audionews.planning import estimate
from audionews.support.counting import counted


def test_one_is_one() -> None:
    assert [counted(n, "request") for n in (0, 1, 2)] == ["0 requests", "1 request", "2 requests"]
    assert [counted(n, "story was", "stories were") for n in (1, 2)] == ["1 story was", "2 stories were"]


def test_an_estimate_tells_one_request_so() -> None:
    share = estimate.Share("mine", ("a",), "a.example", 1, 0, 1, 1, 2.0, 0.0)
    told = estimate.described(estimate.Estimate(1, 0.1, (share,)))
    assert told[:3] == [
        "1 sentence, about 0.1 minutes of sound",
        "mine (a): 1 different sentence",
        "  1 character in 1 request, about 2 s, free",
    ]
