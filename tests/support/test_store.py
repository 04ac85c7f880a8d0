"""What was paid for once is kept; what is damaged costs itself alone."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audionews.support.store import Store, key


def entry(root: Path) -> Path:
    return next(path for path in root.glob("??/*"))


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key("a"), b"sound")
    assert Store(tmp_path).get(key("a")) == b"sound"
    assert Store(tmp_path).get(key("b")) is None


def test_no_two_lists_of_parts_share_a_key() -> None:
    assert key("ab", "c") != key("a", "bc") != key("a", "b", "c")
    assert key("a") == key("a")


@pytest.mark.parametrize("where", [0, 5, 12, 30, -1])
def test_a_flipped_byte_is_found_and_the_entry_removed(tmp_path: Path, where: int) -> None:
    said: list[str] = []
    Store(tmp_path).put(key("a"), b"sound " * 10)
    damaged = bytearray(entry(tmp_path).read_bytes())
    damaged[where] ^= 1
    entry(tmp_path).write_bytes(damaged)
    store = Store(tmp_path, warn=said.append)
    assert store.get(key("a")) is None
    assert key("a") not in store
    assert len(said) == 1
    store.put(key("a"), b"again")
    assert store.get(key("a")) == b"again"


def test_a_truncated_entry_is_no_entry_at_any_length(tmp_path: Path) -> None:
    Store(tmp_path).put(key("a"), b"sound")
    whole = entry(tmp_path).read_bytes()
    place = entry(tmp_path)
    for length in range(len(whole)):
        place.write_bytes(whole[:length])
        assert Store(tmp_path).get(key("a")) is None


@pytest.mark.parametrize("kind", ["a file", "read-only"])
def test_an_unusable_folder_is_one_warning_and_no_failure(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "cache"
    if kind == "a file":
        root.write_text("no folder")
    else:
        root.mkdir(mode=0o500)
        if os.access(root, os.W_OK):
            pytest.skip("this user may write anywhere")
    said: list[str] = []
    store = Store(root, warn=said.append)
    store.try_it()
    assert len(said) == 1
    for name in ("a", "b"):
        store.put(key(name), name.encode())
        assert store.get(key(name)) == name.encode()
    assert len(said) == 1


def test_many_may_write_the_same_entry_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Store(tmp_path).put(key("a"), b"x" * 100_000), range(64)))
    assert Store(tmp_path).get(key("a")) == b"x" * 100_000
    assert len(list(tmp_path.glob("??/*"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="times of last use are coarser there")
def test_pruning_takes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for age, name in enumerate("abcd"):
        store.put(key(name), b"x" * 1000)
        place = tmp_path / key(name)[:2] / key(name)[2:]
        os.utime(place, (1_000_000 - age, 1_000_000 - age))
    count, freed = store.prune(limit=2 * 1027)
    assert (count, freed) == (2, 2 * 1027)
    assert [name for name in "abcd" if key(name) in store] == ["a", "b"]
