/**
 * Emscripten's glue as a graph: what each of its declarations needs of the others, of the wasm module
 * and of JavaScript's `Module`, so that what nobody needs can be left out.
 *
 * Names in the graph: `js:x` is a declaration, `prop:x` is `Module["x"]`, `link:x` is what the glue
 * offers to wasm modules as x, `export:x` is what the main module exports. Where it is uncertain what
 * an expression needs, it is taken to need all that it might.
 */

/**
 * A node of ESTree as acorn makes it; which other members it has depends on its type.
 * @typedef {{type: string, start: number, end: number, [member: string]: any}} Node
 * @typedef {(tree: Node, visit: (node: Node) => void) => void} Full acorn-walk's
 * @typedef {(name: string) => any} Require gets acorn and acorn-walk
 * @typedef {{start: number, end: number}} Place in the source
 * @typedef {object} Graph
 * @property {Map<string, Set<string>>} nodes what each node reaches
 * @property {Set<string>} roots what is needed in any case
 * @property {(Place & {node: string})[]} pieces of text that go with a node
 * @property {string} source the glue
 * @property {Full} full
 * @property {Set<string>} names that the glue declares
 */

const FACTORY_PARAMETER = "moduleArg";
const OFFERED = "wasmImports";
const FUNCTIONS = ["ArrowFunctionExpression", "FunctionExpression"];
const PLAIN = [...FUNCTIONS, "Identifier", "Literal", "TemplateElement"];

/**
 * @param {string} source the glue
 * @param {Require} require
 * @returns {Graph}
 */
export function analyse(source, require) {
  const { full } = require("acorn-walk");
  const tree = require("acorn").parse(source, { ecmaVersion: "latest" });
  const { body } = factory(tree, full).body;
  /** @type {Graph} */
  const graph = { nodes: new Map(), roots: new Set(), pieces: [], source, full, names: declared(body) };
  for (const statement of body) note(graph, statement);
  return graph;
}

/**
 * The glue without the pieces whose nodes are not `used`.
 * @param {Graph} graph
 * @param {(node: string) => boolean} used
 */
export function trim({ source, pieces }, used) {
  const gone = pieces.filter(({ node }) => !used(node)).sort((a, b) => a.start - b.start);
  const starts = [0, ...gone.map(({ end }) => end)];
  return starts.map((start, i) => source.slice(start, gone[i]?.start)).join("");
}

/**
 * Names that a glue mentions and that only the glue it was made from declares: there must be none.
 * @param {Graph} before
 * @param {string} source
 * @param {Require} require
 */
export function lost(before, source, require) {
  const { full } = require("acorn-walk");
  const tree = require("acorn").parse(source, { ecmaVersion: "latest" });
  const left = declared(factory(tree, full).body.body);
  const names = new Set([...before.names].filter((name) => !left.has(name)));
  return [...mentioned({ names, full }, tree)].filter((name) => name.startsWith("js:"));
}

/**
 * What a piece of code mentions, as nodes: names of declarations, and of properties of any object.
 * @param {Pick<Graph, "names" | "full">} graph
 * @param {Node} tree
 * @returns {Set<string>}
 */
function mentioned({ names, full }, tree) {
  const found = new Set();
  const token = (/** @type {string} */ name) => found.add(`prop:${name}`).add(`prop:_${name}`);
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

/**
 * @param {Node} tree
 * @param {Full} full
 */
function factory(tree, full) {
  /** @type {Node | undefined} */
  let found;
  full(tree, (node) => {
    const named = (/** @type {Node} */ { left }) => left?.name === FACTORY_PARAMETER;
    if (node.params?.some(named)) found ??= node;
  });
  if (!found) throw new Error("the glue has no factory function");
  return /** @type {Node} */ (found);
}

/** @param {Node[]} body */
function declared(body) {
  const ids = body.flatMap((node) => (node.declarations ?? [node]).map((/** @type {Node} */ { id }) => id));
  /** @type {(id: Node) => string[]} */
  const own = ({ name, properties = [] }) => [
    name,
    ...properties.map((/** @type {Node} */ { value: { name } }) => name),
  ];
  return new Set(ids.filter(Boolean).flatMap(own));
}

/**
 * @param {Graph} graph
 * @param {Node} statement
 */
function note(graph, statement) {
  if (statement.type === "VariableDeclaration") variables(graph, statement);
  else if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
    add(graph, `js:${statement.id.name}`, statement, statement);
  else if (!assignment(graph, statement)) need(graph, statement);
}

/**
 * @param {Graph} graph
 * @param {Node} tree
 */
function need(graph, tree) {
  for (const name of mentioned(graph, tree)) graph.roots.add(name);
}

/**
 * `piece` goes where nobody needs `node`; `tree` says what the node needs.
 * @param {Graph} graph
 * @param {string} node
 * @param {Node | null} tree
 * @param {Place} piece
 */
function add(graph, node, tree, piece) {
  reach(graph, node, tree ? mentioned(graph, tree) : []);
  graph.pieces.push({ node, start: piece.start, end: piece.end });
}

/**
 * @param {Graph} graph
 * @param {string} node
 * @param {Iterable<string>} others
 */
function reach({ nodes }, node, others) {
  nodes.set(node, new Set([...(nodes.get(node) ?? []), ...others]));
}

/**
 * @param {Graph} graph
 * @param {Node} declaration
 */
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
      const alias = init && value(init) !== init && property(init.left);
      if (alias) reach(graph, alias, [node]);
    }
  }
}

/**
 * @param {Node} id
 * @param {Node | null} init
 */
function removable(id, init) {
  return id.type === "Identifier" && (!init || pure(value(init)));
}

/**
 * `a.b = plain` goes with a, `Module["b"] = plain` with whoever reads that.
 * @param {Graph} graph
 * @param {Node} statement
 */
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

/**
 * @param {Graph} graph
 * @param {Node} object
 */
function offers(graph, { properties }) {
  for (const [i, { key, value: offered, start, end }] of properties.entries()) {
    const next = properties[i + 1];
    add(graph, `link:${key.name ?? key.value}`, offered, { start, end: next ? next.start : end });
  }
}

/**
 * Of `Module["x"] = value`, the value.
 * @param {Node} init
 * @returns {Node}
 */
function value(init) {
  return init.type === "AssignmentExpression" && property(init.left) ? init.right : init;
}

/**
 * @param {Node} expression
 * @returns {string | undefined}
 */
function property({ type, object, property: named, computed }) {
  if (type !== "MemberExpression" || object.name !== "Module") return undefined;
  if (!computed) return `prop:${named.name}`;
  return typeof named.value === "string" ? `prop:${named.value}` : undefined;
}

/** @param {Node} expression */
function isExport({ type, object, property: named }) {
  return type === "MemberExpression" && object.name === "wasmExports" && named.type === "Literal";
}

/**
 * Whether nothing happens when the expression is evaluated, so that it can be left out.
 * @param {Node} node
 * @returns {boolean}
 */
function pure(node) {
  if (PLAIN.includes(node.type)) return true;
  if (node.type === "UnaryExpression") return pure(node.argument);
  if (node.type === "ArrayExpression") return node.elements.every((/** @type {Node | null} */ one) => one && pure(one));
  if (node.type === "ObjectExpression")
    return node.properties.every((/** @type {Node} */ one) => one.type === "Property" && pure(one.value));
  return node.type === "MemberExpression" && (isExport(node) || node.object.name === "Math");
}
