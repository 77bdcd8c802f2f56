// A figure's drawing: an image until the figure comes near, then the SVG itself, in the form that the
// window has room for.

/** In which something that is there can take the focus. */
const FRAMES = 300;

/** The drawing of a figure, as an image or as itself. */
export const DRAWING = ".figure-svg, .figure-image";

/** Where a figure's drawings are, and which of them its window has room for. */
export class Drawn {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.figure = figure;
    this.body = /** @type {HTMLElement} */ (figure.querySelector(".figure-body"));
    const image = /** @type {HTMLImageElement} */ (this.body.querySelector("img"));
    const source = this.body.querySelector("source");
    /** @type {Record<string, string>} Addresses by form. */
    this.addresses = { wide: image.src };
    if (source) this.addresses.narrow = new URL(source.srcset, document.baseURI).href;
    /** Whether the window is narrow; null where there is one form alone. */
    this.narrow = source && matchMedia(source.media);
  }

  get form() {
    return this.narrow?.matches ? "narrow" : "wide";
  }

  /** Puts the SVG of the present form into its place; what had the focus keeps it. */
  async place() {
    const { body, figure, form } = this;
    const svg = await read(this.addresses[form]);
    if (body.contains(document.activeElement)) await this.takeOver(svg);
    else body.prepend(svg);
    for (const old of [...body.children].slice(1)) old.remove(); // not both: what is moved loses the focus
    figure.dataset.form = form;
  }

  /**
   * Gives the focus to `svg`. What has it keeps it until then, unseen: or it would be nowhere.
   * @param {SVGSVGElement} svg
   */
  takeOver(svg) {
    const { body } = this;
    for (const old of body.children) old.classList.add("figure-going");
    body.prepend(svg);
    svg.setAttribute("tabindex", "0");
    return handed(svg, body);
  }

  /**
   * Has `draw` called whenever the window has no room for the form that stands, or has got it: one call
   * after the other, for a window may change again while a drawing is fetched.
   * @param {() => Promise<void>} draw
   */
  follow(draw) {
    let last = Promise.resolve();
    const turn = () => {
      last = last
        .then(() => (this.figure.dataset.form === this.form ? undefined : draw()))
        .catch((error) => console.warn("A figure keeps its drawing:", error));
    };
    this.narrow?.addEventListener("change", turn);
    turn();
  }
}

/**
 * Hands the focus from inside of `holder` to `element`, unless a reader goes elsewhere meanwhile. In a
 * section that is just coming into sight it may take none for some frames: `holder` keeps it until then.
 * @param {HTMLElement | SVGElement} element
 * @param {Element} holder
 */
export async function handed(element, holder) {
  for (let frames = FRAMES; frames && holder.contains(document.activeElement); frames -= 1) {
    element.focus({ preventScroll: true });
    if (document.activeElement === element) return;
    await new Promise(requestAnimationFrame);
  }
}

/**
 * @param {string} address
 * @returns {Promise<SVGSVGElement>}
 */
async function read(address) {
  const text = await (await fetched(address)).text();
  const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
  if (!(documentElement instanceof SVGSVGElement)) throw new Error(`${address} is no SVG`);
  return document.importNode(documentElement, true);
}

/**
 * What is at `address`; an error names it.
 * @param {string} address
 */
export async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
