// The JavaScript port of the rules against the bits that adamcore gives.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import * as port from "../../article/adamcore/index.js";
import { inverse_sqrt, online, trajectory } from "./records.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const own = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");
const printed = execFileSync(python, [`${root}tests/adamcore/vectors.py`], {
  maxBuffer: 1 << 28,
  encoding: "utf8",
});
const [{ steps, every }, ...all] = printed.trim().split("\n").map(JSON.parse);
const vectors = all.filter((vector) => vector.dtype === "float64");

/** The numbers behind hexadecimal bytes. */
function numbers(hex) {
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  return new Float64Array(bytes.buffer);
}

/** Rows 0, every, 2 every, ... of a record's field, as hexadecimal bytes. */
function bits(field) {
  const width = field.length / (steps + 1);
  const rows = [];
  for (let t = 0; t <= steps; t += every) rows.push(...field.slice(t * width, (t + 1) * width));
  return Buffer.from(Float64Array.from(rows).buffer).toString("hex");
}

/** The problem of a vector. */
function problemOf({ problem, given }) {
  if (problem.surface) return port.SURFACES[problem.surface];
  const flat = numbers(given);
  const gradients = Array.from({ length: flat.length / 4 }, (_, t) => flat.slice(4 * t, 4 * t + 4));
  return online(gradients, { start: [1, 1, 1, 1], box: problem.box });
}

for (const vector of vectors) {
  const where = vector.problem.surface ?? vector.problem.gradients.join(" ");
  test(`${vector.rule} ${JSON.stringify(vector.hyper)} on ${where} has adamcore's bits`, () => {
    const rule = port[vector.rule](vector.hyper);
    const record = trajectory(rule, problemOf(vector), { steps });
    for (const name of ["theta", "loss", "grad"]) {
      assert.equal(bits(record[name]), vector.record[name], name);
    }
    assert.deepEqual(Object.keys(record.state).sort(), Object.keys(vector.record.state).sort());
    for (const [name, expected] of Object.entries(vector.record.state)) {
      assert.equal(bits(record.state[name]), expected, name);
    }
  });
}

test("every rule and every surface of adamcore is ported and compared", () => {
  const rules = Object.values(port.RULES).map((rule) => rule.name);
  assert.deepEqual([...new Set(vectors.map((v) => v.rule))].sort(), rules.sort());
  const surfaces = new Set(vectors.map((v) => v.problem.surface).filter(Boolean));
  assert.deepEqual([...surfaces].sort(), Object.keys(port.SURFACES).sort());
});

test("surfaces have adamcore's start, minimum and window", () => {
  const code =
    "import json; from adamcore import SURFACES;" +
    "print(json.dumps({k: [s.start, s.minimum, s.window] for k, s in SURFACES.items()}))";
  const found = JSON.parse(execFileSync(python, ["-c", code], { cwd: root, encoding: "utf8" }));
  for (const [name, { start, minimum, window }] of Object.entries(port.SURFACES)) {
    assert.deepEqual([start, minimum, window], found[name], name);
  }
});

test("defaults are adamcore's", () => {
  const code =
    "import json, dataclasses; from adamcore import RULES;" +
    "print(json.dumps({k: dataclasses.asdict(r()) for k, r in RULES.items()}))";
  const found = JSON.parse(execFileSync(python, ["-c", code], { cwd: root, encoding: "utf8" }));
  for (const [name, hyper] of Object.entries(found)) {
    const [bare, told] = [port.RULES[name](), port.RULES[name](hyper)].map(
      (rule) => trajectory(rule, port.rosenbrock, { steps: 20 }).theta,
    );
    assert.deepEqual(bare, told, name);
  }
});

test("a schedule is asked for the rate of each step", () => {
  const asked = [];
  const lr = (t) => (asked.push(t), inverse_sqrt(0.5)(t));
  const record = trajectory(port.SGD({ lr }), online([[1]]), { steps: 3 });
  assert.deepEqual(asked, [1, 2, 3]);
  assert.ok(Math.abs(record.theta[3] + 0.5 * (1 + 1 / Math.sqrt(2) + 1 / Math.sqrt(3))) < 1e-15);
});

test("a run from another point leaves that point as it was", () => {
  const theta = Float64Array.of(1, 1);
  const record = trajectory(port.Adam({ lr: 0.1 }), port.ravine, { theta, steps: 5 });
  assert.deepEqual([...theta], [1, 1]);
  assert.deepEqual([...record.theta.slice(0, 2)], [1, 1]);
});
