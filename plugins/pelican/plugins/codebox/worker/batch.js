/**
 * Gathers what a program prints into few messages.
 *
 * The first prints go out at once, so that a reader sees them before a long computation; a flood
 * goes out in batches, so that the page stays alive and Stop answers. A worker that computes cannot
 * wait for a timer: everything is decided when something is written.
 */

export const KEEP = 250_000; // characters; the page shows no more than that

const BURST = 100; // messages that may go out back to back
const RATE = 10 / 1000; // messages per millisecond in the long run

export class Batch {
  /**
   * @param {(message: {pieces: [string, string][], dropped: number}) => void} send
   * @param {() => number} now milliseconds
   */
  constructor(send, now = () => performance.now()) {
    Object.assign(this, { send, now, allowance: BURST, last: now() });
    this.clear();
  }

  clear() {
    Object.assign(this, { pieces: [], size: 0, dropped: 0 });
  }

  /** Takes `text` printed to `stream`; sends it now or with what follows. */
  write(stream, text) {
    const piece = this.pieces.at(-1);
    if (piece?.[0] === stream) piece[1] += text;
    else this.pieces.push([stream, text]);
    this.size += text.length;
    if (this.size > 2 * KEEP) this.shorten();
    if (this.may(text)) this.flush();
  }

  may(text) {
    const time = this.now();
    this.allowance = Math.min(BURST, this.allowance + (time - this.last) * RATE);
    this.last = time;
    // The end of a line is worth a message; a part of one only while there are plenty.
    return this.allowance >= (text.endsWith("\n") ? 1 : BURST / 2);
  }

  /** Drops what the page would drop anyway. */
  shorten() {
    while (this.size > KEEP) {
      const excess = this.size - KEEP;
      const [stream, text] = this.pieces[0];
      const cut = Math.min(excess, text.length);
      if (cut === text.length) this.pieces.shift();
      else this.pieces[0] = [stream, text.slice(cut)];
      this.size -= cut;
      this.dropped += cut;
    }
  }

  flush() {
    if (!this.size) return;
    if (this.size > KEEP) this.shorten();
    this.allowance -= 1;
    this.send({ pieces: this.pieces, dropped: this.dropped });
    this.clear();
  }
}
