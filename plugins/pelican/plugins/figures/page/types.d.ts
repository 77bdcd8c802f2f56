/** What figures and their scripts hand to each other. */

import type { Axes, Move } from "./picture.js";
import type { Figure } from "./live.js";

/** Values of controls by name: numbers, words or switches, as each figure's `draw` has them. */
export type State = Record<string, any>;

/**
 * A column of numbers or words, an array or a typed one; null and NaN are missing values. Of which
 * kind it is, each figure's `draw` decides.
 */
export type Column = any;
export type Columns = Record<string, Column>;
export type Tables = Record<string, Columns>;

/** Moves by the gid of their element. */
export type Moves = Record<string, Move>;

export type Pair = [number, number];

/** How one side of a pair of axes maps its limits to pixels. */
export interface Side {
  scale: string;
  limits: Pair;
  pixels: Pair;
}

/** A control as the plugin's controls.py describes it. */
export interface Described {
  kind: string;
  name: string;
  label: string;
  tone?: string;
  show?: string;
  unit?: string;
  min: number;
  max: number;
  step: number;
  from: number;
  to: number;
  per?: number;
  marked?: boolean; // whether its values are drawn on the rail
  values: number[];
  options: Record<string, string>;
  by?: string;
  limits: any; // a pair, or pairs by the value of the choice `by`
  members: Described[];
  series: Record<string, string>;
  tones?: Record<string, string>;
  off?: string[];
  keys?: number;
  text: string;
  parts: (string | { name: string })[];
}

/** What a figure's JSON holds. */
export interface Data {
  name: string;
  alt: string;
  parameters: State;
  controls: Described[];
  axes: Record<string, Record<string, { x: Side; y: Side }>>; // by form of the drawing, by name
  data: Record<string, any>;
}

/** What has a value that readers set. */
export interface Control {
  name: string;
  label: string;
  series?: string; // what it shows, if it is no parameter of draw()
  off?: boolean; // at first
  step?: number;
  max?: number;
  span?(state: State): Pair;
  members?: undefined;
  /** A value on the way from one to another, of which it is a share; none where there are none. */
  between?(from: any, to: any, share: number): any;
  /** A value from a link; undefined if it has none. */
  read(text: string, state: State): any;
  /** What values there are, in words. */
  allowed(state: State): string;
  /** The control at a value, in words; "" if it goes without. */
  say(value: any): string;
  build(id: string, changed: (value: any) => void): Built;
}

export interface Built {
  element: HTMLElement | string;
  set(value: any): void;
}

/** Several controls that stand together. */
export interface Group {
  members: (Control | Group)[];
  group(elements: (HTMLElement | string)[], id: string): HTMLElement;
}

/**
 * A line whose values can be read off: `curve` is what lights up, `x` a column that only grows, or
 * only falls, `along` what it counts ("step"); `say` has other words for the place `at`.
 */
export interface Readable {
  axes: string;
  curve: string;
  label: string;
  along: string;
  x: Column;
  y: Column;
  say?(at: number): string;
  /** A way on a map: neither of its columns need grow, and what is nearest counts in both. */
  way?: boolean;
  /** Where the axes that the drawing came with hold no longer. */
  on?: Axes;
}

/** What a figure's script has: pure pieces, and a state of the values of its controls. */
export interface Spec {
  title: string;
  /** The tables as draw() has them. */
  compute(state: State, data: Data["data"]): Tables;
  /** `form` is that of the drawing, "wide" or "narrow", for constants that differ by it. */
  move(tables: Tables, state: State, axes: Record<string, Axes>, data: Data["data"], form: string): Moves;
  /** What a sighted reader sees, in a sentence or two. */
  describe(tables: Tables, state: State, data: Data["data"]): string;
  /** Those that readers can read off, as they are shown now. */
  lines?(tables: Tables, state: State, data: Data["data"]): Readable[];
  /** Words for its tables where neither lines nor controls have them, by name or by "table.column". */
  words?: Record<string, string>;
  /** Further values that these bring along. */
  follow?(values: State, data: Data["data"]): State | undefined;
  /** Values in which it opens, where no link sets others; Reset shows what was drawn. */
  opens?: State;
  /** How long its code takes, if long: ", after …". */
  effort?: string;
  /** Pointers, players and the like. */
  mount?(figure: Figure): void;
}
