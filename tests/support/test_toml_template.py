"""A single value is set in a file that a person may have written; all else in it stays."""

import tomllib

import pytest

from audionews.support.toml_template import with_value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[voices]\nonline = true\n"),
        ("rate = 90\n", "rate = 90\n\n[voices]\nonline = true\n"),
        ("[voices]\nbody = 'x'", "[voices]\nonline = true\nbody = 'x'\n"),
        ('[voices] # mine\n# about it\n# online = ""\n', "[voices] # mine\n# about it\nonline = true\n"),
        (
            "[daily]\n# online = 1\n[voices.stories]\na = 'b'\n",
            "[daily]\n# online = 1\n[voices.stories]\na = 'b'\n\n[voices]\nonline = true\n",
        ),
    ],
)
def test_it_is_set_where_it_belongs(before: str, after: str) -> None:
    assert with_value(before, "voices.online", value=True) == after
    assert tomllib.loads(after)["voices"]["online"] is True


@pytest.mark.parametrize("text", ["voices = {body = 'x'}\n", "voices.body = 'x'\n", "[voices]\nonline = false\n"])
def test_an_unusual_file_is_left_alone(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        with_value(text, "voices.online", value=True)
