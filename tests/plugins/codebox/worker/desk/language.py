# %% generators, closures and comprehensions
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
from itertools import islice
print(list(islice(primes(), 12)), {k: v for k, v in zip("ab", range(2))})
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
c = counter()
print(c(), c(), [c() for _ in range(3)])
# %% dataclasses with order, slots and defaults
from dataclasses import dataclass, field, asdict, replace
@dataclass(order=True, frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = field(default_factory=list, compare=False)
print(sorted([Point(2), Point(1, 5), Point(1, 2)]), asdict(Point(3)), replace(Point(1), y=9))
try:
    Point(1).x = 4
except Exception as e:
    print(type(e).__name__, e)
# %% pattern matching
def describe(thing):
    match thing:
        case []: return "nothing"
        case [x]: return f"one {x}"
        case {"kind": "circle", "r": r} if r > 0: return f"circle {r}"
        case str() | bytes(): return "text"
        case (int() as a, *rest): return f"{a} and {len(rest)} more"
        case _: return "unknown"
for t in ([], [1], {"kind": "circle", "r": 2}, "x", (1, 2, 3), 4.5):
    print(describe(t))
# %% context managers and exit stacks
import contextlib
@contextlib.contextmanager
def room(name):
    print("enter", name)
    try:
        yield name.upper()
    finally:
        print("leave", name)
with room("a") as a, room("b") as b:
    print(a, b)
with contextlib.ExitStack() as stack:
    print([stack.enter_context(room(n)) for n in "xyz"])
with contextlib.suppress(ZeroDivisionError):
    1 / 0
with contextlib.redirect_stdout(__import__("io").StringIO()) as text:
    print("hidden")
print(repr(text.getvalue()))
# %% descriptors, metaclasses and slots
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, kind=None): return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if value <= 0: raise ValueError(f"{self.name[1:]} must be positive")
        setattr(obj, self.name, value)
class Registry(type):
    all = {}
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns)
        m.all[name] = kw
        return cls
class Box(metaclass=Registry, version=2):
    size = Positive()
    def __init__(self, size): self.size = size
print(Box(3).size, Registry.all)
try: Box(-1)
except ValueError as e: print(e)
# %% enums and flags
import enum
class Colour(enum.Enum):
    RED = enum.auto(); GREEN = enum.auto()
class Perm(enum.Flag):
    R = 4; W = 2; X = 1
print(list(Colour), Colour["RED"], Colour(2), Perm.R | Perm.X, Perm(7))
# %% typing at run time
from typing import NamedTuple, TypedDict, Protocol, Generic, get_type_hints, runtime_checkable
class Pair[T](NamedTuple):
    a: int
    b: str = "x"
@runtime_checkable
class Sized(Protocol):
    def __len__(self) -> int: ...
class Film(TypedDict, total=False):
    title: str
type Alias = list[int]
print(Pair(1), isinstance([], Sized), Film(title="a"), get_type_hints(Pair), Alias.__value__)
# %% classes print themselves with their module
class A: pass
print(A, A.__module__, A.__qualname__, __name__, __doc__, __package__, __spec__)
def f(): pass
print(f.__module__, type(__builtins__).__name__, sorted(n for n in globals() if n.startswith("__")))
# %% integers of any size and their limit
print(2**200, (10**4000 % 7), int("9" * 50), (1 << 100).bit_length())
try:
    str(10**5000)
except ValueError as e:
    print(e)
# %% f-strings and formats
x, name, when = 3.14159, "ö", __import__("datetime").date(2024, 2, 29)
print(f"{x:8.3f}|{x!r:>10}|{name=}|{when:%d.%m.%Y}|{1234567:,}|{255:#x}|{0.25:.0%}|{f'{x:.1f}'}")
print("{:^10}|{:<5}|{!s}".format("mid", 7, None), "%05.1f %s %r" % (2.5, "a", "b"))
# %% unicode text
s = "Grüße, 世界 🎉 e\u0301"
import unicodedata
print(s, len(s), s.upper(), s.encode()[:6], unicodedata.normalize("NFC", s)[-1], unicodedata.name("é"))
print(ascii(s), s.casefold(), "ß".upper(), sorted("éeaz"))
# %% slicing, unpacking, walrus, star
a, *b, c = range(6)
print(a, b, c, [*b, *"xy"], {**{"a": 1}, "b": 2})
if (n := len(b)) > 3: print(n)
print("abcdef"[::-2], [1, 2, 3, 4][1:-1], (lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3))
# %% exceptions with notes, groups and chains
try:
    try:
        raise KeyError("inner")
    except KeyError as e:
        e.add_note("a note")
        raise ValueError("outer") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__), e.__cause__.__notes__)
try:
    raise ExceptionGroup("several", [TypeError(1), ValueError(2)])
except* TypeError as group:
    print("types", group.exceptions)
except* ValueError as group:
    print("values", group.exceptions)
# %% copy, deepcopy and pickle of own classes
import copy, pickle
class Node:
    def __init__(self, v, *kids): self.v, self.kids = v, list(kids)
    def __repr__(self): return f"N({self.v},{self.kids})"
t = Node(1, Node(2), Node(3, Node(4)))
u = pickle.loads(pickle.dumps(t))
d = copy.deepcopy(t)
d.kids[0].v = 99
print(t, u, d, pickle.loads(pickle.dumps(Node)) is Node)
# %% weak references, finalizers and the end of the program
import weakref
class Thing:
    def __init__(self, n): self.n = n
    def __del__(self): print("deleted", self.n)
a = Thing(1)
r = weakref.ref(a)
weakref.finalize(a, print, "finalized")
del a
print(r())
b = Thing(2)
# %% finalizers at the end see the program's functions
def tell(text): print("told", text)
class Loud:
    def __del__(self): tell(LABEL)
LABEL = "label"
x = Loud()
# %% atexit handlers run last first
import atexit
atexit.register(print, "first registered")
@atexit.register
def second(): print("second registered")
gone = atexit.register(lambda: print("never"))
atexit.unregister(gone)
print("body")
# %% an atexit handler that fails
import atexit
@atexit.register
def bad(): return 1 / 0
print("body")
# %% the recursion limit for plain functions
import sys
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900), sys.getrecursionlimit())
try: depth(5000)
except RecursionError as e: print(e)
sys.setrecursionlimit(6000)
print(depth(5000))
# %% a semicolon and a comment are quiet
x = [3]
x.append(4);  # no value here
# %% operators and special methods
class V:
    def __init__(s, *v): s.v = v
    def __add__(s, o): return V(*(a + b for a, b in zip(s.v, o.v)))
    def __matmul__(s, o): return sum(a * b for a, b in zip(s.v, o.v))
    def __getitem__(s, i): return s.v[i]
    def __contains__(s, x): return x in s.v
    def __bool__(s): return any(s.v)
    def __repr__(s): return f"V{s.v}"
print(V(1, 2) + V(3, 4), V(1, 2) @ V(3, 4), V(1, 2)[1], 2 in V(1, 2), bool(V(0)), list(V(5, 6)))
# %% async generators and comprehensions
import asyncio
async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
async def main():
    print([i async for i in ticks(4)], [i * 2 async for i in ticks(6) if i % 2])
    async with asyncio.timeout(1):
        print(await asyncio.gather(*(asyncio.sleep(0.002 * (3 - i), i) for i in range(3))))
asyncio.run(main())
# %% the name is main
if __name__ == "__main__":
    print("main", __file__.endswith("code"))
