"""Properties that are worked out once."""

from audionews.bengali.script.once import once


class Counted:
    """Counts how often its property is asked for."""

    asked = 0

    @once
    def number(self) -> int:
        """How often it was worked out."""
        self.asked += 1
        return self.asked


def test_it_is_worked_out_once_for_each() -> None:
    one, other = Counted(), Counted()
    assert [one.number, one.number, other.number, one.asked, other.asked] == [1, 1, 1, 1, 1]


def test_it_can_be_forgotten_and_tells_what_it_is() -> None:
    one = Counted()
    assert one.number == 1
    del one.__dict__["number"]
    assert one.number == 2
    assert Counted.number.__doc__ == "How often it was worked out."
