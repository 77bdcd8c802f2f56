/**
 * A worker that says what it should not, in every browser: whatever comes through the port, the box
 * can be run again.
 */

import { equal, Hand, sleep, until } from "./play.js";

const first = new Hand("first");
const LOOP = "print('begun')\nwhile True: pass";

/** The page's end of the worker that runs: what is posted here comes as if that worker had sent it. */
let forged;

const { Worker } = window;
window.Worker = class extends Worker {
  postMessage(message, given = []) {
    const [port] = given;
    if (!(port instanceof MessagePort)) {
      super.postMessage(message, given); // to a worker that unpacks
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port.onmessage = ({ data }) => {
      if (data.type === "run") forged = port;
      port1.postMessage(data);
    };
    port1.onmessage = ({ data }) => port.postMessage(data);
    super.postMessage(message, [port2]);
  }
};

/** Messages that are none of the box's: each ends the run. */
const WRONG = {
  "nothing": [null, undefined],
  "what is no record": [3, "done", [], ["done"], new Date(), new Map([["type", "done"]])],
  "types that there are not": [{}, { type: "constructor" }, { type: "__proto__" }, { type: "toString" }, { type: ["done"] }],
  "an end without its time": [{ type: "done", ok: true }, { type: "done", ok: true, seconds: null }],
  "times that are none": [NaN, -1, Infinity, "1", {}].map((seconds) => ({ type: "done", ok: true, seconds })),
  "text in other shapes": [
    { type: "text", pieces: "out", dropped: 0 },
    { type: "text", pieces: [["out"]], dropped: 0 },
    { type: "text", pieces: new Array(1e6), dropped: 0 },
    { type: "text", pieces: [["out", { length: 3 }]], dropped: 0 },
    { type: "text", pieces: [], dropped: "many" },
  ],
  "a value that is too long": [{ type: "value", text: "x".repeat(20_000_000) }],
  "pictures of other things": [
    { type: "picture", kind: "png", data: { length: 3 }, alt: "" },
    { type: "picture", kind: "png", data: new BigUint64Array(3), alt: "" },
    { type: "picture", kind: "svg", data: "<svg/>", alt: 3 },
  ],
  "an error without a line": [{ type: "error", text: "no", line: "3", hint: "" }, { type: "error", text: "no", line: NaN, hint: "" }],
  "what only a waiting interpreter says": [{ type: "ready" }, { type: "identifiers", found: [], imported: false }],
  "a failure without words": [{ type: "broken" }, { type: "broken", message: { toString: 1 } }],
};

/** Messages in the right shape: they may end the run or not; Stop does. */
const ODD = {
  "packages that there are not": [{ type: "need", packs: ["constructor", "__proto__", "../../secret"] }],
  "packages that are there": [{ type: "need", packs: ["adamcore"] }, { type: "need", packs: ["adamcore", "adamcore"] }],
  "a stream without a name": [{ type: "text", pieces: [["constructor", "x\n"], ["__proto__", "y\n"]], dropped: 0 }],
  "a picture of no kind": [{ type: "picture", kind: "constructor", data: "x", alt: "" }],
  "a line that there is not": [{ type: "error", text: "no", line: 1e300, hint: "" }],
  "a flood": Array.from({ length: 200_000 }, () => ({ type: "running" })),
  "two ends": [{ type: "done", ok: true, seconds: 1 }, { type: "done", ok: false, seconds: 2 }],
};

async function attacked(messages) {
  first.start(LOOP);
  await until(() => first.text.includes("begun"), () => first.status);
  for (const message of messages) forged.postMessage(message);
}

const ends = (messages) => async () => {
  for (const message of messages) {
    await attacked([message]);
    await until(() => !first.busy, () => `still ${first.status}`, 5000);
    if (!/^It did not work: the program sent/.test(first.status)) throw new Error(first.status);
    equal(await first.run("print('again')"), "again\n");
  }
};

const survives = (messages) => async () => {
  await attacked(messages);
  await sleep(300);
  if (first.busy) first.click("Stop");
  equal(await first.run("print('again')"), "again\n");
};

const titled = (start, table, act) =>
  Object.fromEntries(Object.entries(table).map(([what, value]) => [`${start}: ${what}`, act(value)]));

export const all = {
  ...titled("the page refuses, and runs again", WRONG, ends),
  ...titled("the page takes no harm, and runs again", ODD, survives),
};
