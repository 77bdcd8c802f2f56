import { countSolved, followDepth } from "./contents.js";
import { watchScrollers } from "./scrolling.js";

followDepth(document);
watchScrollers(document);
addEventListener("codebox:solved", () => countSolved(document));
countSolved(document);
