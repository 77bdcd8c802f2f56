/**
 * What a program puts out cannot hold up the page, in every browser. While each runs, a timer in the
 * page records the longest time in which it was not called, and Stop is pressed in the middle of some.
 */

import { equal, Hand, sleep, until } from "./play.js";

const first = new Hand("first");
const LONGEST = 200; // milliseconds
const STOP = 100;

/** Records the longest gap between two turns of the page's thread. */
class Watch {
  constructor() {
    const { port1, port2 } = new MessageChannel();
    Object.assign(this, { last: performance.now(), longest: 0, port: port2 });
    // Messages, not timers, which browsers call late on purpose when there are many
    port1.onmessage = () => this.turn();
    this.timer = setInterval(() => port2.postMessage(0), 4);
  }

  turn() {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.last);
    this.last = now;
  }

  end() {
    clearInterval(this.timer);
    this.turn();
    this.port.close();
    return this.longest;
  }
}

/** Runs `code` to its end, and a little longer; the text, and the longest block in milliseconds. */
async function watched(code, hand = first) {
  hand.write(code);
  await sleep(50);
  const watch = new Watch();
  hand.click("Run");
  await until(() => !hand.busy, () => `still ${hand.status}`, 120_000);
  await sleep(300);
  return { text: hand.text, longest: watch.end() };
}

/** Runs `code`, which does not end, and stops it: how long until the box says so, and the block. */
async function stopped(code, rest = 600, hand = first) {
  hand.write(code);
  hand.click("Run");
  await until(() => hand.status === "Running" && !/will appear/.test(hand.text) && hand.log.children.length, () => hand.status);
  const watch = new Watch();
  await sleep(rest);
  const from = performance.now();
  hand.click("Stop");
  await until(() => hand.status === "Stopped", () => hand.status, 5000);
  const word = performance.now() - from;
  await sleep(300);
  return { word, longest: watch.end() };
}

const SVG = '<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"60\\" height=\\"40\\">';

const shows = (svg, alt = "") => `class D:
    ${alt || "pass"}
    def _repr_svg_(self): return ${svg}
display(D())
print("after")`;

const nested = (width, depth) => `s = "${SVG}<defs><g id='a0'><rect width='3' height='3'/></g>"
for k in range(1, ${depth + 1}):
    s += f"<g id='a{k}'>" + f"<use href='#a{k - 1}'/>" * ${width} + "</g>"
s += "</defs><use href='#a${depth}'/></svg>"
${shows("s")}`;

const PNG = `import struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
def png(width, height, rows):
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
class P:
    def __init__(self, data): self.data = data
    def _repr_png_(self): return self.data
`;

