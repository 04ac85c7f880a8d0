"""Train the network behind `audionews.bengali.pronunciation` and write `audionews/bengali/data/phonemes.npz`.

    pip install jax
    python tools/train_phonemes.py LEXICON.tsv [-o phonemes.npz]

LEXICON is Google's Bengali lexicon or a part of it (google/language-resources, CC BY 4.0): word, TAB,
phonemes. The same lexicon gives the same bytes every time on one kind of machine; it takes some minutes on
one core.

The training: each word's phonemes are aligned to its units by the table of sounds, which leaves one right
sound for each unit; the network learns to choose it (cross entropy, AdamW, dropout, cosine schedule).
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audionews.bengali.network import REACH, STEPS  # noqa: E402
from audionews.bengali.tables import rows  # noqa: E402
from audionews.bengali.units import END, START, VOWELS, choices, sounds, units  # noqa: E402

Lexicon = dict[str, list[list[str]]]
Params = dict[str, jax.Array]

CHANNELS, EMBEDDING = 128, 48
EPOCHS, BATCH, RATE, DECAY, DROPOUT = 22, 128, 3e-3, 0.01, 0.3
LENGTHS = (6, 8, 10, 12, 16, 26)
"""Words are batched with others of about their length, in units; longer ones are cut."""

UNITS = "".join(sounds())
LABELS = sorted({sound for rows in sounds().values() for row in rows for sound in row[2]})


class Examples(NamedTuple):
    """Training words as arrays, one row a word, padded to the longest."""

    codes: NDArray[np.int32]
    """Unit codes, 0 after the end."""
    allowed: NDArray[np.bool_]
    """(words, units, labels): the sounds each unit may have."""
    heard: NDArray[np.int32]
    """The right sound."""
    weight: NDArray[np.float32]
    """1 where there is a choice."""


def read(path: Path) -> Lexicon:
    """Return the lexicon: for each word its accepted pronunciations, without syllable marks and glides."""
    lexicon: Lexicon = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, spoken = line.split("\t")[:2]
            lexicon.setdefault(word, []).append([p.rstrip("^") for p in spoken.split() if p != "."])
    return lexicon


def own() -> Lexicon:
    """Return audionews' own words, which are learnt from as well: those for `said`, and confirmed ones."""
    written = {word: [spoken.split()] for word, spoken in (*rows("said"), *rows("stems"))}
    return read(ROOT / "tools" / "phonemes_confirmed.tsv") | written


def align(options: list[tuple[str, ...]], spoken: list[str]) -> list[str] | None:
    """Return the sound of each unit, of those in `options`, that together make `spoken`; None if none do."""
    ways: list[dict[int, tuple[int, str]]] = [{0: (0, "")}]
    for heard in options:
        step: dict[int, tuple[int, str]] = {}
        for start in ways[-1]:
            for sound in heard:
                end = start + len(sound.split())
                if spoken[start:end] == sound.split():
                    step.setdefault(end, (start, sound))
        ways.append(step)
    at, path = len(spoken), []
    if at not in ways[-1]:
        return None
    for step in reversed(ways[1:]):
        at, sound = step[at]
        path.append(sound)
    return path[::-1]


def examples(lexicon: Lexicon) -> Examples:
    """Return the words of the lexicon that the table of sounds can make, as arrays."""
    rows = []
    for word, accepted in lexicon.items():
        framed = START + units(word) + END
        options = [choices(framed[at : at + 3]) for at in range(len(framed) - 2)]
        path = next((p for p in (align(options, spoken) for spoken in accepted) if p), None)
        if path:
            rows.append((framed[1:-1], options, path))
    shape = (len(rows), LENGTHS[-1])
    made = Examples(
        np.zeros(shape, np.int32),
        np.zeros((*shape, len(LABELS)), bool),
        np.zeros(shape, np.int32),
        np.zeros(shape, np.float32),
    )
    for row, (text, options, path) in enumerate(rows):
        for at in range(min(len(text), LENGTHS[-1])):
            made.codes[row, at] = UNITS.index(text[at]) + 1
            made.allowed[row, at, [LABELS.index(sound) for sound in options[at]]] = True
            made.heard[row, at] = LABELS.index(path[at])
            made.weight[row, at] = len(options[at]) > 1
    made.allowed[..., 0] |= ~made.allowed.any(-1)
    return made


