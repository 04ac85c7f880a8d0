"""Read back what a batch has made, wherever it is: is every file of its index there, with the sum it had?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from audionews.batch.ledger import NAME, parsed
from audionews.batch.outputs import BatchOutput, Sums, sum_of
from audionews.publish import manifest
from audionews.publish.check import Finding
from audionews.support.errors import DamagedError, StorageError, UsageError
from audionews.support.parallel import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANES = 16
"""How many episodes of a store are read side by side."""
_CHUNK = 256
_AGAIN = "Run the batch again: it makes what is missing."


def check_sums(address: str) -> list[Finding]:
    """Return what is missing or damaged of the episodes that the index at `address` lists.

    Raises:
        UsageError: there is no index.
        StorageError: it cannot be read.
    """
    output = BatchOutput(address)
    data = output.read(NAME)
    if data is None:
        raise UsageError(f"There is no {NAME} at {address}.", hint="A batch writes it: audionews batch SOURCE -o URL")
    rows = list({row["episode"]: row for row in parsed(data)}.values())
    found: list[Finding] = []
    for first in range(0, len(rows), _CHUNK):
        works = [partial(_findings, output, row) for row in rows[first : first + _CHUNK]]
        found += [finding for some in side_by_side(works, _LANES) for finding in some]
    return found


def _findings(output: BatchOutput, row: dict[str, Any]) -> list[Finding]:
    return list(_damage(output, row))


def _damage(output: BatchOutput, row: dict[str, Any]) -> Iterator[Finding]:
    for name, known in _known(output, row).items():
        place = f"{output.address.rstrip('/')}/{row['episode']}/{name}"
        try:
            data = output.read(f"{row['episode']}/{name}")
        except StorageError as error:
            yield Finding("batch.file", place, str(error), _AGAIN)
            continue
        if data is None:
            yield Finding("batch.file", place, "The file is missing.", _AGAIN)
        elif list(sum_of(data)) != list(known):
            mend = f"Remove {row['episode']}/, and run the batch again."
            yield Finding("batch.sum", place, "It is not the file that was made: its sum is another one.", mend)


def _known(output: BatchOutput, row: dict[str, Any]) -> Sums:
    """Return the sums of an episode's files: those of the index or, once another command made it again, its manifest's.

    Raises:
        StorageError: its manifest cannot be read for now.
    """
    kept: Sums = {name: (size, digest) for name, (size, digest) in row.get("files", {}).items()}
    data = output.read(f"{row['episode']}/{manifest.NAME}")
    if data is None or sum_of(data) == kept.get(manifest.NAME):
        return kept
    try:
        made = manifest.load(data.decode())
    except (DamagedError, UnicodeDecodeError):
        return kept
    return {sound.file: (sound.bytes, sound.sha256) for sound in (made.audio, *made.alternates)}
