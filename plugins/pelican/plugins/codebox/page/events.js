/** What a box does at each of the protocol's events; the pool checks that none is missing. */

import { thrifty } from "./thrift.js";

/** @import { EVENTS, Handlers } from "../engine/protocol.js" */
/** @import { Box } from "./box.js" */

/** @type {Handlers<typeof EVENTS, Box>} */
const HANDLERS = {
  waiting(_, box) {
    box.state("waiting");
  },
  need({ packs, loaded, total, stalled }, box) {
    const more = { what: packs.join(", "), loaded, total };
    if (stalled) box.state("stalled", more, ["Retry", () => box.pool?.retry()]);
    else box.state("loading", more);
  },
  running(_, box) {
    box.output?.clear(); // of an attempt that ended for want of a package, which has come now
    box.state("running");
  },
  text({ pieces, dropped }, box) {
    box.output?.text(pieces, dropped);
  },
  picture({ kind, data, alt }, box) {
    box.output?.picture({ kind, data, alt });
  },
  error({ text, line, hint }, box) {
    box.output?.put({ kind: "error", text, hint });
    box.program.text.mark(line);
  },
  verdict({ passed, text, line, detail }, box) {
    if (box.job) box.job.verdict = text;
    box.output?.put({ kind: "verdict", passed, text, line, detail });
    box.program.text.mark(line);
    if (passed) box.exercise?.solve();
  },
  done({ ok, seconds }, box) {
    const { job } = box;
    box.output?.settle(() => {
      if (!job || box.job !== job) return; // stopped while the last of it was shown
      const { line, now } = box.program.text;
      if (job.verdict) box.finish("checked", { text: job.verdict });
      else if (ok) box.finish("done", { seconds });
      else box.finish("failed", { line, now });
      box.prepare(); // a press of Run alone has not brought the editor
    });
    if (!thrifty()) box.pool?.ahead("library");
  },
  broken(message, box) {
    box.broken("error" in message ? message.error : message);
  },
};

/**
 * @param {Box} box
 * @param {() => boolean} isOn whether the run is still the box's
 */
export function handlersFor(box, isOn) {
  const bound = Object.entries(HANDLERS).map(([type, handle]) => [
    type,
    (/** @type {any} */ message) => isOn() && handle(message, box),
  ]);
  return /** @type {Handlers<typeof EVENTS>} */ (Object.fromEntries(bound));
}