def initial(seed: int) -> Params:
    """Return random weights: He's scale for the layers, small vectors for units and places."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 10))
    draw = lambda scale, *shape: jax.random.normal(next(keys), shape) * scale  # noqa: E731
    width = 2 * REACH + 1
    params = {"unit": draw(0.3, len(UNITS) + 1, EMBEDDING)}
    params |= {name: draw(0.05, STEPS, EMBEDDING) for name in ("start", "end", "left", "right")}
    for layer, channels in enumerate((EMBEDDING, CHANNELS, CHANNELS)):
        params[f"w{layer}"] = draw((2 / (width * channels)) ** 0.5, width * channels, CHANNELS)
        params[f"b{layer}"] = jnp.zeros(CHANNELS)
    return params | {"wo": draw(CHANNELS**-0.5, CHANNELS, len(LABELS)), "bo": jnp.zeros(len(LABELS))}


def scores(params: Params, codes: jax.Array, key: jax.Array) -> jax.Array:
    """Return the scores (words, units, labels) as `network` does, but with dropout."""
    inside = (codes > 0)[..., None]
    vowel = jnp.cumsum(jnp.isin(codes, jnp.array([UNITS.index(u) + 1 for u in VOWELS + "Y"])), -1)
    place = jnp.arange(codes.shape[1])[None]
    steps = {
        "start": place,
        "end": inside.sum(1) - 1 - place,
        "left": vowel,
        "right": vowel[:, -1:] - vowel,
    }
    hidden = params["unit"][codes] + sum(params[k][jnp.clip(v, 0, STEPS - 1)] for k, v in steps.items())
    keys = jax.random.split(key, 4)
    hidden = _drop(hidden, keys[0]) * inside
    for layer in range(3):
        padded = jnp.pad(hidden, ((0, 0), (REACH, REACH), (0, 0)))
        windows = jnp.concatenate([padded[:, k : k + codes.shape[1]] for k in range(2 * REACH + 1)], -1)
        mixed = jax.nn.relu(windows @ params[f"w{layer}"] + params[f"b{layer}"])
        mixed = _drop(mixed, keys[layer + 1]) * inside
        hidden = mixed if layer == 0 else hidden + mixed
    return hidden @ params["wo"] + params["bo"]


def _drop(values: jax.Array, key: jax.Array) -> jax.Array:
    return values * jax.random.bernoulli(key, 1 - DROPOUT, values.shape) / (1 - DROPOUT)


def loss(params: Params, batch: Examples, key: jax.Array) -> jax.Array:
    """Return the cross entropy of the right sounds, per word."""
    masked = jnp.where(batch.allowed, scores(params, batch.codes, key), -1e9)
    right = jnp.take_along_axis(jax.nn.log_softmax(masked), batch.heard[..., None], -1)[..., 0]
    return -(right * batch.weight).sum() / BATCH


@jax.jit
def update(
    state: tuple[Params, Params, Params], number: int, rate: float, batch: Examples, key: jax.Array
) -> tuple[Params, Params, Params]:
    """Return (weights, first and second moments) after one step of AdamW (Loshchilov & Hutter 2019)."""
    params, first, second = state
    slope = jax.grad(loss)(params, batch, key)
    tree = jax.tree.map
    first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
    second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
    bias1, bias2 = 1 - 0.9**number, 1 - 0.999**number
    params = tree(
        lambda p, m, v: p - rate * (m / bias1 / (jnp.sqrt(v / bias2) + 1e-8) + DECAY * p),
        params,
        first,
        second,
    )
    return params, first, second


def batches(data: Examples, order: np.random.Generator) -> Iterator[Examples]:
    """Yield one epoch of batches, each of words of about one length, in random order."""
    length = (data.codes > 0).sum(1)
    found = []
    for low, high in zip((0, *LENGTHS), LENGTHS, strict=False):
        rows = order.permutation(np.flatnonzero((length > low) & (length <= high)))
        found += [(rows[at : at + BATCH], high) for at in range(0, len(rows) - BATCH + 1, BATCH)]
    for index in order.permutation(len(found)):
        rows, high = found[index]
        yield Examples(*(array[rows, :high] for array in data))


def train(lexicon: Lexicon, seed: int = 0, epochs: int = EPOCHS) -> dict[str, Any]:
    """Return the arrays of a network trained on the lexicon, in the form of the model file."""
    data = examples(lexicon)
    order = np.random.default_rng(seed)
    params = initial(seed)
    zeros = jax.tree.map(jnp.zeros_like, params)
    state, key = (params, zeros, zeros), jax.random.PRNGKey(seed + 1)
    total, number = epochs * max(1, len(data.codes) // BATCH), 0
    for _ in range(epochs):
        for batch in batches(data, order):
            number += 1
            key, fresh = jax.random.split(key)
            rate = RATE * min(1, number / 200) * (0.505 + 0.5 * np.cos(np.pi * min(1, number / total)))
            state = update(state, number, rate, batch, fresh)
    arrays: dict[str, Any] = {name: np.asarray(array, np.float16) for name, array in state[0].items()}
    return arrays | {"units": np.array(UNITS), "sounds": np.array("|".join(LABELS))}


def main() -> None:
    """Train on the lexicon named on the command line and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "audionews/bengali/data/phonemes.npz")
    arguments = parser.parse_args()
    np.savez_compressed(arguments.output, **train(read(arguments.lexicon) | own()))


if __name__ == "__main__":
    main()
