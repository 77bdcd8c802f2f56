/** Output as a terminal shows it, and pictures, in every browser. */

import { equal, Hand, matches, sleep, until } from "./play.js";

const first = new Hand("first");
const images = () => [...first.log.querySelectorAll("img")];

async function pictures(code) {
  first.start(code);
  await until(() => !first.busy, () => `still ${first.status}`, 120_000);
  const { text } = first;
  await until(() => images().every((image) => image.complete), () => "an image that does not load");
  return text;
}

/** Channels from 0 to 1 of `rgb(…)` or `color(srgb …)`. */
function channels(color) {
  const numbers = color.match(/-?[\d.]+/g).map(Number);
  return color.startsWith("color(srgb") ? numbers.slice(0, 3) : numbers.slice(0, 3).map((value) => value / 255);
}

/** Relative luminance, WCAG 2. */
function luminance(color) {
  const [r, g, b] = channels(color).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function paper() {
  const probe = document.createElement("span");
  probe.style.color = "var(--codebox-paper)";
  first.root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const COLOURS = `for style in ("", "1;", "2;", "3;", "7;", "2;7;"):
    for fg in (39, *range(30, 38), *range(90, 98)):
        for bg in (49, *range(40, 48), *range(100, 108)):
            print(f"\\x1b[{style}{fg};{bg}mx", end="")
        print("\\x1b[m")`;

export const all = {
  async "a bar of tqdm keeps its row while the program prints"() {
    const text = await first.run(`from tqdm import tqdm, trange
import time
for k in trange(12, desc="walk"):
    time.sleep(0.11)
    if k % 4 == 0: print("at", k)`);
    matches(text, /Standard error: walk: 100%\|█+\| 12\/12 \[\d\d:\d\d<\d\d:\d\d, +[\d.]+it\/s\]\n/);
    equal(text.match(/walk/g).length, 1);
    matches(text, /at 0\nat 4\nat 8\n/);
    equal(/Warning/.test(text), false);
  },

  async "bars within bars, tqdm.auto and tqdm.notebook keep one row each"() {
    const text = await first.run(`from tqdm.auto import tqdm, trange
from tqdm.notebook import tqdm as note
import time
for k in trange(3, desc="outer"):
    for j in tqdm(range(4), desc="inner", leave=False): time.sleep(0.06)
list(note(range(5), desc="third"))
tqdm.write("written")`);
    equal(text.match(/outer/g).length, 1);
    equal(/inner/.test(text), false);
    matches(text, /outer: 100%[^]*third: 100%[^]*written/);
  },

  async "a line is written anew by hand, and rubbed out"() {
    equal(await first.run(`import sys, time
for k in range(5):
    print(f"{k + 1} of 5", end="\\r")
    time.sleep(0.03)
print()
for c in "|/-": sys.stdout.write(c); sys.stdout.flush(); time.sleep(0.03); sys.stdout.write("\\b \\b")
sys.stdout.write("a\\tb\\x07\\x1b]0;t\\x07\\x1b[?25l\\n");`), "5 of 5\na\tb\n");
  },

  async "a sequence that comes in two messages is one"() {
    await first.run(`import sys, time
sys.stdout.write("\\x1b[3"); time.sleep(0.2); sys.stdout.write("1mred\\x1b"); time.sleep(0.2); print("[0m plain")`);
    equal(first.text, "red plain\n");
    equal(first.log.querySelector(".codebox-fg-1").textContent, "red");
  },

  async "each of the sixteen colours is legible on each, by day and by night"() {
    await first.run(COLOURS);
    const spans = [...first.log.querySelectorAll("[class*='codebox-fg'], [class*='codebox-bg'], .codebox-faint, .codebox-inverse")];
    if (spans.length < 1700) throw new Error(`${spans.length} spans`);
    for (const scheme of ["light", "dark"]) {
      document.documentElement.style.colorScheme = scheme;
      const ground = paper();
      let worst = [99];
      for (const span of spans) {
        const { color, backgroundColor } = getComputedStyle(span);
        const own = /^rgba.*, 0\)|transparent/.test(backgroundColor) ? ground : backgroundColor;
        const found = contrast(color, own);
        if (found < worst[0]) worst = [found, span.className, color, own];
      }
      document.documentElement.style.colorScheme = "";
      if (worst[0] < 4.5) throw new Error(`${scheme}: ${worst}`);
      if (worst[0] > 21) throw new Error("nothing was measured");
    }
  },

  async "what is copied from the log is plain text, long lines unbroken"() {
    await first.run("print('\\x1b[1;31mred\\x1b[m and\\tplain')\nprint('n' * 9_000)\nprint('end')");
    getSelection().selectAllChildren(first.log);
    const copied = getSelection().toString().trim();
    getSelection().removeAllRanges();
    equal(copied.replace(/n{9000}/, "N").replace(/\r/g, ""), "red and\tplain\nN\nend");
  },

  async "an animation is played, held and moved by its slider"() {
    await first.run(`import numpy as np, matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation
fig, ax = plt.subplots(figsize=(2, 1.5))
line, = ax.plot([0, 1]); ax.set_title("Wave")
anim = FuncAnimation(fig, lambda k: line.set_ydata([k, -k]), frames=6, interval=30)
plt.show()`);
    equal(images().length, 1);
    matches(images()[0].alt, /^Animation\. .*Wave/);
    const slider = first.log.querySelector("input[type=range]");
    equal(slider.max, "5");
    await until(() => Number(slider.value) > 2, () => "it does not play");
    first.click("Pause");
    const at = slider.value;
    await sleep(200);
    equal(slider.value, at);
    slider.value = "1";
    slider.dispatchEvent(new Event("input"));
    equal(slider.getAttribute("aria-valuetext"), "2 of 6");
    await until(() => images()[0].naturalWidth > 100, () => "no frame");
    first.button("Play");
  },

  async "an animation that is the last value is shown once"() {
    const text = await first.run(`import matplotlib.pyplot as plt
from matplotlib.animation import ArtistAnimation
fig, ax = plt.subplots(figsize=(1, 1))
ArtistAnimation(fig, [ax.plot([0, k]) for k in range(3)], interval=10, repeat=False)`);
    equal(images().length, 1);
    await until(() => /Play/.test(first.text), () => "it does not end");
    equal(first.log.querySelector("input").value, "2");
    equal(text.replace(/Play|Pause/, ""), "");
  },

  async "a figure of any number of points is shown"() {
    await pictures(`import numpy as np, matplotlib.pyplot as plt
rng = np.random.default_rng(0)
for n in (900, 4_000):
    plt.figure(figsize=(3, 2)); plt.scatter(*rng.normal(size=(2, n)), c=rng.normal(size=n), s=3)
plt.figure(figsize=(3, 2)); plt.plot(rng.normal(size=30_000).cumsum()); plt.show()`);
    equal(first.text, "");
    equal(images().length, 3);
    for (const image of images()) if (!image.naturalWidth) throw new Error("a figure that is not shown");
  },

  async "a figure of 20,000 by 20,000 pixels is told before it is drawn"() {
    const text = await first.run(`import matplotlib.pyplot as plt
plt.figure(figsize=(200, 200)); plt.plot([1, 2]); plt.show()
plt.figure(figsize=(20, 20), dpi=1000); plt.plot([1, 2]); plt.show()`);
    matches(text, /^Note: Line 2: A picture is not shown: the figure has 20,000 × 20,000 pixels, and the box draws up to about 100,000,000 in all; make its figsize or dpi smaller\.Note: Line 3: .*20,000 × 20,000/);
  },

  async "a drawing without its namespaces is shown, and one that the browser rejects is told"() {
    await pictures(`class D:
    def __init__(self, s): self.s = s
    def _repr_svg_(self): return self.s
display(D("\\n <svg width='30' height='20'><g id='a'><rect width='9' height='9'/></g><use xlink:href='#a'/></svg>"))
display(D("<svg width='30' height='20'><strange:rect/></svg>"))`);
    await until(() => /cannot read its SVG/.test(first.text), () => first.text);
    equal(images().length, 1);
    equal(images()[0].naturalWidth, 30);
    equal(images()[0].alt, "A picture of a D");
  },
};
