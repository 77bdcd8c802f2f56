/**
 * Ways out of the worker. Each prints ESCAPED where it succeeds, as it must without the cage; with
 * the cage it must end in an error. A program waits for nothing of JavaScript's, so an answer is not
 * waited for: to have asked is to have escaped.
 */

import { Hand, matches } from "./play.js";

const first = new Hand("first");
const SITE = new URL("./", location.href).href;

/** @type {Record<string, string>} Python by title */
const ESCAPES = {
  fetch: `from js import fetch
assert fetch(SITE)`,
  "XMLHttpRequest": `from js import XMLHttpRequest
request = XMLHttpRequest.new()
request.open("GET", SITE, False)
request.send()
assert request.status == 200`,
  "pyodide.http.pyfetch": `from pyodide.http import pyfetch
pyfetch(SITE).send(None)  # its first step, which asks`,
  "pyodide.http.open_url, synchronous": `from pyodide.http import open_url
assert "Boxes" in open_url(SITE).read()`,
  WebSocket: `from js import WebSocket
socket = WebSocket.new(SITE.replace("http", "ws"))
assert socket.readyState == 0`,
  "a socket of C": `import socket
s = socket.socket()
s.setblocking(False)
try:
    s.connect(("127.0.0.1", 9))
except BlockingIOError:
    pass`,
  EventSource: `from js import EventSource
assert EventSource.new(SITE).readyState == 0`,
  WebTransport: `from js import WebTransport
WebTransport.new("https://127.0.0.1:9/")`,
  "a font's address": `from js import FontFace
font = FontFace.new("x", f"url({SITE}x.woff2)")
font.load()
assert font.status in ("loading", "error")`,
  indexedDB: `from js import indexedDB
assert indexedDB.open("escaped")`,
  "CacheStorage": `from js import caches
assert caches.open("escaped")`,
  "the origin's private files": `from js import navigator
assert navigator.storage.getDirectory()`,
  "the old file system": `from js import webkitRequestFileSystemSync
webkitRequestFileSystemSync(0, 1024)`,
  locks: `from js import navigator
assert navigator.locks`,
  "IDBFS of the C library": `import pyodide_js
FS = pyodide_js.FS
FS.mkdir("/escaped")
from js import Object
FS.mount(FS.filesystems.IDBFS, Object.new(), "/escaped")
from pyodide.ffi import create_proxy
told = []
FS.syncfs(True, create_proxy(told.append))
assert not told, f"{told[0]}"`,
  "a lazy file of the C library": `import pyodide_js
pyodide_js.FS.createLazyFile("/", "escaped.html", SITE, True, False)
assert "Boxes" in open("/escaped.html").read()`,
  "a new worker": `from js import Worker, Blob, URL
Worker.new(URL.createObjectURL(Blob.new([])))`,
  "a broadcast channel": `from js import BroadcastChannel
BroadcastChannel.new("escaped").postMessage("hello")`,
  "the worker's own messages": `from js import postMessage
postMessage("forged")`,
  "closing the worker": `from js import close
assert close`,
  "an address for a blob": `from js import Blob, URL
assert URL.createObjectURL(Blob.new([]))`,
  "run_js": `from pyodide.code import run_js
assert run_js("1 + 1") == 2`,
  "run_js for what was deleted": `from pyodide.code import run_js
assert run_js("typeof fetch") == "function"`,
  "eval": `from js import eval
assert eval("1 + 1") == 2`,
  "the Function constructor": `from js import Function
assert Function.new("return 1 + 1")() == 2`,
  "Function through a constructor": `from js import Object
assert Object.constructor("return 1 + 1")() == 2`,
  "the constructor of async functions": `from js import Object
import pyodide_js
make = Object.getPrototypeOf(pyodide_js.loadPackage).constructor
assert make("return 1 + 1")`,
  "emscripten's own eval": `import ctypes
ctypes.CDLL(None).emscripten_run_script(b"globalThis.escaped = 8")
import js
assert js.escaped == 8`,
  "fetch from the prototype chain": `from js import Object, self
at = self
while at is not None and "fetch" not in list(Object.getOwnPropertyNames(at)):
    at = Object.getPrototypeOf(at)
assert Object.getOwnPropertyDescriptor(at, "fetch").value.call(self, SITE)`,
  "importScripts from the prototype chain": `from js import WorkerGlobalScope
assert WorkerGlobalScope.prototype.importScripts`,
  "a getter that sees all messages": `import js
from pyodide.ffi import create_proxy, to_js
getter = to_js({"get": create_proxy(lambda: None)}, dict_converter=js.Object.fromEntries)
js.Object.defineProperty(js.MessageEvent.prototype, "data", getter)`,
  "a method that sees all ports": `from js import MessagePort
own = MessagePort.prototype.postMessage
MessagePort.prototype.postMessage = 7
assert MessagePort.prototype.postMessage == 7
MessagePort.prototype.postMessage = own  # Python's own loop uses it`,
  "a method that sees all listeners": `from js import EventTarget
EventTarget.prototype.addEventListener = 7
assert EventTarget.prototype.addEventListener == 7`,
  "wasm from an address": `from js import WebAssembly
assert WebAssembly.compileStreaming`,
};

/** What no worker has, with or without the cage. */
const NEVER = ["document", "window", "parent", "localStorage", "sessionStorage", "cookieStore", "SharedWorker"];

const caged = new URLSearchParams(location.search).get("cage") !== "none";

const attempt = (escape) => async () => {
  const text = await first.run(`SITE = ${JSON.stringify(SITE)}\n${escape}\nprint("ESCAPED")`);
  if (!caged) return matches(text, /^ESCAPED\n|\nESCAPED\n/);
  if (/ESCAPED\n/.test(text)) throw new Error("escaped");
  // An error that C code cannot catch ends the interpreter; the box says so and has another.
  if (/^It did not work: Python has crashed/.test(first.status)) return;
  matches(text, /Error/);
  matches(first.status, /^Ended by an error/);
};

const absent = (name) => async () => {
  const text = await first.run(`import js\nprint(hasattr(js, "${name}"))`);
  matches(text, /^False/);
};

export const all = Object.fromEntries([
  ...Object.entries(ESCAPES).map(([title, code]) => [title, attempt(code)]),
  ...NEVER.map((name) => [`no ${name}`, absent(name)]),
]);
