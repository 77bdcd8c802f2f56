/**
 * Runs programs in the box's Python, in Node: node box.mjs FOLDER CORE < programs
 *
 * Programs are a JSON list of sources, or of pairs of a source and its checker. Each gets a thread
 * and an interpreter of its own, which are driven as worker.js does it, and has `LIMIT` seconds.
 * Prints a line of JSON for each, in order: what was posted, whether it ended well, or how the
 * interpreter ended; `repeated` if it wanted a function that comes later, and ran again where all are.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { zstdDecompressSync } from "node:zlib";

import { unpack } from "../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";
import { startSnapshot } from "../../../../plugins/pelican/plugins/codebox/engine/boot/start.js";
import { Python } from "../../../../plugins/pelican/plugins/codebox/worker/python.js";
import { Remains } from "../../../../plugins/pelican/plugins/codebox/worker/remains.js";
import { partsOf } from "../../../../plugins/pelican/plugins/codebox/build/parts.mjs";
import { completed } from "../engine/boot/complete.mjs";

const LIMIT = 60;
const STACK = Number(process.env.BOX_STACK ?? 1); // megabytes, as a browser gives a worker
const SIDE_BY_SIDE = 2;

function shared(folder, core) {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const scratch = mkdtempSync(join(tmpdir(), "box-"));
  process.on("exit", () => rmSync(scratch, { recursive: true }));
  const get = (name) =>
    new Uint8Array(zstdDecompressSync(readFileSync(join(folder, manifest.files[name].file))));
  for (const name of ["native", "pyodide.asm.js", "pyodide.asm.wasm"]) {
    writeFileSync(join(scratch, name), get(name));
  }
  writeFileSync(join(scratch, "empty"), "");
  const job = { core: `${core}/`, native: "native", empty: "empty", lock: manifest.lock };
  const { loader, glue, wasm, libraries, options } = partsOf(scratch, job);
  const parts = { loader, glue, wasm, libraries, options };
  const image = get("snapshot");
  const hot = { ...parts, memory: manifest.memory, packs: [], image, complete: !manifest.split };
  return { manifest, folder, parts: hot, complete: manifest.split ? { ...hot, ...completed(get) } : hot };
}

async function playAll({ complete, ...common }, program) {
  const [code, checker = ""] = [program].flat();
  const result = await play({ ...common, code, checker });
  if (!result.incomplete) return result;
  return { ...(await play({ ...common, parts: complete, code, checker })), repeated: true };
}

/** One program in a thread; resolves to what came of it. */
function play(workerData) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData,
      resourceLimits: { stackSizeMb: STACK, maxOldGenerationSizeMb: 1000 },
      stdout: true,
      stderr: true,
    });
    const posts = [];
    const end = (more) => {
      clearTimeout(alarm);
      worker.terminate();
      resolve({ posts, ...more });
    };
    const alarm = setTimeout(() => end({ ok: false, crash: `still runs after ${LIMIT} s` }), LIMIT * 1000);
    worker.on("message", ({ post, again, ...more }) => {
      if (again) posts.length = 0;
      else if (post) posts.push(post);
      else end(more);
    });
    worker.on("error", (error) => end({ ok: false, crash: String(error.message) }));
  });
}

async function serve() {
  const common = shared(...process.argv.slice(2));
  const programs = JSON.parse(readFileSync(0, "utf8"));
  const results = [];
  let next = 0;
  const turn = async () => {
    while (next < programs.length) {
      const mine = next++;
      results[mine] = await playAll(common, programs[mine]);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, turn));
  const lines = results.map((result) => `${JSON.stringify(result)}\n`);
  process.stdout.write(lines.join(""), () => process.exit());
}

class Box {
  constructor({ manifest, folder, parts }) {
    Object.assign(this, { manifest, folder, parts, wanted: [] });
  }

  pack(name) {
    const [modules, native] = this.manifest.packs[name].files;
    const get = (file) =>
      new Uint8Array(zstdDecompressSync(readFileSync(join(this.folder, this.manifest.files[file].file))));
    const compile = ([path, so]) => [path, new WebAssembly.Module(so)];
    return { name, bytes: get(modules), libraries: native ? unpack(get(native)).map(compile) : [] };
  }

  /** As Session.run of worker.js does it. */
  async run(code, checker) {
    const runtime = await startSnapshot(this.parts);
    const { pyodide } = runtime;
    const decoder = new TextDecoder();
    this.remains = new Remains();
    for (const [kind, set] of [["out", "setStdout"], ["err", "setStderr"]]) {
      const write = (bytes) => {
        const text = this.remains.apart(decoder.decode(bytes));
        if (text) send([kind, text, ""]);
        return bytes.length;
      };
      pyodide[set]({ write });
    }
    pyodide._api.on_fatal = (error) => (this.fatal = error);
    const python = new Python(runtime, this.manifest);
    const obtainable = (module) => {
      this.wanted = python.lacking(module);
      return this.wanted.length > 0;
    };
    const onEvent = (kind, text, more) => send([kind, plain(text), plain(more)]);
    let ok;
    this.wanted = python.missing(code, checker);
    do {
      python.install(this.wanted.splice(0).map((name) => this.pack(name)));
      parentPort.postMessage({ again: true });
      ok = await python.runner.run(code, onEvent, python.available, obtainable, checker);
    } while (this.wanted.length);
    if (typeof ok !== "boolean") throw this.fatal;
    return ok;
  }
}

/** Like a browser's, and unlike Node's, it returns nothing. */
function send(post) {
  parentPort.postMessage({ post });
}

function plain(value) {
  if (value instanceof Uint8Array) return "bytes";
  return typeof value?.toJs === "function" ? plain(value.toJs()) : (value ?? "");
}

async function inThread() {
  const box = new Box(workerData);
  let end;
  try {
    end = { ok: await box.run(workerData.code, workerData.checker) };
  } catch (error) {
    const incomplete = !workerData.parts.complete; // as Session.crashed of worker.js
    const told = !incomplete && box.remains.error(error, workerData.code);
    if (told) send(["error", told.text, [told.line, told.hint]]);
    end = { ok: false, crash: told ? "" : String(error?.message ?? error), incomplete };
  }
  parentPort.postMessage(end);
}

if (isMainThread) serve();
else inThread();
