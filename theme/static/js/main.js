import { followDepth } from "./contents.js";
import { wireCopying } from "./copying.js";
import { watchScrollers } from "./scrolling.js";

followDepth(document);
watchScrollers(document);
wireCopying(document);
