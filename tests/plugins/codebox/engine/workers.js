/**
 * What a Pool has around it, in Node: a small runtime on a server, and workers that do what a test has
 * them do. All between the two is the real thing.
 */

import { createServer } from "node:http";

import { here } from "../../../../plugins/pelican/plugins/codebox/engine/boot/decompress.js";
import { PARTS } from "../../../../plugins/pelican/plugins/codebox/engine/boot/download.js";
import { EVENTS } from "../../../../plugins/pelican/plugins/codebox/engine/protocol.js";
import { Pool } from "../../../../plugins/pelican/plugins/codebox/engine/runner.js";
import { COLD, CONTENTS, compress, entry } from "./files.js";

const FILES = { ...CONTENTS, library: CONTENTS.extra, cold: COLD };

const SERVED = Object.fromEntries(
  Object.entries(FILES).map(([name, contents]) => [`${name}.bin`, compress(contents)]),
);

const pack = (name) => ({ files: [name], modules: [name], needs: [] });

const MANIFEST = {
  files: Object.fromEntries(Object.entries(FILES).map(([name, one]) => [name, entry(name, one)])),
  packs: { extra: pack("extra"), library: pack("library") },
  hints: {},
  needs: {},
  words: {},
  packages: {},
  projects: [],
  first: Object.keys(CONTENTS).filter((name) => name !== "extra"),
  plain: [],
  snapshot: true,
  memory: 4096,
  lock: "{}",
};

/** A server of one runtime, from which files can be taken away or held back. */
export class Site {
  missing = new Set();
  held = new Map();
  asked = [];
  isSplit = false; // functions come later

  async open() {
    const files = { ...SERVED, "worker.js": "" };
    this.server = createServer(async (request, response) => {
      const name = request.url.slice(1);
      this.asked.push(name);
      await this.held.get(name);
      files["manifest.json"] = JSON.stringify({ ...MANIFEST, split: this.isSplit });
      if (this.missing.has(name) || !(name in files)) response.writeHead(404).end();
      else response.end(files[name]);
    });
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.base = `http://127.0.0.1:${this.server.address().port}/`;
  }

  /** Holds a file back until the function that is returned is called. */
  hold(name) {
    const { promise, resolve } = Promise.withResolvers();
    this.held.set(name, promise);
    return () => {
      this.held.delete(name);
      resolve();
    };
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** What the page's script has; the worker's own script comes from here. */
  get page() {
    const lazy = async (load) => {
      const module = await load();
      return module.address ? { address: `${this.base}worker.js` } : module;
    };
    return { lazy, diagnosed: async (error) => error, unpacker: here };
  }
}

/** A worker: it is ready when it is asked to be, and all else is the test's. */
export class Thread {
  orders = [];
  ended = false;

  constructor(desk) {
    this.desk = desk;
    this.isObedient = desk.isObedient;
  }

  postMessage(order, [port]) {
    this.port = port;
    if (this.desk.closed) this.terminate(); // an open port would keep the process alive
    port.onmessage = ({ data }) => this.receive(data);
    this.receive(order);
  }

  receive(order) {
    this.orders.push(order);
    if (this.isObedient && this.isReadyAfter(order)) this.send("ready");
  }

  /** Parts come with the first order or one by one, and it starts when it has all. */
  isReadyAfter({ type }) {
    if (type !== "part") return type === "rehearse";
    const come = this.orders.filter((order) => order.type === "part").map(({ name }) => name);
    return new Set([...Object.keys(this.has("boot").parts ?? {}), ...come]).isSupersetOf(new Set(PARTS));
  }

  terminate() {
    this.ended = true;
    this.port?.close();
  }

  send(type, message = {}) {
    this.port.postMessage({ type, ...message });
  }

  /** Its script did not load, or has thrown. */
  fail(message) {
    this.onerror({ message, preventDefault() {} });
  }

  part(name) {
    return this.orders.find((order) => order.type === "part" && order.name === name)?.value;
  }

  /** Whether it is in this state, as its pool sees it. */
  is(state) {
    return [...this.desk.pool.live].find(({ worker }) => worker === this)?.state === state;
  }

  has(type) {
    return this.orders.find((order) => order.type === type);
  }

  /** The program that it was given, if any. */
  get code() {
    return this.has("run")?.code;
  }
}

const PATIENCE = 60_000; // milliseconds, as long as a busy machine may take

/** Waits for something to happen. */
export async function until(happened) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    const found = happened();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`it did not happen: ${happened}`);
}

/** A pool whose workers are threads of the test. */
export class Desk {
  threads = [];
  isObedient = true; // those that start from now on are
  closed = false;

  constructor(site, room = 2) {
    const isWide = (query) => query === "(hover: hover)" && room === 2;
    globalThis.matchMedia = (query) => ({ matches: isWide(query), addEventListener() {} });
    globalThis.requestAnimationFrame = setTimeout;
    this.stages = [];
    this.pool = new Pool(site.base, site.page, () => {
      const thread = new Thread(this);
      this.threads.push(thread);
      return thread;
    });
    this.pool.watchers.add((stage) => this.stages.push(stage));
  }

  /** Runs `code`; what is heard of it gathers in `heard`. */
  run(code = "1", checker = "") {
    const heard = [];
    const of = (type) => (message) => heard.push({ ...message, type });
    const handlers = Object.fromEntries(Object.keys(EVENTS).map((type) => [type, of(type)]));
    const { stop } = this.pool.run(code, handlers, checker);
    return { heard, stop, last: () => heard.at(-1), types: () => heard.map(({ type }) => type) };
  }

  /** Has a program run: what is heard of it, and the thread in which it does. */
  async begun(code) {
    const run = this.run(code);
    const thread = await this.with(code);
    thread.send("running");
    await until(() => run.types().includes("running"));
    return { run, thread };
  }

  get live() {
    return this.threads.filter(({ ended }) => !ended);
  }

  /** The thread that has been given `code` and is not ended. */
  with(code) {
    return until(() => this.live.find((thread) => thread.code === code));
  }

  /** One that has been told to start and has nothing to do. */
  spare() {
    return until(() => this.pool.idle.length && this.live.find((thread) => !thread.code));
  }

  /** Has a package come that no program has asked for yet. */
  async brought(name) {
    await this.pool.warm("");
    await this.pool.source.packages.get(name);
  }

  close() {
    this.closed = true;
    clearTimeout(this.pool.later);
    this.pool.abort();
  }
}
