# %% an error in a function of a function
def a(x): return b(x) + 1
def b(x): return 10 / x
print("before")
a(0)
# %% an error over several lines
total = sum(
    value / divisor
    for value, divisor in
    [(1, 2), (3, 0)]
)
# %% suggestions of names
values = [1, 2]
print(valeus)
# %% suggestions of attributes
class Car:
    wheels = 4
Car().wheel
# %% a chain of causes
try:
    {}["a"]
except KeyError as e:
    raise RuntimeError("no config") from e
# %% an error while an error is handled
try:
    int("x")
except ValueError:
    [][1]
# %% a suppressed context
try:
    int("x")
except ValueError:
    raise TypeError("only this") from None
# %% notes
e = ValueError("bad")
e.add_note("first note")
e.add_note("second note")
raise e
# %% a group of groups
raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError("t"), KeyError("k")])])
# %% an own exception with attributes
class Broke(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
raise Broke(7)
# %% an exception whose str raises
class Mute(Exception):
    def __str__(self): raise RuntimeError("no words")
raise Mute(1)
# %% an exception whose repr and getattr raise
class Mute(Exception):
    def __repr__(self): return 1 / 0
    def __getattr__(self, name): raise RuntimeError(name)
raise Mute("text")
# %% a name error with a hostile object
class Odd:
    def __dir__(self): raise OSError("no dir")
    def __getattr__(self, n): raise AttributeError(n)
Odd().thing
# %% an assertion
x = 3
assert x == 4, f"x is {x}"
# %% an assertion without words
assert not "text"
# %% index, key, type and zero
for step in (lambda: [][0], lambda: {}["k"], lambda: 1 + "a", lambda: 1 // 0, lambda: int("z"), lambda: len(3), lambda: None.x, lambda: (1)()):
    try: step()
    except Exception as e: print(type(e).__name__, e)
[1, 2, 3].index(4)
# %% a wrong call
def f(a, *, b): pass
f(1, 2)
# %% a raise in a generator
def g():
    yield 1
    raise ValueError("in g")
for x in g():
    print(x)
# %% a raise in a comprehension in a class body
class A:
    values = [1 / n for n in (1, 0)]
# %% a raise in a lambda and a decorator
def deco(f):
    def inner(*a):
        return f(*a)
    return inner
@deco
def h(x): return (lambda y: y.missing)(x)
h(1)
# %% endless recursion of a function
def again(n):
    return again(n + 1)
again(0)
# %% mutual recursion
def ping(): pong()
def pong(): ping()
ping()
# %% traceback module in the program
import traceback, sys
def f(): raise ValueError("caught")
try: f()
except ValueError as e:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc().count("\n"), traceback.format_exception_only(e), sys.exc_info()[0])
# %% print_stack
import traceback
def g(): traceback.print_stack()
g()
# %% an own excepthook
import sys
def hook(kind, value, tb):
    print("hooked:", kind.__name__, value, tb.tb_lineno, file=sys.stderr)
sys.excepthook = hook
raise ValueError("v")
# %% an excepthook that fails
import sys
def hook(kind, value, tb): raise RuntimeError("hook")
sys.excepthook = hook
1 / 0
# %% an unraisable error goes to the hook
import sys
class A:
    def __del__(self): raise ValueError("in del")
a = A()
del a
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, file=sys.stderr)
A()
print("after")
# %% sys.exit with a word
import sys
print("before")
sys.exit("stopped: reason")
# %% sys.exit with nothing, in a function, past finally
import sys
def f():
    try: sys.exit()
    finally: print("finally")
f()
# %% raise SystemExit caught
try: raise SystemExit(4)
except SystemExit as e: print("caught", e.code)
# %% exit and quit
print("x")
exit(0)
# %% os._exit runs nothing more
import atexit, os
atexit.register(print, "never")
print("out", flush=True)
try: os._exit(0)
finally: print("never too") if False else None
# %% return outside
x = 1
return x
# %% await outside async
def f():
    await g()
# %% global after use
def f():
    x = 1
    global x
# %% doubled argument
def f(a, b, a): pass
# %% nonlocal at module level
nonlocal x
# %% break outside
for i in range(2): pass
break
# %% continue outside
if True:
    continue
# %% star expression
x = 1
*x
# %% future late
x = 1
from __future__ import annotations
# %% yield outside
yield 1
# %% assignment to a literal, a call, a keyword
f() = 3
# %% nonlocal without binding
def f():
    nonlocal zz
# %% keyword argument repeated
f(a=1, b=2, a=3)
# %% default before non-default
def f(a=1, b): pass
# %% del of a call
del f()
# %% import star in function
def f():
    from os import *
# %% two starred targets
*a, *b = [1]
# %% type params repeated
def f[T, T](): pass
# %% async comprehension outside async
def f(): return [x async for x in y]
# %% missing colon
if True
    pass
