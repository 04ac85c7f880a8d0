"""The networks of `train_phonemes.py` in jax: the student that ships, and the teacher whose judgement it learns.

Both see a word as numbers of units, 0 beyond its end, and score every sound for every unit.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

Params = dict[str, Any]
Scores = Callable[[Params, jax.Array, jax.Array, float], jax.Array]
"""From weights, codes (words, units), a random key and a share to drop, to scores (words, units, sounds)."""

STEPS, TAPS = 11, 5
"""As in `audionews.bengali.pronunciation.network`."""

EMBEDDING, HIDDEN = 48, 128
BATCH, RATE, DECAY, WARMING = 128, 3e-3, 0.01, 200
LENGTHS = (6, 8, 10, 12, 16, 26)
"""Words are batched with others of about their length, in units; longer ones are cut."""


class Alphabet(NamedTuple):
    """How much there is to tell apart."""

    units: int
    """Codes, that of nothing included."""
    sounds: int
    """Columns of scores."""
    vowels: list[int]
    """Codes of units that are vowels."""


class Network(NamedTuple):
    """Weights and what they do."""

    params: Params
    scores: Scores


class Examples(NamedTuple):
    """Words as arrays, one row a word, padded to the longest."""

    codes: NDArray[np.uint8]
    """(words, units), 0 after the end."""
    options: NDArray[np.uint8]
    """(words, units, 4): the sounds each unit may have; what is left of the four says one more than there are."""
    target: NDArray[np.float32]
    """(words, units, 4): how likely each is; all 0 where there is no choice, or nothing is known."""

    def dense(self, sounds: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return codes, which sounds may be (words, units, sounds), and how likely they are."""
        shape = (*self.codes.shape, sounds + 1)
        allowed, target = np.zeros(shape, bool), np.zeros(shape, np.float32)
        np.put_along_axis(allowed, self.options.astype(int), values=True, axis=-1)
        np.put_along_axis(target, self.options.astype(int), self.target, axis=-1)
        return self.codes, allowed[..., :-1], target[..., :-1]

    def rows(self, which: NDArray[np.intp], length: int) -> "Examples":
        """Return some of the words, cut to a length."""
        return Examples(*(array[which, :length] for array in self))


def convolutional(alphabet: Alphabet, seed: int, channels: int) -> Network:
    """Return what `audionews.bengali.pronunciation.network` runs, with random weights of He's scale (He et al.)."""
    draw = _draws(seed)
    params = _first(alphabet, draw, channels)
    for layer in "12":
        params["w" + layer] = draw((2 / (TAPS * channels)) ** 0.5, TAPS * channels, channels)
        params["b" + layer] = jnp.zeros(channels)
    params |= {"wo": draw(channels**-0.5, channels, alphabet.sounds), "bo": jnp.zeros(alphabet.sounds)}

    def scores(params: Params, codes: jax.Array, key: jax.Array, share: float) -> jax.Array:
        hidden = _begun(params, codes, alphabet, key, share)
        for layer in "12":
            mixed = jax.nn.relu(_windows(hidden) @ params["w" + layer] + params["b" + layer])
            hidden += _drop(mixed, jax.random.fold_in(key, int(layer)), share) * (codes > 0)[..., None]
        return hidden @ params["wo"] + params["bo"]

    return Network(params, scores)


def recurrent(alphabet: Alphabet, seed: int) -> Network:
    """Return two layers that read the whole word from either side, over one that is convolutional."""
    draw = _draws(seed)
    params = _first(alphabet, draw, HIDDEN)
    for layer, width in (("1", HIDDEN), ("2", 2 * HIDDEN)):
        for side in "<>":
            params["i" + layer + side] = draw(width**-0.5, width, 3 * HIDDEN)
            params["r" + layer + side] = draw(HIDDEN**-0.5, HIDDEN, 3 * HIDDEN)
            params["b" + layer + side] = jnp.zeros(3 * HIDDEN)
    params |= {"wo": draw((2 * HIDDEN) ** -0.5, 2 * HIDDEN, alphabet.sounds), "bo": jnp.zeros(alphabet.sounds)}

    def scores(params: Params, codes: jax.Array, key: jax.Array, share: float) -> jax.Array:
        hidden, inside = _begun(params, codes, alphabet, key, share), (codes > 0)[..., None]
        for layer in "12":
            sides = [_read(params, layer + side, hidden, inside) for side in "<>"]
            hidden = _drop(jnp.concatenate(sides, -1), jax.random.fold_in(key, int(layer)), share)
        return hidden @ params["wo"] + params["bo"]

    return Network(params, scores)


