# %% collections
from collections import Counter, defaultdict, deque, OrderedDict, ChainMap, namedtuple
print(Counter("mississippi").most_common(2), deque([1, 2, 3], maxlen=2), ChainMap({"a": 1}, {"b": 2})["b"])
d = defaultdict(list); d["x"].append(1); print(d, OrderedDict(b=1, a=2))
P = namedtuple("P", "x y"); print(P(1, 2)._replace(y=5), P._fields)
# %% itertools and functools
import itertools as it, functools as ft, operator as op
print(list(it.batched("abcdefg", 3)), list(it.pairwise([1, 2, 3])), [list(g) for k, g in it.groupby("aabccc")])
print(ft.reduce(op.mul, range(1, 6)), list(it.accumulate([1, 2, 3, 4], max)), list(it.combinations("abc", 2)))
@ft.lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@ft.singledispatch
def kind(x): return "other"
@kind.register
def _(x: int): return "int"
print(kind(3), kind("a"), ft.partial(pow, 2)(10))
# %% json
import json
text = json.dumps({"a": [1, 2.5, None, True], "ö": "ü"}, indent=2, sort_keys=True)
print(text, json.loads(text))
try: json.loads('{"a": 1,}')
except json.JSONDecodeError as e: print(e, e.lineno, e.colno)
# %% csv
import csv, io
out = io.StringIO()
w = csv.DictWriter(out, ["a", "b"]); w.writeheader(); w.writerow({"a": 1, "b": "x,y"})
print(repr(out.getvalue()), list(csv.reader(io.StringIO(out.getvalue()))))
# %% regular expressions
import re
print(re.findall(r"(\w+)@(\w+)\.com", "ann@site.com bob@web.com"), re.sub(r"(?P<y>\d{4})", r"<\g<y>>", "in 2024"))
m = re.match(r"(?P<a>\d+)-(?P<b>\d+)?", "12-"); print(m.groupdict(), re.split(r"[,;]\s*", "a, b;c"))
try: re.compile("(")
except re.error as e: print(e)
# %% decimal and fractions
from decimal import Decimal, getcontext, localcontext, ROUND_HALF_UP
from fractions import Fraction
getcontext().prec = 30
print(Decimal(1) / Decimal(7), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Fraction(3, 4) + Fraction("0.1"))
with localcontext() as c:
    c.prec = 5
    print(Decimal(2).sqrt())
# %% statistics and random with a seed
import statistics as st, random
print(st.mean([1, 2, 4]), st.median([3, 1, 2]), st.stdev([1, 2, 3, 4]), st.quantiles(range(10), n=4))
random.seed(42)
print(random.random(), random.randint(1, 100), random.sample(range(20), 4), random.gauss(0, 1), random.choices("abc", k=4))
# %% math and cmath
import math, cmath
print(math.isqrt(99), math.comb(10, 3), math.gcd(12, 18), math.fsum([0.1] * 10), math.nextafter(1, 2), cmath.sqrt(-4))
print(math.inf, -math.nan, math.dist((0, 0), (3, 4)), math.sumprod([1, 2], [3, 4]), round(2.5), round(-1.567, 2))
try: math.sqrt(-1)
except ValueError as e: print(e)
# %% dates and times
from datetime import datetime, date, timedelta, timezone
d = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
print(d.isoformat(), d + timedelta(days=366), d.strftime("%A %d %B %Y %j %U"), date.fromisoformat("2024-03-01") - d.date())
print(datetime.strptime("01/02/03", "%d/%m/%y"), d.timestamp(), timedelta(hours=30), d.astimezone(timezone(timedelta(hours=5))))
import calendar
print(calendar.month(2024, 2))
# %% paths and files
from pathlib import Path
import tempfile, os, shutil
with tempfile.TemporaryDirectory() as folder:
    p = Path(folder) / "a" / "b.txt"
    p.parent.mkdir()
    p.write_text("one\ntwo\n", encoding="utf-8")
    print(p.read_text().splitlines(), p.name, p.suffix, p.stat().st_size, sorted(q.name for q in Path(folder).rglob("*")))
    with open(p, "a") as f: print("three", file=f)
    with open(p) as f: print([line.strip() for line in f])
    shutil.copy(p, Path(folder) / "c.txt"); print(sorted(os.listdir(folder)))
print(os.path.exists(folder), os.path.join("a", "b"), os.path.splitext("x.tar.gz"))
# %% the program reads its own file
from pathlib import Path
text = Path(__file__).read_text()
print(text.splitlines()[0], len(open(__file__).readlines()))
# %% a module that the program writes can be imported
open("helper_mod.py", "w").write("def twice(x):\n    return 2 * x\n")
import helper_mod
print(helper_mod.twice(21), helper_mod.__name__)
__import__("os").remove("helper_mod.py")
# %% inspect sources of functions and classes
import inspect
def add(a, b=2, *args, c: int = 3, **kw) -> int:
    """Adds."""
    return a + b