# %% unclosed bracket
x = (1,
y = 2
# %% unexpected indent
x = 1
  y = 2
# %% missing block
for i in range(3):
print(i)
# %% tabs and spaces
if True:
        x = 1
	y = 2
# %% unterminated string
s = 'abc
# %% unterminated triple string
s = """abc
def
# %% bad escape in unicode
s = "\N{no such name}"
# %% invalid character
x = 5 € 3
# %% f-string error
f"{1 +}"
# %% equals instead of comparison
if x = 3:
    pass
# %% forgot comma
x = [1 2]
# %% keyword misuse
class = 3
# %% an error in exec of a string
exec("a = 1\nb = a / 0")
# %% a syntax error in eval
eval("1 +")
# %% a syntax error in compile with a name
compile("x ==", "given", "exec")
# %% a warning of the program's own
import warnings
warnings.warn("careful")
def old(): warnings.warn("old is old", DeprecationWarning, stacklevel=2)
old()
for i in range(3): warnings.warn("in a loop")
# %% warnings with a stack level that is too high
import warnings
warnings.warn("high", stacklevel=9)
# %% warnings of the compiler
x = 1
if x is 1: print("is")
s = "\d"
assert (x, "always true")
# %% deprecation in main
import warnings
warnings.warn("gone soon", DeprecationWarning)
warnings.warn("later", PendingDeprecationWarning)
import datetime
datetime.datetime.utcnow()
# %% warnings as errors
import warnings
warnings.simplefilter("error")
warnings.warn("now an error")
# %% a forgotten await
import asyncio
async def work(): print("never")
async def main():
    work()
    await asyncio.sleep(0)
asyncio.run(main())
# %% a forgotten await at the top
async def work(): print("never")
work()
print("end")
# %% a coroutine that is kept to the end
async def work(): pass
kept = work()
print("kept")
# %% a task's error that nobody asks for
import asyncio
async def bad(): raise ValueError("in task")
async def main():
    t = asyncio.create_task(bad())
    await asyncio.sleep(0.01)
    print(t.done())
asyncio.run(main())
# %% an error out of asyncio.run
import asyncio
async def inner(): raise LookupError("deep")
async def main(): await inner()
try: asyncio.run(main())
except LookupError as e: print("caught", e)
# %% a task group with errors
import asyncio
async def bad(n):
    await asyncio.sleep(0.001 * n)
    raise ValueError(n)
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(bad(1)); tg.create_task(asyncio.sleep(5))
try: asyncio.run(main())
except* ValueError as g: print(g.exceptions)
# %% timeouts and cancellation
import asyncio
async def main():
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except TimeoutError: print("timeout")
    t = asyncio.create_task(asyncio.sleep(5)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print("cancelled")
    q = asyncio.Queue()
    async def put():
        for i in range(3): await q.put(i)
    await asyncio.gather(put(), *[q.get() for _ in range(3)])
    lock = asyncio.Lock()
    async with lock: print(lock.locked())
asyncio.run(main())
# %% loops made by hand
import asyncio
async def f(x): await asyncio.sleep(0.001); return x * 2
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(f(1)), asyncio.get_event_loop() is loop, loop.is_running())
loop.call_later(0.001, loop.stop); loop.run_forever(); loop.close()
with asyncio.Runner() as r: print(r.run(f(2)), r.run(f(3)))
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
async def nested():
    try: asyncio.run(f(1))
    except RuntimeError as e: print(e)
asyncio.run(nested())
# %% create_task without a loop
import asyncio
async def f(): pass
asyncio.create_task(f())
# %% get_event_loop without a loop warns
import asyncio
async def f(): return 5
print(asyncio.get_event_loop().run_until_complete(f()))
# %% form feeds and line separators in the source
x = "ab c"
y = "cde"
# next page  
def f():
    raise ValueError("line of f")
f()
# %% the last expression raises in repr
class R:
    def __repr__(self): raise ValueError("no repr")
print(R())
# %% KeyboardInterrupt
raise KeyboardInterrupt
# %% a bare BaseException
raise BaseException("base")
# %% a StopIteration at the top
next(iter([]))
# %% a memory error by hand
raise MemoryError("by hand")
# %% bytes and str
b"a" + "b"
# %% an import of a name that there is not
from math import squareroot
# %% a module that there is not, handled
try: import surely_not_here
except ImportError as e: print(e, e.name)
# %% a file that there is not, handled
try: open("no/such/file.txt")
except FileNotFoundError as e: import errno; print(e, e.errno == errno.ENOENT)
# %% an error while a generator is closed at the end
def g():
    try: yield
    finally: print("closed")
x = g(); next(x)
# %% main guard with arguments and an exit status of zero
import sys
def main(argv): print(len(argv)); return 0
if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
