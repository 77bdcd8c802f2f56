import assert from "node:assert/strict";
import test from "node:test";

import { plain, screen, textOf, write } from "../../../../plugins/pelican/plugins/codebox/page/terminal.js";

/** The first line's runs after writes of `pieces`. */
function runs(...pieces) {
  const to = screen();
  for (const piece of pieces) write(to, piece);
  return to.lines[0].runs;
}

for (const [what, written, shown] of [
  ["a carriage return lets the line be written anew", "10%\r20%\r30%\n", "30%\n"],
  ["what a shorter line does not cover stays, as on a terminal", "working\rdone", "doneing"],
  ["a carriage return before a line's end changes nothing", "one\r\ntwo\r\n", "one\ntwo\n"],
  ["a backspace goes back and deletes nothing", "abc\b\bX", "aXc"],
  ["a character is rubbed out by backspace, space, backspace", "abc\b \b", "ab "],
  ["backspaces end at the line's start", "ab\b\b\b\b\bcd", "cd"],
  ["a tab is kept as it was printed", "a\tb\n", "a\tb\n"],
  ["a tab within a line only moves on", "abcdefghij\r\tX", "abcdefghXj"],
  ["erasing to the line's end", "12345\r12\x1b[K", "12"],
  ["erasing the line's beginning", "12345\x1b[3D\x1b[1K", "   45"],
  ["erasing the whole line", "half\x1b[2K\rwhole", "whole"],
  ["nested bars go down and come up again", "outer 0\n\rinner 1\x1b[A\router 1\n\rinner 2\x1b[A", "outer 1\ninner 2"],
  ["a spinner of several lines goes up and erases", "a\nb\n\x1b[2A\x1b[Jc\n", "c\n"],
  ["the screen is cleared for the next picture of a game", "old\nboard\x1b[2J\x1b[Hnew", "new"],
  ["a cursor is placed by row and column", "aaa\nbbb\x1b[1;2HX", "aXa\nbbb"],
  ["a title of the window vanishes", "\x1b]0;title\x07text", "text"],
  ["a link keeps its words", "\x1b]8;;http://x.y\x1b\\words\x1b]8;;\x1b\\", "words"],
  ["a device's string vanishes, line ends and all", "a\x1bPq#0;2\n#1\x1b\\b", "ab"],
  ["a title without an end ends with the line", "a\x1b]0;no end\nb", "a\nb"],
  ["bell, form feed, delete and the rest of C0 vanish", "a\x07\x0b\x0c\x00\x0e\x1a\x7fb", "ab"],
  ["C1 vanishes, and opens sequences too", "a\x85\x84\x9b31mb\x9d0;t\x9cc", "abc"],
  ["private modes vanish", "\x1b[?25l\x1b[?2026hx\x1b[?25h", "x"],
  ["charsets and keypad modes vanish", "\x1b(B\x1b=\x1b>x\x1b#8", "x"],
  ["a cursor goes no further than a window is wide", "\x1b[999999999Cx", `${" ".repeat(200)}x`],
  ["half a character that was overwritten leaves a space", "👋b\rx", "x b"],
  ["a stray escape takes the character after it and no more", "\x1b[31;4zhello\x1b", "hello"],
]) {
  test(what, () => assert.equal(plain(written), shown));
}

test("a sequence means the same wherever it is cut in two", () => {
  const written = "a\x1b[1;38;5;196mb\x1b]0;t\x1b\\c\r\x1b[2Kd\x9b4me\x1bPxx\x1b\\\bf\x1b(Bg";
  const whole = runs(written);
  for (let at = 1; at < written.length; at += 1) {
    assert.deepEqual(runs(written.slice(0, at), written.slice(at)), whole, `cut at ${at}`);
  }
  assert.deepEqual(runs(...written), whole);
});

for (const [what, written, styles] of [
  ["the sixteen", "\x1b[31ma\x1b[91mb\x1b[44mc\x1b[103md\x1b[39;49me", ["fg-1", "fg-9", "fg-9 bg-4", "fg-9 bg-11", ""]],
  ["attributes come and go", "\x1b[1;3ma\x1b[4mb\x1b[22mc\x1b[7md\x1b[me", ["bold italic", "bold italic underline", "italic underline", "italic underline inverse", ""]],
  ["faint, and its end", "\x1b[2ma\x1b[22mb", ["faint", ""]],
  ["256 colours are brought to the sixteen", "\x1b[38;5;9ma\x1b[38;5;22mb\x1b[48;5;250mc", ["fg-9", "fg-0", "fg-0 bg-7"]],
  ["true colours too, in both spellings", "\x1b[38;2;250;10;10ma\x1b[48:2::0:0:230mb", ["fg-9", "fg-9 bg-4"]],
  ["numbers that mean nothing change nothing", "\x1b[31;55;999ma\x1b[38;5;999mb\x1b[38;9mc", ["fg-1"]],
  ["colours that end too early take nothing with them", "\x1b[38;5ma\x1b[1mb", ["", "bold"]],
  ["a curly underline is one", "\x1b[4:3ma\x1b[4:0mb", ["underline", ""]],
]) {
  test(`styles: ${what}`, () => assert.deepEqual(runs(written).map(([, style]) => style), styles));
}

test("a colour goes on in the next line", () => {
  const to = screen();
  write(to, "\x1b[32ma\nb\x1b[0m");
  assert.deepEqual(to.lines.map(({ runs: [[, style]] }) => style), ["fg-2", "fg-2"]);
});

test("a long line goes on in another without a break", () => {
  const text = `${"0123456789".repeat(1000)}\nend`;
  const to = screen();
  write(to, text);
  assert.equal(textOf(to.lines), text);
  assert.ok(to.lines.length > 3);
});

test("any text takes a time that grows with its length, and is kept where it is plain", () => {
  for (const bit of ["\x1b[", "\x1b]", "\x1b[1;", "\b\x1b[9", "\x1bP", "\x1b[38;5;", "x\r", "\x9b0", "\x1b[A\n", "x\b\x1b[31m"]) {
    const to = screen();
    const part = bit.repeat(4096 / bit.length);
    for (let times = 0; times < 20; times += 1) write(to, part);
    write(to, "\x18\x1b\\\x1b[m\nend\n");
    assert.match(textOf(to.lines), /end\n/, JSON.stringify(bit));
  }
});