class Shape:
    """A shape."""
    def area(self):
        return 0
print(inspect.signature(add), inspect.getdoc(add), inspect.getsource(add))
print(inspect.getsource(Shape), inspect.getsource(Shape.area), inspect.getsourcelines(Shape)[1])
print(inspect.getmodule(Shape).__name__, inspect.isfunction(add), inspect.getfile(Shape) == __file__)
# %% the call stack is the program's own
import inspect, traceback, sys
def inner():
    print([f.function for f in inspect.stack()])
    print([f.name for f in traceback.extract_stack()])
    print(sys._getframe(1).f_code.co_name)
def outer(): inner()
outer()
# %% argparse
import argparse
p = argparse.ArgumentParser(description="Adds.")
p.add_argument("numbers", nargs="*", type=int, default=[1, 2]); p.add_argument("--times", type=int, default=2)
a = p.parse_args(); print(a.numbers, a.times, p.parse_args(["3", "--times", "5"]))
# %% logging to stderr
import logging
logging.warning("plain %s", 1)
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", force=True)
log = logging.getLogger("mine")
log.info("info"); log.debug("not shown"); log.error("error %d", 3)
try: 1 / 0
except ZeroDivisionError: log.exception("caught")
# %% unittest
import unittest
class T(unittest.TestCase):
    def test_a(self): self.assertEqual(1 + 1, 2)
    def test_b(self):
        with self.assertRaises(ValueError): int("x")
    @unittest.skip("later")
    def test_c(self): pass
suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
result = unittest.TextTestRunner(stream=__import__("io").StringIO()).run(suite)
print(result.testsRun, result.wasSuccessful(), len(result.skipped))
# %% unittest main with a failure
import unittest
class T(unittest.TestCase):
    def test_wrong(self): self.assertEqual(1 + 1, 3)
unittest.main(verbosity=0, exit=False)
# %% doctest
import doctest
def square(x):
    """
    >>> square(3)
    9
    >>> square(2)
    5
    """
    return x * x
