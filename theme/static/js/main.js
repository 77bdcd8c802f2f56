import { followDepth } from "./contents.js";
import { watchScrollers } from "./scrolling.js";

followDepth(document);
watchScrollers(document);
