import { followDepth } from "./contents.js";
import { watchFigures } from "./figures.js";
import { watchScrollers } from "./scrolling.js";

followDepth(document);
watchScrollers(document);
watchFigures(document);
