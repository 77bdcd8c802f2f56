/** What `make lint` asks of every script, beside its types (tsconfig.json). */

import js from "@eslint/js";
import globals from "globals";

const RULES = {
  "array-callback-return": "error",
  "class-methods-use-this": "off", // a subclass may use it
  "default-case-last": "error",
  eqeqeq: "error",
  "no-constructor-return": "error",
  "no-else-return": "error",
  "no-misleading-character-class": ["error", { allowEscape: true }], // joiners spelled out are meant
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-promise-executor-return": "off", // one expression reads better without braces
  "no-return-assign": ["error", "except-parens"],
  "no-self-compare": "error",
  "no-throw-literal": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "all" }],
  "no-use-before-define": ["error", { functions: false, classes: true, variables: false }],
  "no-useless-rename": "error",
  "no-var": "error",
  "object-shorthand": ["error", "always"],
  "prefer-const": "error",
  "prefer-rest-params": "error",
  "prefer-spread": "error",
  "prefer-template": "error",
  "require-atomic-updates": "off", // it takes every assignment after an await for a race
};

export default [
  { ignores: [".cache/**", ".venv/**", "output/**", "dist/**", "**/node_modules/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: RULES,
  },
  {
    files: ["theme/static/js/**", "article/**", "plugins/**", "tools/serve/**", "bench/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["tests/**", "bench/**/*.mjs", "plugins/**/*.mjs", "eslint.config.js"],
    languageOptions: { globals: { ...globals.nodeBuiltin, ...globals.browser } },
  },
  {
    files: ["plugins/pelican/plugins/offline/worker/**"],
    languageOptions: { globals: { ...globals.serviceworker, __SITE__: "readonly" } },
  },
  {
    // Control codes are what they read.
    files: ["**/codebox/page/terminal.js", "**/codebox/page/log.js"],
    rules: { "no-control-regex": "off" },
  },
  {
    // For browsers that know no modules: it has to be of their time.
    files: ["**/codebox/page/guard.js"],
    languageOptions: { ecmaVersion: 5, sourceType: "script" },
    rules: { "no-var": "off", "object-shorthand": "off", "prefer-template": "off" },
  },
];
