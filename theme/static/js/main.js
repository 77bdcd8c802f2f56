import { countSolved, followDepth } from "./contents.js";
import { wireCopying } from "./copying.js";
import { prepareFolds } from "./folds.js";
import { watchPrinting } from "./printing.js";
import { watchScrollers } from "./scrolling.js";
import { watchTargets } from "./targets.js";

followDepth(document);
watchScrollers(document);
wireCopying(document);
watchPrinting(document);
watchTargets(document);
prepareFolds(document);
addEventListener("codebox:solved", () => countSolved(document));
countSolved(document);
