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


def cross_entropy(logits: Array, y: Labels) -> Array:
    """Mean cross-entropy over a batch, shape (...).

    `logits` has shape (..., batch, classes); `y` has shape (..., batch) or one that broadcasts.
    """
    shifted = logits - largest(logits)
    index = np.broadcast_to(y[..., None], (*logits.shape[:-1], 1))
    right = np.take_along_axis(shifted, index, axis=-1)
    total = np.exp(shifted, out=shifted).sum(axis=-1, keepdims=True)
    return np.asarray(-(right - np.log(total))[..., 0].mean(axis=-1))


def slope(logits: Array, y: Labels) -> Array:
    """The gradient of `cross_entropy` by the logits, of their shape."""
    delta = softmax(logits, largest(logits))
    delta -= np.eye(delta.shape[-1], dtype=delta.dtype)[y]
    delta /= delta.shape[-2]
    return delta


# New memory is slow: here and below, each result is written over the one before.
def softmax(logits: Array, high: Array) -> Array:
    """Probabilities, of the logits' shape; `high` is the largest of each row, shape (..., 1)."""
    p = logits - high
    np.exp(p, out=p)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def largest(x: Array) -> Array:
    """The largest of each row, shape (..., 1): its few columns in turn, far faster than max."""
    found = x[..., :1].copy()
    for column in range(1, x.shape[-1]):
        np.maximum(found, x[..., column : column + 1], out=found)
    return found


def layer(x: Array, w: Array, b: Array) -> Array:
    """x w + b."""
    z: Array = x @ w
    z += b
    return z


def hidden(x: Array, w: Array, b: Array) -> Array:
    """Rectified units, max(x w + b, 0)."""
    h = layer(x, w, b)
    return np.maximum(h, 0, out=h)


def transposed(x: Array) -> Array:
    """The last two axes swapped."""
    return x.swapaxes(-1, -2)


class Classifier:
    """What both have in common."""

    def logits(self, theta: Array, x: Array) -> Array:
        """Shape (..., batch, classes), for x of shape (..., batch, inputs)."""
        raise NotImplementedError

    def loss(self, theta: Array, x: Array, y: Labels) -> Array:
        """Mean cross-entropy, shape (...)."""
        return cross_entropy(self.logits(theta, x), y)


@dataclass(frozen=True)
class Softmax(Classifier):
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
        return layer(x, *self._unpack(theta))

    def gradient(self, theta: Array, x: Array, y: Labels) -> Array:
        """Of theta's shape, for x of shape (..., batch, inputs)."""
        delta, gradient = slope(self.logits(theta, x), y), np.empty_like(theta)
        dw, db = self._unpack(gradient)
        np.matmul(transposed(x), delta, out=dw)
        delta.sum(axis=-2, keepdims=True, out=db)
        return gradient


@dataclass(frozen=True)
class Perceptron(Classifier):
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
        return layer(hidden(x, w, b), v, c)

    def gradient(self, theta: Array, x: Array, y: Labels) -> Array:
        """Of theta's shape, for x of shape (..., batch, inputs)."""
        w, b, v, c = self._unpack(theta)
        h = hidden(x, w, b)
        delta, gradient = slope(layer(h, v, c), y), np.empty_like(theta)
        below = delta @ transposed(v)
        below *= h > 0
        dw, db, dv, dc = self._unpack(gradient)
        np.matmul(transposed(x), below, out=dw)
        below.sum(axis=-2, keepdims=True, out=db)
        np.matmul(transposed(h), delta, out=dv)
        delta.sum(axis=-2, keepdims=True, out=dc)
        return gradient
