import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { analyse, lost, trim } from "../../../../plugins/pelican/plugins/codebox/build/glue.mjs";

const require = createRequire(import.meta.url);
const around = (body) => `var create = (() => async function (moduleArg = {}) {${body}})();`;

/** What is left of a glue's body when a world that needs `wanted` reaches what it reaches. */
function left(body, wanted = []) {
  const graph = analyse(around(body), require);
  const used = new Set();
  const waiting = [...graph.roots, ...wanted];
  while (waiting.length) {
    const node = waiting.pop();
    if (!used.has(node)) waiting.push(...(graph.nodes.get(node) ?? []));
    used.add(node);
  }
  const text = trim(graph, (node) => used.has(node));
  assert.deepEqual(lost(graph, text, require), []);
  return text.slice(around("").indexOf("{}) {") + 5, -"})();".length);
}

test("what nobody calls goes, with its signature and its place in Module", () => {
  const body = 'function _a(){b()}_a.sig="v";Module["_a"]=_a;function b(){}';
  assert.equal(left(body), "");
  assert.equal(left(body, ["prop:_a"]), body);
});

test("what a string or a property names stays", () => {
  const glue = (use) => `Module["_a"]=_a;function _a(){}${use};`;
  for (const use of ['call("a")', 'call("_a")', "x()._a()", "const {_a:y}=x()"]) {
    assert.equal(left(glue(use)), glue(use));
  }
});

test("an offer to wasm modules goes where no module takes it", () => {
  const glue = "var wasmImports={one:_one,two:_two};function _one(){}function _two(){}";
  assert.equal(left(glue), "var wasmImports={};");
  assert.equal(left(glue, ["link:two"]), "var wasmImports={two:_two};function _two(){}");
});

test("a use of the module's export is known as one", () => {
  const graph = analyse(around('var _a=Module["_a"]=wasmExports["a"];'), require);
  assert.deepEqual([...graph.nodes.get("prop:_a")], ["js:_a"]);
  assert.ok(graph.nodes.get("js:_a").has("export:a"));
});

test("what does something when it is evaluated stays, with all that it needs", () => {
  for (const glue of [
    "var a=make();function make(){return b}var b=1;",
    "var{a,b}=c;var c={a:1};",
    "if(globalThis.x){a()}function a(){}",
    "a.b=new B;var a={};class B{}",
    "globalThis.y=1;",
  ]) {
    assert.equal(left(glue), glue);
  }
});

test("of several variables in one declaration the first stays", () => {
  assert.equal(left("var a=1,b=2,c=3;use(b);"), "var a=1,b=2;use(b);");
});

test("a glue of another form is no glue", () => {
  assert.throws(() => analyse("var create = 1;", require), /no factory function/);
});