/** Programs that end: name, code, what the page then says. */
const FLOODS = {
  "single characters to stdout and stderr in turn": [
    "import sys\nfor k in range(120_000): (sys.stdout, sys.stderr)[k % 2].write('xy'[k % 2])", /^Earlier output is gone: (119,000|118,9\d\d) lines/],
  "values": ["for k in range(20_000): display(k)", /^Earlier output is gone: 19,000 values[^]*19999$/],
  "long values": ["for k in range(60): display('v' * 90_000)", /^Earlier output is gone: \d+ values/],
  "a million short lines": ["for k in range(1_000_000): print(k)", /^Earlier output is gone: 990,000 lines[^]*\n999999\n$/],
  "one very long line": ["print('x' * 3_000_000 + 'end')", /^Earlier output is gone: 2,7\d\d,\d{3} characters[^]*xend\n$/],
  "a long line that grows": ["import sys\nfor k in range(300_000): sys.stdout.write('y')\nprint('end')", /yend\n$/],
  "200 MB at once": ["print('z' * 200_000_000)", /^Earlier output is gone: 199,7\d\d,\d{3} characters/],
  "a line written anew 300,000 times": ["for k in range(300_000): print(f'\\r{k:>8}', end='')", /^(?!Earlier) +299999$/],
  "colours, each letter its own": ["for k in range(40_000): print(f'\\x1b[{31 + k % 7};{41 + k % 5}m{k % 10}', end='' if k % 80 else '\\n')", /gone: /],
  "backspaces on a long line": ["import sys\nsys.stdout.write('w' * 50_000)\nfor k in range(60_000): sys.stdout.write('\\b\\bab')", /w+a/],
  "colours on one endless line": ["for k in range(60_000): print(f'\\x1b[3{k % 8}m{k % 10}', end='')", /\d+/],
  "escape sequences without an end": ["for c in ('\\x1b[', '\\x1b]', '\\x1bP', '\\x9b1;'): print(c * 200_000)\nprint('\\x18\\x1b\\\\done')", /done/],
  "a list that holds itself two to the fortieth times": ["a = [1]\nfor _ in range(40): a = [a, a]\na", /\[\[\[[^]*only its first 100,000 characters are shown/],
  "a value of 100 MB": ["class V:\n    def __repr__(self): return 'r' * 100_000_000\nV()", /99,900,000 characters more/],
  "three million numbers in a list": ["list(range(3_000_000))", /only its first 100,000 characters/],
  "an error of 50 MB": ["raise ValueError('m' * 50_000_000 + ' end')", /ValueError: m+… \(49,95\d,\d{3} characters are left out\) …m+ end/],
  "errors within errors, a hundred and fifty deep": ["def f(n):\n    try: 1 / 0\n    except ZeroDivisionError as e:\n        if n: f(n - 1)\n        raise ValueError(n) from e\nf(150)", /left out|ValueError/],
  "pictures": [`${PNG}p = png(8, 8, bytes(72))\nfor k in range(10_000): display(P(p))`, /^Earlier output is gone: 9,950 pictures/],
  "drawings": [`class D:\n    def _repr_svg_(self): return "${SVG}" + "<circle r='9'/>" * 900 + "</svg>"\nfor k in range(2_000): display(D())`, /^Earlier output is gone: 1,9\d\d pictures/],
  "drawings as large as can be": [`class D:\n    def _repr_svg_(self): return "${SVG}" + "<path d='M1 2L30 4Q5 6 7 38z' fill='none' stroke='red'/>" * 5_200 + "</svg>"\nfor k in range(12): display(D())`, /gone: \d pictures/],
  "a hundred thousand instances by use": [nested(10, 5), /Line 8: A picture is not shown: it would draw [\d,]+ elements[^]*after\n$/],
  "ten to the fortieth instances by use": [nested(10, 40), /it would draw endlessly many elements/],
  "drawings in a circle": [shows(`"${SVG}<g id='a'><use href='#a'/></g></svg>"`), /refer to each other in a circle/],
  "tags that never end": [shows('"<svg " * 280_000'), /Line 4: .*SVG is not well formed: the tag <svg> does not end/],
  "other broken SVG": [`for s in ("<svg", "<svg><g></svg>", "text", "", "<svg>&nbsp;</svg>", "<!--" * 300_000, "<svg a='" + " a=" * 400_000, "<" * 1_400_000):
    ${shows("s").split("\n").slice(0, 4).join("\n    ")}`, /(not shown[^]*){8}/],
  "an SVG of 20 MB": [shows(`"${SVG}" + "<g/>" * 5_000_000 + "</svg>"`), /20,000,0\d\d characters, and the box shows up to 1,500,000/],
  "elements a hundred thousand deep": [shows(`"${SVG}" + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>"`), /more than 200 deep/],
  "an alternative text of 10 MB": [shows(`"${SVG}</svg>"`, "alt = 'w' * 10_000_000"), /after/],
  "entities that multiply": [shows(`'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>'`), /declares entities/],
  "filters, foreign objects, markers and dashes": [`for body in ("<filter id='f'><feTurbulence numOctaves='99'/></filter>", "<foreignObject><table/></foreignObject>",
    "<marker id='m'>" + "<path d='M0 0'/>" * 500 + "</marker><path style='marker-mid:url(#m)' d='" + "M0 0L1 1" * 500 + "'/>",
    "<path stroke-dasharray='.0001' d='M0 0H9999'/>" * 20, "<rect filter='blur(99px)'/>" * 90, "<style>*{filter:blur(9px)}</style>" + "<g/>" * 200,
    "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>"):
    ${shows(`"${SVG}" + body + "</svg>"`).split("\n").slice(0, 4).join("\n    ")}`, /(not shown[^]*){7}/],
  "drawings without measure": [`for size in ("width='1e9' height='5'", "width='5' height='400000'", "width='0' height='9'", "viewBox='0 0 0 0'"):
    ${shows("f\"<svg xmlns='http://www.w3.org/2000/svg' {size}></svg>\"").split("\n").slice(0, 4).join("\n    ")}`, /1,000,000,000 × 5 pixels[^]*400,000[^]*no size[^]*no size/],
  "a small file of 60,000 by 60,000 pixels": [`${PNG}display(P(png(60_000, 60_000, bytes(1000))))\nprint("after")`, /60,000 × 60,000 pixels, and the box shows up to about 5,000 × 5,000[^]*after/],
  "damaged and empty PNG": [`${PNG}good = png(8, 8, bytes(72))\nfor data in (good[:-20], good[:40] + b"?" + good[41:], b"GIF89a", b"", png(0, 8, b"")): display(P(data))`, /cut short[^]*damaged[^]*not a PNG[^]*not a PNG[^]*no size/],
};

const ENDLESS = {
  "single characters to both streams": "import sys\nwhile True:\n    sys.stdout.write('o'); sys.stderr.write('e')",
  "values": "while True: display({'a': [1, 2, 3]})",
  "pictures": `${PNG}p = png(300, 300, bytes(301 * 300))\nwhile True: display(P(p))`,
  "drawings": `class D:\n    def _repr_svg_(self): return "${SVG}" + "<circle r='9'/>" * 900 + "</svg>"\nwhile True: display(D())`,
  "colours": "while True: print(*(f'\\x1b[3{k % 8}m{k}' for k in range(99)))",
  "an endless line": "while True: print('x' * 999, end='')",
  "notes": `class D:\n    def _repr_svg_(self): return "<svg "\nwhile True: display(D())`,
};

/** With `measure` in the address the titles have the times as JSON; else nobody's machine fails by them. */
const measures = new URLSearchParams(location.search).has("measure");

async function calm(name) {
  const [code, wanted] = FLOODS[name];
  const { text, longest } = await watched(code);
  if (!wanted.test(text)) throw new Error(`${text.slice(0, 300)} … ${text.slice(-200)} does not match ${wanted}`);
  return judged({ longest });
}

async function answers(name) {
  const times = await stopped(ENDLESS[name]);
  equal((await first.run("print('next')")).trim(), "next");
  return judged(times);
}

/** A busy machine must not fail this; a page that hangs must. */
function judged({ longest, word }) {
  if (measures) return JSON.stringify({ longest, word });
  if (longest > 20 * LONGEST) throw new Error(`the page stood still for ${Math.round(longest)} ms`);
  if (word > 20 * STOP) throw new Error(`Stopped after ${Math.round(word)} ms`);
  return "";
}

export const all = {
  ...Object.fromEntries(Object.keys(FLOODS).map((name) => [name, () => calm(name)])),
  ...Object.fromEntries(Object.keys(ENDLESS).map((name) => [`Stop ends ${name}`, () => answers(name)])),
};
