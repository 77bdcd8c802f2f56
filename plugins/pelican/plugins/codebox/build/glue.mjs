/**
 * Emscripten's glue as a graph: what each of its declarations needs of the others, of the wasm module
 * and of JavaScript's `Module`, so that what nobody needs can be left out.
 *
 * Names in the graph: `js:x` is a declaration, `prop:x` is `Module["x"]`, `link:x` is what the glue
 * offers to wasm modules as x, `export:x` is what the main module exports. Where it is uncertain what
 * an expression needs, it is taken to need all that it might.
 */

const FACTORY_PARAMETER = "moduleArg";
const OFFERED = "wasmImports";
const FUNCTIONS = ["ArrowFunctionExpression", "FunctionExpression"];
const PLAIN = [...FUNCTIONS, "Identifier", "Literal", "TemplateElement"];

/**
 * @param {string} source the glue
 * @param {(name: string) => object} require gets acorn and acorn-walk
 * @returns {{nodes: Map<string, Set<string>>, roots: Set<string>, pieces: object[], source: string}}
 *   what each node reaches, what is needed in any case, and the pieces of text that go with a node
 */
export function analyse(source, require) {
  const { full } = require("acorn-walk");
  const tree = require("acorn").parse(source, { ecmaVersion: "latest" });
  const { body } = factory(tree, full).body;
  const maps = { nodes: new Map(), roots: new Set(), pieces: [] };
  const graph = { ...maps, source, full, names: declared(body) };
  for (const statement of body) note(graph, statement);
  return graph;
}

/** The glue without the pieces whose nodes are not `used`. */
export function trim({ source, pieces }, used) {
  const gone = pieces.filter(({ node }) => !used(node)).sort((a, b) => a.start - b.start);
  const starts = [0, ...gone.map(({ end }) => end)];
  return starts.map((start, i) => source.slice(start, gone[i]?.start)).join("");
}

/** Names that a glue mentions and that only the glue it was made from declares: there must be none. */
export function lost(before, source, require) {
  const { full } = require("acorn-walk");
  const tree = require("acorn").parse(source, { ecmaVersion: "latest" });
  const left = declared(factory(tree, full).body.body);
  const names = new Set([...before.names].filter((name) => !left.has(name)));
  return [...mentioned({ names, full }, tree)].filter((name) => name.startsWith("js:"));
}

/** What a piece of code mentions, as nodes: names of declarations, and of properties of any object. */
function mentioned({ names, full }, tree) {
  const found = new Set();
  const token = (name) => found.add(`prop:${name}`).add(`prop:_${name}`);
  full(tree, (node) => {
    if (node.type === "Identifier" && names.has(node.name)) found.add(`js:${node.name}`);
    if (node.type === "Literal" && typeof node.value === "string") token(node.value);
    if (node.type === "MemberExpression" && !node.computed) token(node.property.name);
    for (const { computed, key } of node.properties ?? []) {
      if (key && !computed) token(key.name ?? key.value);
    }
    if (isExport(node)) found.add(`export:${node.property.value}`);
  });
  return found;
}

function factory(tree, full) {
  let found;
  full(tree, (node) => {
    if (node.params?.some(({ left }) => left?.name === FACTORY_PARAMETER)) found ??= node;
  });
  if (!found) throw new Error("the glue has no factory function");
  return found;
}

function declared(body) {
  const ids = body.flatMap((node) => (node.declarations ?? [node]).map(({ id }) => id));
  const own = ({ name, properties = [] }) => [name, ...properties.map(({ value: { name } }) => name)];
  return new Set(ids.filter(Boolean).flatMap(own));
}

function note(graph, statement) {
  if (statement.type === "VariableDeclaration") variables(graph, statement);
  else if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
    add(graph, `js:${statement.id.name}`, statement, statement);
  else if (!assignment(graph, statement)) need(graph, statement);
}

function need(graph, tree) {
  for (const name of mentioned(graph, tree)) graph.roots.add(name);
}

/** `piece` goes where nobody needs `node`; `tree` says what the node needs. */
function add(graph, node, tree, piece) {
  reach(graph, node, tree ? mentioned(graph, tree) : []);
  if (piece) graph.pieces.push({ node, start: piece.start, end: piece.end });
}

function reach({ nodes }, node, others) {
  nodes.set(node, new Set([...(nodes.get(node) ?? []), ...others]));
}

function variables(graph, { declarations, start, end }) {
  for (const [i, { id, init, ...place }] of declarations.entries()) {
    const node = `js:${id.name}`;
    const previous = declarations[i - 1];
    if (id.name === OFFERED) offers(graph, init);
    // The first of several stays, with the word that begins the declaration.
    else if ((declarations.length > 1 && !previous) || !removable(id, init)) {
      for (const tree of [id, init].filter(Boolean)) need(graph, tree);
      graph.roots.add(node);
    } else {
      const piece = previous ? { start: previous.end, end: place.end } : { start, end };
      add(graph, node, init && value(init), piece);
      if (init && value(init) !== init) reach(graph, property(init.left), [node]);
    }
  }
}

function removable(id, init) {
  return id.type === "Identifier" && (!init || pure(value(init)));
}

/** `a.b = plain` goes with a, `Module["b"] = plain` with whoever reads that. */
function assignment(graph, statement) {
  const { type, left, right } = statement.expression ?? {};
  if (type !== "AssignmentExpression" || left.type !== "MemberExpression" || !pure(right)) return false;
  const owner = left.object.name;
  const own = !left.computed && graph.names.has(owner) && `js:${owner}`;
  const node = owner === "Module" ? property(left) : own;
  if (!node) return false;
  add(graph, node, right, statement);
  return true;
}

function offers(graph, { properties }) {
  for (const [i, { key, value: offered, start, end }] of properties.entries()) {
    const next = properties[i + 1];
    add(graph, `link:${key.name ?? key.value}`, offered, { start, end: next ? next.start : end });
  }
}

/** Of `Module["x"] = value`, the value. */
function value(init) {
  return init.type === "AssignmentExpression" && property(init.left) ? init.right : init;
}

function property({ type, object, property: named, computed }) {
  if (type !== "MemberExpression" || object.name !== "Module") return undefined;
  if (!computed) return `prop:${named.name}`;
  return typeof named.value === "string" ? `prop:${named.value}` : undefined;
}

function isExport({ type, object, property: named }) {
  return type === "MemberExpression" && object.name === "wasmExports" && named.type === "Literal";
}

/** Whether nothing happens when the expression is evaluated, so that it can be left out. */
function pure(node) {
  if (PLAIN.includes(node.type)) return true;
  if (node.type === "UnaryExpression") return pure(node.argument);
  if (node.type === "ArrayExpression") return node.elements.every((one) => one && pure(one));
  if (node.type === "ObjectExpression")
    return node.properties.every((one) => one.type === "Property" && pure(one.value));
  return node.type === "MemberExpression" && (isExport(node) || node.object.name === "Math");
}