def _draws(seed: int) -> Callable[..., jax.Array]:
    """Return a function that draws normal numbers: of a scale, in a shape."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 30))
    return lambda scale, *shape: jax.random.normal(next(keys), shape) * scale


def _first(alphabet: Alphabet, draw: Callable[..., jax.Array], channels: int) -> Params:
    """Return the weights of the first layer, which both have."""
    params = {"unit": draw(0.3, alphabet.units, EMBEDDING)}
    params |= {name: draw(0.05, STEPS, channels) for name in ("start", "end", "left", "right")}
    return params | {
        "w0": draw((2 / (TAPS * EMBEDDING)) ** 0.5, TAPS * EMBEDDING, channels),
        "b0": jnp.zeros(channels),
    }


def _begun(params: Params, codes: jax.Array, alphabet: Alphabet, key: jax.Array, share: float) -> jax.Array:
    """Return the first layer: of units around, of distances from start and end in units and in vowels."""
    inside = (codes > 0)[..., None]
    at = jnp.arange(codes.shape[1])[None]
    vowels = jnp.cumsum(jnp.isin(codes, jnp.array(alphabet.vowels)), -1)
    steps = {"start": at, "end": inside.sum(1) - 1 - at, "left": vowels, "right": vowels[:, -1:] - vowels}
    place = sum(params[name][jnp.clip(step, 0, STEPS - 1)] for name, step in steps.items())
    units = _drop(params["unit"][codes], jax.random.fold_in(key, 9), share) * inside
    hidden = jax.nn.relu(_windows(units) @ params["w0"] + place + params["b0"])
    return _drop(hidden, jax.random.fold_in(key, 0), share) * inside


def _windows(rows: jax.Array) -> jax.Array:
    """Return each row of (words, units, n) beside its neighbours: (words, units, 5 n)."""
    padded = jnp.pad(rows, ((0, 0), (TAPS // 2, TAPS // 2), (0, 0)))
    return jnp.concatenate([padded[:, tap : tap + rows.shape[1]] for tap in range(TAPS)], -1)


def _read(params: Params, name: str, rows: jax.Array, inside: jax.Array) -> jax.Array:
    """Return the states of a gated recurrent layer, from left to right if its name ends in ">"."""
    driven = rows @ params["i" + name] + params["b" + name]

    def step(state: jax.Array, now: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        drive, here = now
        (reset, renew, fresh), (past_reset, past_renew, past) = (
            jnp.split(drive, 3, -1),
            jnp.split(state @ params["r" + name], 3, -1),
        )
        keep = 1 - jax.nn.sigmoid(renew + past_renew)
        state = keep * state + (1 - keep) * jnp.tanh(fresh + jax.nn.sigmoid(reset + past_reset) * past)
        return state * here, state * here

    turned = (driven.transpose(1, 0, 2), inside.transpose(1, 0, 2))
    start = jnp.zeros((len(rows), HIDDEN))
    return jax.lax.scan(step, start, turned, reverse=name.endswith("<"))[1].transpose(1, 0, 2)


def _drop(values: jax.Array, key: jax.Array, share: float) -> jax.Array:
    return values * jax.random.bernoulli(key, 1 - share, values.shape) / (1 - share) if share else values


def fit(network: Network, data: Examples, *, epochs: int, drop: float, seed: int) -> Params:
    """Return weights trained to the targets: cross entropy, AdamW (Loshchilov & Hutter 2019), cosine schedule."""
    params, scores = network

    def loss(params: Params, batch: tuple[jax.Array, jax.Array, jax.Array], key: jax.Array) -> jax.Array:
        codes, allowed, target = batch
        likely = jax.nn.log_softmax(jnp.where(allowed, scores(params, codes, key, drop), -1e9))
        return -(target * jnp.maximum(likely, -50)).sum() / BATCH

    @jax.jit
    def update(state: Any, number: int, rate: float, batch: Any, key: jax.Array) -> Any:
        params, first, second = state
        slope, tree = jax.grad(loss)(params, batch, key), jax.tree.map
        first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
        second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
        less, lesser = 1 - 0.9**number, 1 - 0.999**number
        step = tree(lambda m, v: m / less / (jnp.sqrt(v / lesser) + 1e-8), first, second)
        return tree(lambda p, s: p - rate * (s + DECAY * p), params, step), first, second

    zeros = jax.tree.map(jnp.zeros_like, params)
    state, key, order = (params, zeros, zeros), jax.random.PRNGKey(seed + 1), np.random.default_rng(seed)
    total, number = epochs * max(1, len(data.codes) // BATCH), 0
    for _ in range(epochs):
        for batch in _batches(data, order):
            number += 1
            rate = RATE * min(1, number / WARMING) * (0.505 + 0.5 * np.cos(np.pi * min(1, number / total)))
            state = update(state, number, rate, batch.dense(len(params["bo"])), jax.random.fold_in(key, number))
    return dict(state[0])


def _batches(data: Examples, order: np.random.Generator) -> Iterator[Examples]:
    """Yield one epoch of batches, each of words of about one length, in random order."""
    length = (data.codes > 0).sum(1)
    found = []
    for low, high in zip((0, *LENGTHS), LENGTHS, strict=False):
        rows = order.permutation(np.flatnonzero((length > low) & (length <= high)))
        found += [(rows[at : at + BATCH], high) for at in range(0, len(rows) - BATCH + 1, BATCH)]
    for index in order.permutation(len(found)):
        yield data.rows(*found[index])


def judged(network: Network, data: Examples) -> NDArray[np.float32]:
    """Return how likely each option of each unit is (words, units, 4), where there is a choice."""
    params, scores = network
    sounds = len(params["bo"])

    @jax.jit
    def likely(codes: jax.Array, allowed: jax.Array) -> jax.Array:
        return jax.nn.softmax(jnp.where(allowed, scores(params, codes, jax.random.PRNGKey(0), 0.0), -1e9))

    found, length = np.zeros(data.target.shape, np.float32), (data.codes > 0).sum(1)
    for low, high in zip((0, *LENGTHS), LENGTHS, strict=False):
        which = np.flatnonzero((length > low) & (length <= high))
        for at in range(0, len(which), 8 * BATCH):
            here = np.resize(which[at : at + 8 * BATCH], 8 * BATCH)  # one shape, compiled once
            part = data.rows(here, high)
            codes, allowed, _ = part.dense(sounds)
            options = np.minimum(part.options, sounds - 1).astype(int)
            share = np.take_along_axis(np.asarray(likely(codes, allowed)), options, -1) * (part.options < sounds)
            found[here, :high] = share * ((part.options < sounds).sum(-1, keepdims=True) > 1)
    return found
