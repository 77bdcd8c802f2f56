// Play and pause beside a slider over steps. Readers who want no motion get its stations one by one.

import { h } from "./dom.js";
import { onceSeen } from "./opening.js";

const STATIONS = 10;

/**
 * Puts a button before the slider of `name`, a range from 0 on; playing it takes `seconds`. What is to
 * play `once` does so when it is first seen, until a reader touches the figure.
 * @param {import("./live.js").Figure} figure
 * @param {string} name
 * @param {{seconds: number, once?: boolean}} how
 */
export function player(figure, name, { seconds, once = false }) {
  const { max: last = 0, step: every = 1 } = figure.control(name);
  const input = figure.root.querySelector(`#${figure.root.id}--${name}`);
  const control = input?.closest(".control");
  if (!input || !control) throw new Error(`${figure.root.id} has no slider ${name}`);
  const button = h("button", { type: "button", className: "player" });
  control.classList.add("control-played");
  control.prepend(button);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let frame = 0;

  const label = () => {
    button.ariaLabel = frame ? "Pause" : still.matches ? "Next" : "Play";
    button.dataset.shows = button.ariaLabel.toLowerCase();
  };
  const go = (/** @type {number} */ value) => {
    if (value !== figure.state[name]) figure.set({ [name]: value });
  };
  const from = () => (figure.state[name] >= last ? 0 : figure.state[name]);
  const pause = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    label();
  };
  const play = () => {
    const begun = performance.now();
    const first = from();
    let at = figure.state[name];
    const tick = (/** @type {number} */ now) => {
      if (figure.state[name] !== at) return void pause(); // by Reset or a link: theirs is the last word
      const gone = (Math.max(0, now - begun) / 1000 / seconds) * (last / every);
      at = Math.min(last, first + Math.floor(gone) * every);
      go(at);
      frame = requestAnimationFrame(tick);
      if (at === last) pause();
    };
    frame = requestAnimationFrame(tick);
    label();
  };
  const next = () => {
    const at = (Math.floor((figure.state[name] * STATIONS) / last) + 1) * (last / STATIONS);
    go(figure.state[name] >= last ? 0 : Math.min(last, at));
  };
  button.addEventListener("click", () => (frame ? pause() : still.matches ? next() : play()));
  input.addEventListener("input", pause);
  still.addEventListener("change", pause, { signal: figure.signal });
  figure.signal.addEventListener("abort", pause);
  label();
  if (once && !still.matches) onceSeen(figure, { button, play, pause });
}
