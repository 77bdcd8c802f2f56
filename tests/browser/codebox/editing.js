/**
 * The box as an editor: whose code it holds, what is kept of it, and how it takes keys. A tab is a frame
 * of the page with the boxes, which is opened, loaded again and closed; its policy is its own.
 */

import { equal, Hand, matches, sleep, until } from "./play.js";

const PAGE = new URL("index.html", location.href).pathname;

class Tab {
  static async open(hash = "") {
    const tab = new Tab();
    tab.frame = document.createElement("iframe");
    tab.frame.width = 700;
    tab.frame.height = 900;
    tab.frame.src = `${PAGE}?frame${hash}`;
    document.body.prepend(tab.frame);
    scrollTo(0, 0);
    await tab.loaded();
    return tab;
  }

  get window() {
    return this.frame.contentWindow;
  }

  async loaded() {
    const ready = () =>
      this.window.location.pathname === PAGE &&
      this.window.document.querySelector('[data-codebox="long"][data-ready]');
    await until(ready, () => "the window did not load");
    // The first key has text fields come, near the window or not.
    this.window.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
  }

  hand(name = "first") {
    const hand = new Hand(name);
    hand.root = this.window.document.querySelector(`[data-codebox="${name}"]`);
    return hand;
  }

  async reload() {
    this.window.document.querySelector("[data-ready]").removeAttribute("data-ready");
    this.window.document.documentElement.remove();
    this.window.location.reload();
    await this.loaded();
  }

  close() {
    this.frame.remove();
  }
}

/** Runs `act` in a tab of its own, with nothing kept from before. */
async function alone(hash, act) {
  localStorage.clear();
  const tab = await Tab.open(hash);
  try {
    return await act(tab.hand(), tab);
  } finally {
    tab.close();
    localStorage.clear();
  }
}

const buttons = (hand) => [...hand.root.querySelectorAll("button")].map((one) => one.textContent);

const strip = (hand) => hand.root.querySelector(".codebox-origin")?.textContent ?? "";

