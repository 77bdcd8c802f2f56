/** Plays the frames of an animation in an <img>: a button and a slider, which keys move too. */


export class Player {
  at = 0; // the frame that is shown
  loading = false;
  /** @type {ReturnType<typeof setInterval> | 0} */
  timer = 0;
  button = document.createElement("button");
  slider = document.createElement("input");

  /**
   * @param {HTMLElement} figure the picture's element, to which the controls are added
   * @param {HTMLImageElement} image
   * @param {import("../engine/frames.js").Frames} frames
   */
  constructor(figure, image, { interval, repeat, frames, note }) {
    this.image = image;
    this.interval = interval;
    this.repeat = repeat;
    this.addresses = frames.map((frame) => URL.createObjectURL(new Blob([frame], { type: "image/png" })));
    figure.append(this.controls());
    if (note) figure.append(Object.assign(document.createElement("figcaption"), { textContent: note }));
    image.addEventListener("load", () => (this.loading = false));
    this.show(0);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }

  controls() {
    Object.assign(this.button, { type: "button", textContent: "Play" });
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    Object.assign(this.slider, { type: "range", min: "0", value: "0" });
    this.slider.max = String(this.addresses.length - 1);
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
    if (this.timer) clearInterval(this.timer);
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

  /** @param {number} at */
  show(at) {
    this.at = at;
    this.loading = true;
    this.image.src = this.addresses[at];
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", `${at + 1} of ${this.addresses.length}`);
  }

  end() {
    this.pause();
    for (const address of this.addresses) URL.revokeObjectURL(address);
  }
}
