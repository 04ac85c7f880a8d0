"""Only the public internet is spoken to, in whatever clothes another address comes."""

from pathlib import Path

import pytest

from audionews.support.errors import SourceError
from audionews.support.net.address import is_public, resolve, vetted

CASES = Path(__file__).with_name("addresses.tsv").read_text(encoding="utf-8").split("\n# public\n")
PRIVATE, PUBLIC = ([line for line in part.split() if line] for part in (CASES[0].split("\n", 1)[1], CASES[1]))


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(SourceError, match=r"two\.faces is at 127\.0\.0\.1"):
        vetted("two.faces", ["8.8.8.8", "127.0.0.1"], allow_private=False)
    assert vetted("home", ["127.0.0.1"], allow_private=True) == ["127.0.0.1"]


@pytest.mark.parametrize("written", ["127.1", "0177.0.0.1", "0x7f000001", "2130706433", "0", "localhost"])
def test_every_spelling_of_loopback_resolves_to_what_is_refused(written: str) -> None:
    try:
        found = resolve(written, 80)
    except OSError:
        return  # a system that does not know the spelling cannot be led there by it
    assert not any(map(is_public, found))
