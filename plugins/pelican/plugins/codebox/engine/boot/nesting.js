/**
 * How deeply C code of Python may call itself, as where a method of a class calls itself through an
 * operator, `str` or `sorted`.
 *
 * CPython counts such calls and raises RecursionError at 10,000, for which a browser's stack is too
 * short: it would end first, and take the interpreter along. Calls of Python functions by Python
 * functions need none of that stack, and have sys.setrecursionlimit to themselves.
 */

// Of V8's stack of 1 MB, code that has just been compiled takes the most: np.asarray through
// __array__, the worst that was found, ends it at a depth of 900.
export const C_LIMIT = 600;
// Python functions between JavaScript and a program, which has the whole limit to itself.
const OWN = 4;

const PYTHON_LIMIT = 1000; // of calls of Python functions, at the start
const C_LIMIT_OF_CPYTHON = 10_000;
const FIELDS = 32; // words of the thread's state among which the counters are (cpython/pystate.h)

/**
 * To be called while no Python runs; leaves a Python alone whose counters lie elsewhere.
 * @param {Pick<import("./emscripten.js").EmscriptenModule, "HEAP32" | "_PyThreadState_Get">} module
 */
export function limitNesting({ HEAP32, _PyThreadState_Get }) {
  const start = _PyThreadState_Get() >> 2;
  for (let at = start; at < start + FIELDS; at += 1) {
    // What remains for Python functions, their limit, what remains for C.
    if (HEAP32[at] !== PYTHON_LIMIT || HEAP32[at + 1] !== PYTHON_LIMIT) continue;
    if (HEAP32[at + 2] !== C_LIMIT_OF_CPYTHON) return;
    HEAP32[at] += OWN;
    HEAP32[at + 2] = C_LIMIT;
    return;
  }
}