print(doctest.testmod())
# %% string, textwrap, pprint, reprlib
import string, textwrap, pprint, reprlib
print(string.Template("$a ${b}").substitute(a=1, b=2), textwrap.fill("word " * 12, 30), textwrap.dedent("  a\n   b"))
pprint.pprint({"list": list(range(25)), "nested": {"k" * 10: "v" * 60}}, width=50)
print(reprlib.repr(list(range(100))))
# %% heapq, bisect, array, struct, queue
import heapq, bisect, array, struct, queue
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 2); print(h, heapq.nsmallest(2, h), bisect.bisect([1, 3, 5], 3))
print(array.array("d", [1, 2]), struct.pack(">Ihb", 1, 2, 3), struct.calcsize("<IhbQ"), struct.unpack("<2H", b"\1\0\2\0"))
q = queue.PriorityQueue(); q.put(3); q.put(1); print(q.get(), q.qsize())
# %% hashing, base64, uuid, secrets
import hashlib, base64, uuid, zlib, gzip, binascii, hmac
print(hashlib.sha256(b"a").hexdigest()[:16], hashlib.md5(b"a").hexdigest(), base64.b64encode(b"hello"), uuid.UUID(int=5), uuid.uuid5(uuid.NAMESPACE_DNS, "a.b"))
print(zlib.decompress(zlib.compress(b"x" * 100)) == b"x" * 100, gzip.decompress(gzip.compress(b"y")), zlib.crc32(b"z"), hmac.new(b"k", b"m", "sha1").hexdigest())
# %% xml, html, configparser, tomllib
import xml.etree.ElementTree as ET, html, configparser, tomllib
print(ET.tostring(ET.fromstring("<a><b k='1'>t</b></a>")), html.escape("<a & b>"), html.unescape("&eacute;"))
c = configparser.ConfigParser(); c.read_string("[s]\nk = 1\n"); print(c["s"].getint("k"), tomllib.loads("a = [1, 2]\n[b]\nc = 'd'"))
# %% time, timeit, sched
import time, timeit, sched
t = time.perf_counter(); time.sleep(0.01); print(0.009 < time.perf_counter() - t < 1)
print(time.strftime("%Y-%m-%d", time.gmtime(0)), timeit.timeit("1+1", number=10) < 1)
s = sched.scheduler(); s.enter(0.01, 1, print, ("later",)); s.enter(0, 1, print, ("now",)); s.run()
# %% io streams
import io, sys
b = io.BytesIO(b"abc"); b.seek(1); print(b.read(), io.StringIO("a\r\nb").readlines())
print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.newlines, sys.stdout.name, sys.stdout.mode, sys.stdout.fileno(), sys.stdout.isatty(), sys.stdout.writable())
print(sys.stderr.encoding, sys.stderr.errors, sys.stderr.name, sys.stdin.name, sys.stdin.fileno(), sys.stdin.encoding, sys.stdout.closed)
# %% every way to stdout
import os, sys
print("one")
sys.stdout.write("two\n")
sys.stdout.flush()
sys.stdout.buffer.write("thrée\n".encode()); sys.stdout.buffer.flush()
os.write(1, b"four\n")
print("five", file=sys.__stdout__)
sys.stdout.reconfigure(encoding="utf-8", errors="replace")
print("six \ud800")
with os.fdopen(os.dup(1), "w") as f: f.write("seven\n")
print("eight", flush=True, end="\n\n")
old, sys.stdout = sys.stdout, __import__("io").StringIO()
print("hidden")
sys.stdout = old
print("a", "b", sep="", end="!\n")
sys.stderr.write("err\n"); os.write(2, b"err2\n"); print("err3", file=sys.__stderr__)
# %% lone surrogates on stdout
print("before")
print("\ud800")
# %% graphlib, difflib, fnmatch, shlex, locale, getopt, colorsys, ipaddress
import graphlib, difflib, fnmatch, shlex, getopt, colorsys, ipaddress
print(list(graphlib.TopologicalSorter({"b": {"a"}, "c": {"b"}}).static_order()), difflib.get_close_matches("appel", ["apple", "ape"]))
print(fnmatch.filter(["a.py", "b.txt"], "*.py"), shlex.split("a 'b c' d"), getopt.getopt(["-a", "x"], "a"), ipaddress.ip_network("10.0.0.0/30").num_addresses)
print("\n".join(difflib.unified_diff("a b".split(), "a c".split(), lineterm="")))
# %% importlib, pkgutil, types, warnings caught
import importlib.util, types, warnings
print(importlib.import_module("json").__name__, types.SimpleNamespace(a=1), importlib.util.find_spec("nothing_here"))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("w1", UserWarning)
print(len(w), w[0].message, w[0].lineno, w[0].category.__name__)
# %% import this and help
import this
# %% help of a builtin, a function and a class
def area(r: float) -> float:
    """The area of a circle.

    r: its radius
    """
    return 3.14 * r * r
class Dog:
    """A dog."""
    legs = 4
    def bark(self, loud=False):
        "Barks."
help(area)
help(Dog)
help(len)
help("nothing.there")
# %% ast, dis, tokenize, compile
import ast, io, tokenize, symtable
print(ast.dump(ast.parse("x = 1 + y")), ast.literal_eval("{'a': (1, 2)}"), ast.unparse(ast.parse("if a: b")))
print([t.string for t in tokenize.generate_tokens(io.StringIO("a = 1").readline)])
exec(compile("z = 5", "made", "exec")); print(z, eval("z * 2"))
# %% contextvars, abc, numbers
import contextvars, abc, numbers
v = contextvars.ContextVar("v", default=1)
print(v.get(), contextvars.copy_context().run(lambda: (v.set(2), v.get())), v.get())
class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try: Base()
except TypeError as e: print(e)
print(isinstance(3, numbers.Integral))
# %% shelve-like files, zip and tar in memory
import io, zipfile, tarfile
b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z: z.writestr("a.txt", "hello")
print(zipfile.ZipFile(b).read("a.txt"), zipfile.ZipFile(b).namelist())
# %% what a thread needs without one
import threading, concurrent.futures
print(threading.current_thread().name, threading.active_count(), threading.Lock().acquire(), threading.local())  if False else print(threading.current_thread().name, threading.active_count())
e = threading.Event(); e.set(); print(e.is_set(), e.wait(0.01))
# %% arguments and the interpreter
import sys
print(sys.argv[0].endswith("code"), len(sys.argv), sys.version_info[:2], sys.byteorder, sys.flags.optimize, sys.path[0] in ("", __import__("os").getcwd()) or True)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), hasattr(sys, "ps1"), sys.implementation.name, sys.float_info.max)
# %% profile and trace
import cProfile, pstats, io
p = cProfile.Profile(); p.enable(); sum(range(100)); p.disable()
s = io.StringIO(); pstats.Stats(p, stream=s).strip_dirs().sort_stats("cumtime"); print("ok")
