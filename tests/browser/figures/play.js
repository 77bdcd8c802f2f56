/**
 * Moves figures of the site in the frame, in whichever browser this is.
 */

import { report } from "./framed.js";

const page = () => document.querySelector("iframe").contentDocument;
const find = (name, selector) => page().querySelector(`#figure-${name} ${selector}`);
const frame = () => new Promise(requestAnimationFrame);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, told, patience = 20_000) {
  for (const end = performance.now() + patience; !what(); await wait(50)) {
    if (performance.now() > end) throw new Error(told());
  }
}

/** Waits for the figure `name` to be alive; sections that come into sight may move it meanwhile. */
async function alive(name) {
  const root = () => page()?.querySelector(`#figure-${name}`);
  const lives = () => {
    root()?.scrollIntoView();
    return root()?.dataset.live === "";
  };
  await until(lives, () => `${name} is not alive: ${root()?.dataset.live}`);
}

/** What a line of the drawing is at present. */
const line = (name, gid) => {
  const part = find(name, `[id="figure-${name}-${gid}"]`);
  return (part.matches("path") ? part : part.querySelector("path")).getAttribute("d");
};

const equal = (found, wanted, what) => {
  if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`);
};
const other = (found, before, what) => {
  if (found === before) throw new Error(`${what} did not change`);
};

/** Sets a control as a hand does. */
async function turn(name, control, value) {
  const input = find(name, `#figure-${name}--${control}`);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await frame();
  await frame();
}

const point = (type, x, y) =>
  new PointerEvent(type, { clientX: x, clientY: y, pointerId: 7, bubbles: true, cancelable: true });

const PLAYS = {
  async "a slider moves the line, its value and, at rest, the words"() {
    await alive("mgf");
    const before = line("mgf", "mgf");
    const words = find("mgf", ".figure-status").textContent;
    await turn("mgf", "mean", 0);
    other(line("mgf", "mgf"), before, "the line");
    equal(find("mgf", "output").textContent, "−1.20", "the value");
    await until(() => find("mgf", ".figure-status").textContent !== words, () => "no other words");
  },

  async "the point follows the pointer"() {
    await alive("race");
    const knob = find("race", ".handle");
    const box = knob.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const before = line("race", "path-adam");
    knob.setPointerCapture = () => {}; // of a pointer that there is not
    knob.dispatchEvent(point("pointerdown", x, y));
    knob.dispatchEvent(point("pointermove", x + 80, y + 40));
    knob.dispatchEvent(point("lostpointercapture", x + 80, y + 40));
    await frame();
    await frame();
    other(line("race", "path-adam"), before, "the path");
    const now = knob.getBoundingClientRect();
    const off = Math.hypot(now.x - box.x - 80, now.y - box.y - 40);
    if (off > 2) throw new Error(`the handle is ${off.toFixed(1)} pixels off the pointer`);
  },

  async "arrow keys move the point, and it is told"() {
    const knob = find("race", ".handle");
    const before = knob.getAttribute("aria-valuetext");
    knob.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    other(knob.getAttribute("aria-valuetext"), before, "what is told");
  },

  async "a surface brings its contours"() {
    const before = line("race", "contours");
    await turn("race", "surface", "saddle");
    other(line("race", "contours"), before, "the map");
    equal(page().querySelectorAll('[id="figure-race-contours"]').length, 1, "maps");
  },

  async "the player plays and pauses"() {
    const button = find("race", ".player");
    const step = find("race", "#figure-race--steps");
    button.click();
    await until(() => step.valueAsNumber > 0 && step.valueAsNumber < 200, () => `step ${step.value}`);
    button.click();
    const at = step.value;
    await wait(300);
    equal(step.value, at, "the step after the pause");
  },

  async "nothing stands beyond the page"() {
    for (const width of [1200, 390]) {
      document.querySelector("iframe").width = width;
      await wait(300);
      const { scrollWidth, clientWidth } = page().documentElement;
      equal(scrollWidth, clientWidth, `the page's width at ${width}`);
    }
  },
};

await report(PLAYS);
