/** Programs that change JavaScript under the machinery's feet, in every browser. */

import { equal, Hand, until } from "./play.js";

const first = new Hand("first");

const TAMPERING = {
  "the getter of messages": `descriptor = js.Object.getOwnPropertyDescriptor(js.MessageEvent.prototype, "data")
replace(js.MessageEvent.prototype, "data", get=create_proxy(lambda event: print("ESC" + "APED", event.target), capture_this=True))`,
  "the target of events": `replace(js.Event.prototype, "target", get=create_proxy(lambda event: print("ESC" + "APED"), capture_this=True))`,
  "the method of ports": `js.MessagePort.prototype.postMessage = swallow`,
  "how ports are listened to": `replace(js.MessagePort.prototype, "onmessage", set=swallow)`,
  "listeners": `js.EventTarget.prototype.addEventListener = swallow`,
  "promises": `js.Promise.prototype.then = swallow`,
  "how promises are made": `js.Promise.resolve = swallow; js.Promise.all = swallow`,
  "lists": `js.Array.prototype.push = swallow; js.Array.prototype.map = swallow; js.Array.prototype.splice = swallow; js.Array.prototype.at = swallow`,
  "walking through lists": `js.Array.prototype[js.Symbol.iterator] = swallow`,
  "calls": `js.Function.prototype.call = swallow; js.Function.prototype.apply = swallow; js.Function.prototype.bind = swallow`,
  "records": `js.Object.assign = swallow; js.Object.entries = swallow; js.Object.keys = swallow`,
  "what every record inherits": `replace(js.Object.prototype, "seconds", get=swallow, set=swallow)
replace(js.Object.prototype, "type", get=swallow, set=swallow)`,
  "then of every record": `js.Object.prototype.then = swallow`,
  "the clock": `js.performance.now = create_proxy(lambda *_: "noon")`,
  "clones": `js.structuredClone = swallow`,
  "errors": `js.Error.prototype.toString = swallow; replace(js.Error.prototype, "message", get=swallow)`,
  "maps and sets": `js.Map.prototype.get = swallow; js.Set.prototype.has = swallow; js.Set.prototype.add = swallow`,
};

const PRELUDE = `import js
from pyodide.ffi import create_proxy, to_js
swallow = create_proxy(lambda *_: None)
def replace(owner, name, **more):
    js.Object.defineProperty(owner, name, to_js({"configurable": True, **more}, dict_converter=js.Object.fromEntries))
`;

const tampered = (code) => async () => {
  first.start(`${PRELUDE}${code}\nprint("tampered")\n1 / 0`);
  const from = performance.now();
  await until(() => !first.busy || performance.now() - from > 4000, () => first.status);
  if (first.busy) first.click("Stop");
  if (first.text.includes("ESCAPED")) throw new Error("escaped");
  equal(await first.run("print('again')"), "again\n");
};

export const all = Object.fromEntries(
  Object.entries(TAMPERING).map(([what, code]) => [
    `a program replaces, and the next one runs: ${what}`,
    tampered(code),
  ]),
);
