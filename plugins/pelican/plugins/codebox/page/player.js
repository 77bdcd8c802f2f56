/** Plays the frames of an animation in an <img>: a button and a slider, which keys move too. */

import { unpacked } from "../engine/frames.js";

export class Player {
  /** @param {HTMLElement} figure the picture's element, to which the controls are added */
  constructor(figure, image, data) {
    const { interval, repeat, frames, note } = unpacked(data);
    Object.assign(this, { image, interval, repeat, at: 0, timer: 0, loading: false });
    this.addresses = frames.map((frame) => URL.createObjectURL(new Blob([frame], { type: "image/png" })));
    figure.append(this.controls());
    if (note) figure.append(Object.assign(document.createElement("figcaption"), { textContent: note }));
    image.addEventListener("load", () => (this.loading = false));
    this.show(0);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }

  controls() {
    this.button = Object.assign(document.createElement("button"), { type: "button", textContent: "Play" });
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    this.slider = Object.assign(document.createElement("input"), { type: "range", min: 0, value: 0 });
    this.slider.max = this.addresses.length - 1;
    this.slider.setAttribute("aria-label", "Frame");
    this.slider.addEventListener("input", () => {
      this.pause();
      this.show(Number(this.slider.value));
    });
    const row = document.createElement("div");
    row.className = "codebox-player";
    row.append(this.button, this.slider);
    return row;
  }

  play() {
    if (this.at === this.addresses.length - 1) this.show(0);
    this.button.textContent = "Pause";
    this.timer = setInterval(() => this.next(), this.interval);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
    this.button.textContent = "Play";
  }

  /** A frame that is still being read is waited for, and one that nobody sees is not read. */
  next() {
    if (this.loading || document.hidden) return;
    const isLast = this.at === this.addresses.length - 1;
    if (isLast && !this.repeat) this.pause();
    else this.show(isLast ? 0 : this.at + 1);
  }

  show(at) {
    Object.assign(this, { at, loading: true });
    this.image.src = this.addresses[at];
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", `${at + 1} of ${this.addresses.length}`);
  }

  end() {
    this.pause();
    for (const address of this.addresses) URL.revokeObjectURL(address);
  }
}
