/** The interpreters of a page: one pool for each runtime that its boxes name. */

import { diagnosed, lazy } from "./lazy.js";

/** @import { Pool } from "../engine/runner.js" */

/** @type {Map<string, Pool>} */
const pools = new Map();

/**
 * @param {string} base absolute address of the runtime's folder, ending in a slash
 * @returns {Promise<Pool>}
 */
export async function poolAt(base) {
  // While the next script is on its way. No <link rel=preload>: Chromium keeps one that has failed.
  const early = pools.has(base) ? null : fetch(`${base}manifest.json`).catch(() => null);
  const { Pool } = await lazy(() => import("../engine/runner.js"));
  const pool = pools.get(base) ?? new Pool(base, { lazy, diagnosed, early });
  pools.set(base, pool);
  return pool;
}
