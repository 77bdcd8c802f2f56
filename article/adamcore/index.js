// adamcore in JavaScript: one port for every figure, held to the library's bits by the tests.

export * from "./bounds.js";
export * from "./estimates.js";
export * from "./problems.js";
export * from "./rules.js";
export * from "./walk.js";
