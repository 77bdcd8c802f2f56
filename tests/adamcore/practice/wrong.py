"""Rules that are wrong in ways of their own, and rules that behave badly."""

import numpy as np


class _Base:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def init(self, theta):
        return 0, np.zeros_like(theta), np.zeros_like(theta)

    def averages(self, g, state):
        t, m, v = state
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g**2
        return t + 1, m, v

    def corrected(self, state):
        t, m, v = state
        return m / (1 - self.beta1**t), v / (1 - self.beta2**t)


class CubeRoot(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        return theta - self.lr * mhat / (np.cbrt(vhat) + self.eps), state


class HalfTheRate(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        return theta - 0.5 * self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class Clipped(_Base):
    def step(self, theta, g, state):
        state = self.averages(np.clip(g, -1, 1), state)
        mhat, vhat = self.corrected(state)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class ForgetsAtTen(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state if state[0] != 9 else self.init(theta))
        mhat, vhat = self.corrected(state)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class StopsEarly(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        move = self.lr * mhat / (np.sqrt(vhat) + self.eps)
        return (theta - move if state[0] <= 1000 else theta), state


class FlippedMatrix(_Base):
    def step(self, theta, g, state):
        g = g.T.reshape(g.shape) if g.ndim == 2 else g
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class SkipsZeros(_Base):
    """Leaves out entries whose gradient is zero, as a lazy Adam does."""

    def step(self, theta, g, state):
        t, m, v = self.averages(g, state)
        m, v = np.where(g == 0, state[1], m), np.where(g == 0, state[2], v)
        mhat, vhat = self.corrected((t, m, v))
        move = np.where(g == 0, 0, self.lr * mhat / (np.sqrt(vhat) + self.eps))
        return theta - move, (t, m, v)


class MeanOfBoth(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        return theta - self.lr * (mhat + g) / 2 / (np.sqrt(vhat) + self.eps), state


class FourthPower(_Base):
    def averages(self, g, state):
        t, m, v = super().averages(g, state)
        return t, m, self.beta2 * state[2] + (1 - self.beta2) * g**4

    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class WarmUp(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        lr = self.lr * min(1, state[0] / 5)
        return theta - lr * mhat / (np.sqrt(vhat) + self.eps), state


class WrongInFloat32(_Base):
    def step(self, theta, g, state):
        g = g * (1.01 if g.dtype == np.float32 else 1.0)
        state = self.averages(g, (state[0], state[1], state[2] * 1.0))
        mhat, vhat = self.corrected(state)
        scale = 1.01 if g.dtype == np.float32 else 1.0
        return theta - scale * self.lr * mhat / (np.sqrt(vhat) + self.eps), state


OUTSIDE = [CubeRoot, HalfTheRate, Clipped, ForgetsAtTen, StopsEarly, FlippedMatrix, SkipsZeros,
           MeanOfBoth, FourthPower, WarmUp, WrongInFloat32]  # fmt: skip


class ChangesTheta(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        theta -= self.lr * mhat / (np.sqrt(vhat) + self.eps)
        return theta, state


class ChangesGradient(_Base):
    def step(self, theta, g, state):
        state = self.averages(g, state)
        mhat, vhat = self.corrected(state)
        g *= 0
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class ChangesState(_Base):
    def init(self, theta):
        return {"t": 0, "m": np.zeros_like(theta), "v": np.zeros_like(theta)}

    def step(self, theta, g, state):
        state["t"] += 1
        state["m"] = self.beta1 * state["m"] + (1 - self.beta1) * g
        state["v"] = self.beta2 * state["v"] + (1 - self.beta2) * g * g
        mhat, vhat = self.corrected(tuple(state.values()))
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), state


class StateInSelf(_Base):
    def init(self, theta):
        self.kept = super().init(theta)

    def step(self, theta, g, state):
        self.kept = self.averages(g, self.kept)
        mhat, vhat = self.corrected(self.kept)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), None


class StateOfTheClass(_Base):
    memory = [0, 0.0, 0.0]  # noqa: RUF012  # the slip

    def init(self, theta):
        return self.memory

    def step(self, theta, g, state):
        self.memory[:] = self.averages(g, tuple(self.memory))
        mhat, vhat = self.corrected(tuple(self.memory))
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), self.memory


CONDUCT = {
    "theta_in_place": ChangesTheta,
    "gradient_in_place": ChangesGradient,
    "state_in_place": ChangesState,
    "state_shared": StateInSelf,
}
