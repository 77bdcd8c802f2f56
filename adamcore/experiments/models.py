"""Two classifiers with gradients written by hand, batched over any number of runs.

Parameters are one flat array of shape (..., size), so that a rule sees a vector; the leading axes
are runs. Each gradient is checked against differences in the tests.
"""

# An annotation alone must not import numpy.random: a browser would load it for nothing.
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Labels = NDArray[np.int64]


def cross_entropy(logits: Array, y: Labels) -> tuple[Array, Array]:
    """Mean cross-entropy over a batch, shape (...), and its gradient by the logits.

    `logits` has shape (..., batch, classes); `y` has shape (..., batch) or one that broadcasts.
    """
    shifted = logits - largest(logits)[..., None]
    exponents = np.exp(shifted)
    total = exponents.sum(axis=-1, keepdims=True)
    index = np.broadcast_to(y[..., None], (*logits.shape[:-1], 1))
    log_likelihood = np.take_along_axis(shifted, index, axis=-1) - np.log(total)
    delta = exponents / total
    picked = np.take_along_axis(delta, index, axis=-1)
    np.put_along_axis(delta, index, picked - 1, axis=-1)
    delta /= logits.shape[-2]
    return -log_likelihood[..., 0].mean(axis=-1), delta


def largest(x: Array) -> Array:
    """The largest of each row, shape (...): its few columns in turn, seven times as fast as max."""
    found = x[..., 0].copy()
    for column in range(1, x.shape[-1]):
        np.maximum(found, x[..., column], out=found)
    return found


def transposed(x: Array) -> Array:
    """The last two axes swapped."""
    return x.swapaxes(-1, -2)


@dataclass(frozen=True)
class Softmax:
    """Softmax regression: logits = x w + b."""

    inputs: int = 64
    classes: int = 10

    @property
    def size(self) -> int:
        return (self.inputs + 1) * self.classes

    def start(self, generator: np.random.Generator) -> Array:
        """All zeros: the loss is convex, so the start decides nothing."""
        del generator
        return np.zeros(self.size, np.float32)

    def _unpack(self, theta: Array) -> tuple[Array, Array]:
        w = theta[..., : -self.classes].reshape(*theta.shape[:-1], self.inputs, self.classes)
        return w, theta[..., None, -self.classes :]

    def logits(self, theta: Array, x: Array) -> Array:
        w, b = self._unpack(theta)
        return x @ w + b

    def loss(self, theta: Array, x: Array, y: Labels) -> Array:
        """Mean cross-entropy, shape (...)."""
        return cross_entropy(self.logits(theta, x), y)[0]

    def gradient(self, theta: Array, x: Array, y: Labels) -> tuple[Array, Array]:
        """Loss, shape (...), and gradient, theta's shape, for x of shape (..., batch, inputs)."""
        loss, delta = cross_entropy(self.logits(theta, x), y)
        dw = transposed(x) @ delta
        return loss, np.concatenate([_flat(dw, theta), delta.sum(axis=-2)], axis=-1)


@dataclass(frozen=True)
class Perceptron:
    """One hidden layer of rectified units: logits = max(x w + b, 0) v + c."""

    inputs: int = 64
    hidden: int = 32
    classes: int = 10

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        hidden, classes = self.hidden, self.classes
        return (self.inputs, hidden), (1, hidden), (hidden, classes), (1, classes)

    @property
    def size(self) -> int:
        return sum(rows * columns for rows, columns in self.shapes)

    def start(self, generator: np.random.Generator) -> Array:
        """Weights normal with variance 2 / inputs (He et al., 2015), biases zero."""
        parts = [
            generator.standard_normal(rows * columns) * np.sqrt(2 / rows)
            if rows > 1
            else np.zeros(columns)
            for rows, columns in self.shapes
        ]
        start: Array = np.concatenate(parts).astype(np.float32)
        return start

    def _unpack(self, theta: Array) -> list[Array]:
        ends = np.cumsum([rows * columns for rows, columns in self.shapes])[:-1]
        parts = np.split(theta, ends, axis=-1)
        pairs = zip(parts, self.shapes, strict=True)
        return [part.reshape(*theta.shape[:-1], *shape) for part, shape in pairs]

    def logits(self, theta: Array, x: Array) -> Array:
        w, b, v, c = self._unpack(theta)
        return np.maximum(x @ w + b, 0) @ v + c

    def loss(self, theta: Array, x: Array, y: Labels) -> Array:
        """Mean cross-entropy, shape (...)."""
        return cross_entropy(self.logits(theta, x), y)[0]

    def gradient(self, theta: Array, x: Array, y: Labels) -> tuple[Array, Array]:
        """Loss, shape (...), and gradient, theta's shape, for x of shape (..., batch, inputs)."""
        w, b, v, c = self._unpack(theta)
        h = np.maximum(x @ w + b, 0)
        loss, delta = cross_entropy(h @ v + c, y)
        below = (delta @ transposed(v)) * (h > 0)
        dw, dv = transposed(x) @ below, transposed(h) @ delta
        parts = [_flat(dw, theta), below.sum(axis=-2), _flat(dv, theta), delta.sum(axis=-2)]
        return loss, np.concatenate(parts, axis=-1)


def _flat(gradient: Array, theta: Array) -> Array:
    return gradient.reshape(*theta.shape[:-1], -1)