/** The fragment that brings `code` to the box `name`, made without the page's own scripts. */
async function fragment(code, name = "first") {
  const stream = new Blob([code]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `#code=${name}.${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The editor of `hand`, with the focus, and `code` in it. */
async function edited(hand, code = null) {
  hand.editor.focus();
  const editor = () => hand.root.querySelector(".cm-content");
  await until(editor, () => "no editor came");
  editor().focus();
  if (code !== null) await rewrite(hand, code);
  return editor();
}

/** A reader replaces all that is there by `code`. */
async function rewrite(hand, code) {
  const { editor } = hand;
  const { document } = editor.ownerDocument.defaultView;
  for (let tries = 0; tries < 5 && hand.code !== code; tries += 1) {
    editor.focus();
    document.execCommand("selectAll");
    await sleep(60); // in which the editor hears of the selection
    document.execCommand(code ? "insertText" : "delete", false, code);
    await sleep(20);
  }
  await until(() => hand.code === code, () => `${JSON.stringify(hand.code)} instead of ${JSON.stringify(code)}`);
}

const CODES = { Tab: 9, Enter: 13, Escape: 27, ArrowDown: 40, ArrowUp: 38, Home: 36 };

/** A key that is pressed; false if the page has taken it. */
function press(target, key, more = {}) {
  const options = { key, keyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0), bubbles: true, cancelable: true, ...more };
  const { KeyboardEvent } = target.ownerDocument.defaultView;
  const kept = target.dispatchEvent(new KeyboardEvent("keydown", options));
  target.dispatchEvent(new KeyboardEvent("keyup", options));
  return kept;
}

/** Types letter by letter, as the browser's own editing does; a line break is Enter. */
async function type(hand, text) {
  const { editor } = hand;
  const { document } = editor.ownerDocument.defaultView;
  for (const letter of text) {
    if (letter === "\n") press(editor, "Enter");
    else if (press(editor, letter)) document.execCommand("insertText", false, letter);
    await sleep(15);
  }
}

async function typed(text, wanted, before = "") {
  await alone("", async (hand) => {
    await edited(hand, before);
    await type(hand, text);
    equal(hand.code, wanted);
  });
}

/** The list of completions in `hand`, once it is there. */
async function completions(hand, pattern) {
  const options = () => [...hand.root.querySelectorAll('[role="option"]')].map((one) => one.textContent);
  await until(() => options().some((one) => pattern.test(one)), () => `only ${options().join()}`);
  await sleep(120); // in which the list takes no key, so that nobody is surprised by it
}

/** Types `text`, and again with another letter each time, until an interpreter waits to be asked. */
async function asked(hand, text, pattern) {
  const start = hand.code;
  for (let tries = 0; tries < 30; tries += 1) {
    await rewrite(hand, start);
    await type(hand, text);
    await sleep(400);
    if (pattern.test(hand.root.querySelector('[role="listbox"]')?.textContent ?? "")) return;
  }
  throw new Error(`nothing completes ${text}; ${hand.status}`);
}

export const all = {
  async "what runs is what was there at the click, though an opener changes the address at once"() {
    const harmless = await fragment("print('seen', 1 + 1)");
    await alone(harmless, async (hand, tab) => {
      await until(() => hand.code.includes("seen"), () => hand.status);
      const attacks = ["print('unseen one')", "print('unseen two')", "print('unseen three')"];
      const links = await Promise.all(attacks.map((code) => fragment(code)));
      hand.click("Run");
      for (const link of links) {
        tab.window.location.hash = link;
        await sleep(40);
      }
      await until(() => hand.code.includes("unseen three"), () => hand.code);
      await until(() => !hand.busy, () => hand.status);
      equal(hand.text, "seen 2\n");
      matches(strip(hand), /came with a link/);
    });
  },

  async "the code of a link keeps its mark through edits, Run and reload, until a reader keeps it"() {
    await alone(await fragment("print('linked')"), async (first, tab) => {
      let hand = first;
      await until(() => strip(hand), () => hand.status);
      await edited(hand, "print('linked, and changed')");
      matches(strip(hand), /came with a link/);
      hand.click("Run");
      await until(() => !hand.busy && hand.text.includes("changed"), () => hand.status);
      matches(strip(hand), /came with a link/);
      for (let i = 0; i < 2; i += 1) {
        await tab.reload();
        hand = tab.hand();
        equal(hand.code, "print('linked, and changed')");
        matches(strip(hand), /came with a link/);
      }
      tab.window.location.hash = "";
      await tab.reload();
      hand = tab.hand();
      matches(strip(hand), /came with a link/);
      hand.click("Keep as mine");
      equal(strip(hand), "");
      await tab.reload();
      equal(tab.hand().code, "print('linked, and changed')");
      equal(strip(tab.hand()), "");
    });
  },

  async "a draft outlives a link that is edited, and a reload"() {
    await alone("", async (first, tab) => {
      await edited(first, "draft = 'mine'");
      tab.window.location.hash = await fragment("print('linked')");
      await until(() => strip(first), () => first.status);
      await rewrite(first, "print('linked, changed')");
      await tab.reload();
      const hand = tab.hand();
      equal(hand.code, "print('linked, changed')");
      hand.click("Put back what was here");
      equal(hand.code, "draft = 'mine'");
      equal(strip(hand), "");
      hand.click("Undo");
      equal(hand.code, "print('linked, changed')");
      matches(strip(hand), /link/);
      hand.click("Put back what was here");
      await tab.reload();
      equal(tab.hand().code, "draft = 'mine'");
      equal(tab.window.location.hash, "");
    });
  },

  async "the editor's own undo gives code back together with its mark"() {
    await alone("", async (hand, tab) => {
      await edited(hand, "draft = 1");
      tab.window.location.hash = await fragment("print('linked')");
      await until(() => strip(hand), () => hand.status);
      hand.click("Put back what was here");
      equal(strip(hand), "");
      const editor = await edited(hand);
      press(editor, "z", { ctrlKey: true });
      equal(hand.code, "print('linked')");
      matches(strip(hand), /came with a link/);
      press(editor, "z", { ctrlKey: true });
      equal(hand.code, "draft = 1");
      equal(strip(hand), "");
      press(editor, "y", { ctrlKey: true });
      matches(strip(hand), /came with a link/);
    });
  },

  async "Reset of a link's code leaves the draft that lay under it within reach"() {
    await alone("", async (first, tab) => {
      await edited(first, "draft = 2");
      tab.window.location.hash = await fragment("print('linked')");
      await until(() => strip(first), () => first.status);
      first.click("Reset");
      matches(first.code, /^import numpy/);
      await tab.reload();
      const hand = tab.hand();
      matches(hand.code, /^import numpy/);
      matches(strip(hand), /Another version/);
      hand.click("Show the other");
      equal(hand.code, "draft = 2");
      hand.click("Discard the other");
      equal(strip(hand), "");
    });
  },

  async "a second link does not bury what was changed of the first"() {
    await alone(await fragment("print('one')"), async (hand, tab) => {
      await until(() => strip(hand), () => hand.status);
      await edited(hand, "print('one, changed')");
      tab.window.location.hash = await fragment("print('two')");
      await until(() => hand.code.includes("two"), () => hand.status);
      hand.click("Put back what was here");
      equal(hand.code, "print('one, changed')");
      matches(strip(hand), /came with a link/);
      hand.click("Put back what was here");
      matches(hand.code, /^import numpy/);
    });
  },

  async "what an older version of the page has kept is read"() {
    localStorage.clear();
    localStorage.setItem(`codebox:${PAGE}:first`, "old = 'format'");
    const tab = await Tab.open();
    const hand = tab.hand();
    equal(hand.code, "old = 'format'");
    await edited(hand, "new = 'format'");
    equal(localStorage.getItem(`codebox:${PAGE}:first`), null);
    await tab.reload();
    equal(tab.hand().code, "new = 'format'");
    tab.close();
    localStorage.clear();
  },

  async "a record that nobody can read is passed over"() {
    localStorage.setItem(`codebox2:${PAGE}:first`, '{"version":9,"code":4}');
    const tab = await Tab.open();
    matches(tab.hand().code, /^import numpy/);
    tab.close();
    localStorage.clear();
  },

  async "links that bring nothing are told in a sentence, and nothing is lost"() {
    await alone("", async (hand, tab) => {
      await edited(hand, "mine = 3");
      const good = await fragment("print('x')");
      const cases = [
        ["#code=first.", /holds no code/],
        ["#code=first", /holds no code/],
        [await fragment(""), /holds no code/],
        [await fragment("  \n\n"), /holds no code/],
        [good.slice(0, -4), /damaged/],
        [`${good}AAAA`, /damaged/],
        ["#code=first.%00%ff", /damaged/],
        ["#code=first.!!!", /damaged/],
        [await fragment("x".repeat(300_000)), /more code than/],
        [await fragment("print(1)", "nowhere"), /a box “nowhere” that is not on this page/],
        [`#code=${"n".repeat(3000)}.abc`, /to a box that is not on this page/],
        ["#code=.abc", /to a box that is not on this page/],
        ['#code="].abc', /to a box that is not on this page/],
      ];
      for (const [hash, wanted] of cases) {
        tab.window.location.hash = hash;
        await until(() => wanted.test(hand.status), () => `${hash.slice(0, 30)}: ${hand.status}`);
        if (hand.status.length > 120) throw new Error(hand.status);
        equal(hand.code, "mine = 3");
        equal(strip(hand), "");
        await rewrite(hand, "mine = 4"); // takes the sentence away
        hand.click("Copy");
        await until(() => !wanted.test(hand.status), () => hand.status);
        await rewrite(hand, "mine = 3");
      }
    });
  },

  async "a link that arrives while a program runs says so, and the program goes on"() {
    await alone("", async (hand, tab) => {
      await edited(hand, "import time\nprint('begun')\ntime.sleep(1.5)\nprint('ended')");
      hand.click("Run");
      await until(() => hand.text.includes("begun"), () => hand.status);
      tab.window.location.hash = await fragment("print('other')");
      await until(() => /while another program runs, and has not been run/.test(hand.status), () => hand.status);
      equal(hand.code, "print('other')");
      await until(() => !hand.busy, () => hand.status);
      equal(hand.text, "begun\nended\n");
      hand.click("Put back what was here");
      matches(hand.code, /time.sleep/);
    });
  },

  async "a link with characters that hide or deceive says so, and the editor shows them"() {
    const code = "total = 1\nif total:  # \u2066 \u202e yes\n    tоtal = 2\u200b\n";
    await alone(await fragment(code), async (hand) => {
      await until(() => strip(hand), () => hand.status);
      matches(hand.status, /cannot be seen .* in lines 2 and 3\. .*look like others, in line 3: tоtal \(U\+043E\)/);
      await until(() => /cannot be seen/.test(strip(hand)), () => strip(hand));
      await edited(hand);
      const shown = [...hand.root.querySelectorAll(".codebox-hidden-character")].map((one) => one.textContent);
      equal(shown.join(), "U+2066,U+202E,U+200B");
      equal(hand.root.querySelector(".codebox-deceptive").textContent, "tоtal");
      await rewrite(hand, "total = 1");
      await until(() => !/cannot be seen/.test(strip(hand)), () => strip(hand));
    });
  },

  async "code of a figure that was changed can be taken back after a reload"() {
    await alone("", async (first, tab) => {
      await edited(first, "mine = 5");
      first.write("figure = 1");
      await rewrite(first, "figure = 2");
      await tab.reload();
      const hand = tab.hand();
      equal(hand.code, "figure = 2");
      hand.click("Put back what was here");
      equal(hand.code, "mine = 5");
    });
  },

  async "another tab sees a change, and can go back to what it had"() {
    await alone("", async (first) => {
      await edited(first, "one = 1");
      const other = await Tab.open();
      try {
        const second = other.hand();
        equal(second.code, "one = 1");
        await rewrite(first, "one = 2");
        await until(() => second.code === "one = 2", () => second.code);
        matches(second.status, /changed in another tab/);
        await rewrite(first, "one = 3");
        await until(() => second.code === "one = 3", () => second.code);
        second.click("Put back what was here");
        equal(second.code, "one = 1");
        await until(() => first.code === "one = 1", () => first.code);
      } finally {
        other.close();
      }
    });
  },

  async "of two tabs that change one box at the same time neither overwrites the other"() {
    await alone("", async (hand, tab) => {
      await edited(hand, "mine = 1");
      const theirs = JSON.stringify({ version: 2, code: "theirs = 1", origin: "own", link: "", before: null });
      // written in the same turn, so that no event can have come
      const { document } = tab.window;
      tab.window.localStorage.setItem(`codebox2:${PAGE}:first`, theirs);
      document.execCommand("insertText", false, "#");
      await until(() => hand.code.includes("#"), () => hand.code);
      matches(hand.status, /changed in another tab too/);
      matches(strip(hand), /Another version/);
      hand.click("Show the other");
      equal(hand.code, "theirs = 1");
      hand.click("Show the other");
      matches(hand.code, /^mine = 1#|#$/);
    });
  },

  async "Reset in one tab is seen in the other"() {
    await alone("", async (first) => {
      await edited(first, "one = 1");
      const other = await Tab.open();
      first.click("Reset");
      await until(() => other.hand().code.startsWith("import numpy"), () => other.hand().code);
      other.close();
    });
  },

  async "storage that is full is told once"() {
    await alone("", async (hand, tab) => {
      const refuse = () => {
        throw new tab.window.DOMException("full", "QuotaExceededError");
      };
      Object.defineProperty(tab.window.Storage.prototype, "setItem", { value: refuse });
      await edited(hand, "x = 1");
      matches(hand.status, /keeps no edits/);
      hand.click("Copy");
      await until(() => !/keeps no edits/.test(hand.status), () => hand.status);
      await rewrite(hand, "x = 2");
      const second = tab.hand("second");
      await edited(second, "y = 2");
      equal(/keeps no edits/.test(hand.status + second.status), false);
    });
  },

  async "storage that is blocked is told once, and the box works"() {
    await alone("", async (hand, tab) => {
      const refuse = () => {
        throw new tab.window.DOMException("blocked", "SecurityError");
      };
      Object.defineProperty(tab.window, "localStorage", { get: refuse });
      await edited(hand, "print(6 * 7)");
      matches(hand.status, /keeps no edits/);
      hand.click("Run");
      await until(() => !hand.busy && hand.text === "42\n", () => hand.status);
    });
  },

  async "a docstring ends in as many quotes as were typed"() {
    await typed('def f():\n"""Doc."""\nreturn 1', 'def f():\n    """Doc."""\n    return 1');
    await typed("'''x'''", "'''x'''");
    await typed('r"""a\nb"""', 'r"""a\nb"""');
    await typed('x = """"""', 'x = """"""');
    await typed('print("a", \'b\')', 'print("a", \'b\')');
    await typed("# don't \"quote\"", "# don't \"quote\"");
  },

  async "a new line is indented on a machine that is too slow to have parsed what was typed"() {
    await alone("", async (hand, tab) => {
      await edited(hand, "");
      const { Date } = tab.window;
      let now = Date.now();
      Date.now = () => (now += 3); // milliseconds that each step of the parser takes
      await type(hand, "def f(x):\nif x:\nreturn 1");
      const wanted = "def f(x):\n    if x:\n        return 1";
      equal(hand.code, wanted);
    });
  },

  async "Enter after a name is a new line, whatever could complete it"() {
    await alone("", async (hand) => {
      await edited(hand, "lr_decay = 0.5\n");
      press(hand.editor, "ArrowDown");
      await type(hand, "lr");
      await completions(hand, /lr_decay/);
      await type(hand, "\n");
      equal(hand.code, "lr_decay = 0.5\nlr\n");
    });
  },

  async "a completion is taken by Tab, and by Enter once a reader has moved in the list"() {
    await alone("", async (hand) => {
      const editor = await edited(hand, "learning_rate = 0.5\n");
      await type(hand, "learn");
      await completions(hand, /learning_rate/);
      press(editor, "Tab");
      equal(hand.code, "learning_rate = 0.5\nlearning_rate");
      await type(hand, "\nlea");
      await completions(hand, /learning_rate/);
      press(editor, "ArrowDown");
      await type(hand, "\n");
      equal(hand.code, "learning_rate = 0.5\nlearning_rate\nlearning_rate");
    });
  },

  async "nothing is completed in comments and strings, but in the braces of a formatted one"() {
    await alone("", async (hand) => {
      await edited(hand, "temperature = 1\n");
      for (const [text, wanted] of [["# temp", false], ["'temp", false], ['f"{temp', true]]) {
        await type(hand, text);
        await sleep(300);
        equal(Boolean(hand.root.querySelector('[role="option"]')), wanted);
        await rewrite(hand, "temperature = 1\n");
      }
    });
  },

  async "members of the second module of an import, and names in brackets over lines, are completed"() {
    await alone("", async (hand) => {
      await hand.run("print(1)");
      const editor = await edited(hand, "import numpy, math\n");
      await asked(hand, "math.fact", /factorial/);
      press(editor, "Escape");
      await rewrite(hand, "from math import (factorial,\n");
      await asked(hand, "    fsu", /fsum/);
    });
  },

  async "code with tabs goes on with tabs, code with two spaces with two"() {
    await typed("\ny()", "if x:\n\tz()\n\ty()", "if x:\n\tz()");
    await typed("\nif y:\nq()", "if x:\n  z()\n  if y:\n    q()", "if x:\n  z()");
  },

  async "Tab is a character in a line, and indents what is selected"() {
    await alone("", async (hand) => {
      const editor = await edited(hand, "ab");
      press(editor, "Tab");
      equal(hand.code, "ab  ");
      await rewrite(hand, "a\nb");
      hand.root.ownerDocument.execCommand("selectAll");
      await sleep(50);
      press(editor, "Tab");
      equal(hand.code, "    a\n    b");
      press(editor, "Tab", { shiftKey: true });
      equal(hand.code, "a\nb");
    });
  },

  async "lines that are put in above while a program runs move the mark and the link"() {
    await alone("", async (hand) => {
      const editor = await edited(hand, "import time\ntime.sleep(3)\nraise ValueError('here')");
      hand.click("Run");
      await until(() => /Running/.test(hand.status), () => hand.status);
      editor.focus();
      press(editor, "Home", { ctrlKey: true });
      await type(hand, "# one\n# two\n");
      matches(hand.code, /^# one\n# two\nimport time/);
      await until(() => !hand.busy, () => hand.status);
      equal(hand.status, "Ended by an error in line 3, now line 5");
      await until(() => hand.root.querySelector(".codebox-marked"), () => "no mark");
      matches(hand.root.querySelector(".codebox-marked").textContent, /raise/);
      hand.click("line 3");
      await sleep(50);
      const { anchorNode } = editor.ownerDocument.getSelection();
      matches((anchorNode.closest ? anchorNode : anchorNode.parentElement).closest(".cm-line").textContent, /raise/);
    });
  },

  async "a line that is gone when its program ends is not marked elsewhere"() {
    await alone("", async (hand) => {
      await edited(hand, "import time\ntime.sleep(3)\nraise ValueError('here')");
      hand.click("Run");
      await until(() => /Running/.test(hand.status), () => hand.status);
      await rewrite(hand, "a = 1\nb = 2\nc = 3\nd = 4");
      await until(() => !hand.busy, () => hand.status);
      equal(hand.status, "Ended by an error in line 3, which has changed since");
      equal(hand.root.querySelector(".codebox-marked"), null);
    });
  },

  async "lines have numbers from ten on, the same before the editor comes and after"() {
    await alone("", async (hand) => {
      const { document } = hand.root.ownerDocument.defaultView;
      const digits = () => hand.root.querySelector(".codebox-code").dataset.digits;
      equal(digits(), "2");
      const left = hand.root.querySelector("pre code .k, pre code .kn").getBoundingClientRect().left;
      const editor = await edited(hand);
      await until(() => hand.root.querySelector(".cm-line .k"), () => "no colours");
      const moved = hand.root.querySelector(".cm-line .k").getBoundingClientRect().left - left;
      if (Math.abs(moved) > 0.6) throw new Error(`the code moves by ${moved} pixels`);
      const gutter = () => getComputedStyle(hand.root.querySelector(".cm-gutters")).display !== "none";
      equal(gutter(), true);
      await rewrite(hand, "1\n2\n3\n4\n5\n6\n7\n8\n9");
      equal(gutter(), false);
      editor.focus();
      document.execCommand("selectAll");
      await rewrite(hand, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
      equal(gutter(), true);
    });
  },

  async "long code scrolls in itself, and opens in full"() {
    await alone("", async (_, tab) => {
      const hand = tab.hand("long");
      const code = hand.root.querySelector(".codebox-code");
      const closed = code.getBoundingClientRect().height;
      await edited(hand);
      const scroller = hand.root.querySelector(".cm-scroller");
      equal(Math.round(code.getBoundingClientRect().height), Math.round(closed));
      if (scroller.scrollHeight < scroller.clientHeight + 100) throw new Error("nothing to scroll");
      hand.click("Expand");
      if (code.getBoundingClientRect().height < closed + 200) throw new Error("it is not open");
      hand.click("Collapse");
      await until(() => Math.abs(code.getBoundingClientRect().height - closed) < 1, () => "it stays open");
      equal(buttons(tab.hand("second")).includes("Expand") && !tab.hand("second").button("Expand").hidden, false);
      await edited(tab.hand("second"), Array.from({ length: 31 }, (_, i) => `${i}`).join("\n"));
      equal(tab.hand("second").button("Expand").hidden, false);
    });
  },

  async "Ctrl+F searches the code, and Enter there runs nothing"() {
    await alone("", async (hand) => {
      const editor = await edited(hand);
      press(editor, "f", { ctrlKey: true });
      const field = hand.root.querySelector('[name="search"]');
      equal(field.ownerDocument.activeElement, field);
      field.value = "total";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      press(field, "Enter", { shiftKey: true });
      equal(hand.busy, false);
      if (hand.root.querySelectorAll(".cm-searchMatch").length < 3) throw new Error("not found");
      press(field, "Escape");
      equal(hand.root.querySelector('[name="search"]'), null);
      equal(editor.ownerDocument.activeElement, editor);
    });
  },

  async "the first Tab into a box keeps the focus when the editor comes"() {
    await alone("", async (hand) => {
      const { document } = hand.root.ownerDocument.defaultView;
      const pre = hand.root.querySelector("pre");
      if (!pre.isConnected) throw new Error("the editor is there already");
      pre.tabIndex = 0; // as browsers let what scrolls have the focus
      pre.focus();
      await until(() => hand.root.querySelector(".cm-content"), () => "no editor came");
      equal(document.activeElement.getAttribute("aria-label"), "Python code");
    });
  },

  async "a button that goes when it is pressed leaves the focus in the box"() {
    await alone("", async (hand) => {
      const { document } = hand.root.ownerDocument.defaultView;
      hand.write("figure = 1");
      hand.button("Put back what was here").focus();
      hand.click("Put back what was here");
      equal(document.activeElement, hand.button("Run"));
    });
  },
};
