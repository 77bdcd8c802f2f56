# %% arrays of floats
import numpy as np
a = np.linspace(0, 1, 5)
print(a, a.reshape(5, 1) * a, a.mean(), a.std(), a.sum(), a.dtype, a[a > 0.3], np.round(np.exp(a), 3))
print(repr(np.array([[1.5, 2], [3, 4]])), np.float64(1.25), [np.float64(0.5)], np.sqrt(2.0))
# %% broadcasting, axes, indexing
import numpy as np
m = np.arange(12.0).reshape(3, 4)
print(m[1:, ::2], m.T.shape, m.sum(axis=0), m.max(axis=1), np.where(m > 5, m, -1.0), m[[0, 2], [1, 3]])
print(np.concatenate([m, m]).shape, np.stack([m, m]).shape, np.einsum("ij,kj->ik", m, m), np.newaxis is None)
# %% linear algebra
import numpy as np
a = np.array([[4.0, 1.0], [2.0, 3.0]])
print(np.linalg.inv(a) @ a, np.linalg.det(a).round(6), np.linalg.solve(a, [1.0, 2.0]), np.linalg.eigvals(a).round(6))
print(np.linalg.norm(a).round(6), np.linalg.matrix_rank(a), np.linalg.lstsq(a, np.ones(2), rcond=None)[0], np.linalg.cond(np.zeros((2, 2)), 1))
# %% singular matrices are errors
import numpy as np
s = np.array([[1.0, 2.0], [2.0, 4.0]])
def attempt(f, *a):
    try: print(f(*a))
    except np.linalg.LinAlgError as e: print(f.__name__, type(e).__name__, e)
for f in (np.linalg.inv,): attempt(f, np.zeros((2, 2)))
attempt(np.linalg.solve, np.zeros((2, 2)), np.ones(2))
attempt(np.linalg.solve, np.zeros((3, 3)), np.ones((3, 2)))
attempt(np.linalg.cholesky, np.array([[1.0, 2.0], [2.0, 1.0]]))
attempt(np.linalg.cholesky, -np.eye(3))
attempt(np.linalg.inv, np.stack([np.eye(2), np.zeros((2, 2))]))
attempt(np.linalg.svd, np.full((2, 2), np.nan))
attempt(np.linalg.eigvals, np.full((2, 2), np.nan))
attempt(np.linalg.inv, np.full((2, 2), np.nan))
attempt(np.linalg.solve, np.full((2, 2), np.nan), np.ones(2))
attempt(np.linalg.inv, np.ones((2, 3)))
attempt(np.linalg.tensorinv, np.zeros((2, 2)))
attempt(np.linalg.matrix_power, np.zeros((2, 2)), -1)
print(np.linalg.inv(np.zeros((0, 0))).shape, np.linalg.pinv(s).round(3), np.linalg.det(s))
# %% an uncaught singular matrix
import numpy as np
np.linalg.solve(np.ones((2, 2)), np.ones(2))
# %% random numbers with a seed
import numpy as np
rng = np.random.default_rng(7)
print(rng.normal(size=3), rng.uniform(1, 2), rng.permutation(5).tolist(), rng.choice(["a", "b", "c"], 3))
np.random.seed(3); print(np.random.rand(2), np.random.randn(2))
# %% shape errors
import numpy as np
np.ones((2, 3)) @ np.ones((2, 3))
# %% masked arrays, polynomials, FFT, sets
import numpy as np
print(np.ma.masked_less(np.array([1.0, 5.0]), 3), np.polynomial.Polynomial([1, 2, 3])(2.0), np.polyfit([0, 1, 2], [1, 3, 5], 1).round(6))
print(np.abs(np.fft.rfft([1.0, 0, 0, 0])), np.unique([3.0, 1, 3]), np.interp(0.5, [0, 1], [0, 10]), np.histogram([1, 2, 2.5], 2)[1])
# %% structured, dates, strings
import numpy as np
print(np.array([("a", 1.5)], dtype=[("n", "U5"), ("v", "f8")]), np.datetime64("2024-02-28") + np.timedelta64(2, "D"))
print(np.char.upper(["ab", "c"]), np.array(["x", "yz"]), np.isnan([np.nan, 1]))
# %% text in and out
import numpy as np, io
f = io.StringIO(); np.savetxt(f, np.eye(2), fmt="%.2f"); print(f.getvalue(), np.loadtxt(io.StringIO("1 2\n3 4")))
np.save("x.npy", np.ones(3)); print(np.load("x.npy")); __import__("os").remove("x.npy")
np.set_printoptions(precision=3, suppress=True); print(np.array([1e-8, 1 / 3]))
# %% a class with __array__, ufuncs and errors
import numpy as np
class T:
    def __init__(s, v): s.v = v
    def __array__(s, dtype=None, copy=None): return np.array(s.v, dtype=float)
print(np.add(T([1, 2]), 1.0), np.vectorize(lambda x: x + 1.0)(np.array([1.0])), np.frompyfunc(lambda a: a * 2, 1, 1)([1, 2]))
np.array([1.0, "x"]).astype(float)
# %% a scalar that overflows warns
import numpy as np
print(np.int8(127) + np.int8(1))
# %% gradient descent
import numpy as np
x, y = np.linspace(-1, 1, 50), 3 * np.linspace(-1, 1, 50) + 0.5
w = np.zeros(2)
for step in range(200):
    error = w[0] * x + w[1] - y
    w -= 0.5 * np.array([(error * x).mean(), error.mean()]) * 2
print(w.round(4), f"{np.abs(error).max():.2e}")
