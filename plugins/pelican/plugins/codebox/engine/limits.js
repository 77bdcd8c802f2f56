/**
 * How much of a program's output is kept and shown: the one place for these numbers. The worker
 * applies them, so that the page never gets more; the page applies them again to what it keeps.
 */

export const LINES = 10_000;
export const CHARACTERS = 250_000;
export const ROWS = 1_000; // blocks: values, pictures, stretches of one stream
export const RUNS = 6_000; // pieces of text in one style, beyond one a line

export const VALUE = 100_000; // characters of a value's repr
export const ERROR = 50_000; // characters of a traceback
export const ALT = 1_000; // characters of an alternative text

export const PICTURES = 50;
export const PICTURE_BYTES = 40_000_000; // all pictures together
export const PIXELS = 25_000_000; // of one picture; decoded, each takes four bytes
export const ALL_PIXELS = 100_000_000;
export const SIDE = 20_000; // pixels

export const SVG = 1_500_000; // characters
export const PNG = 10_000_000; // bytes
export const COST = 6_000; // elements that an SVG draws, those repeated by <use> counted each time
export const ALL_COST = 20_000;
