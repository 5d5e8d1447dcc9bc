// Runs the conformance cases against the browser's evaluator: node --test tests/rules/evaluate.test.mjs
// FIRMGROUND_CONFORMANCE names another folder of cases, so that a test can see this one fail.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { evaluate } from "../../src/firmground/rules/evaluate.mjs";

const folder = process.env.FIRMGROUND_CONFORMANCE ?? fileURLToPath(new URL("conformance", import.meta.url));
const read = (...path) => JSON.parse(readFileSync(join(folder, ...path), "utf8"));

for (const name of readdirSync(folder).filter((each) => each.endsWith(".json"))) {
  const { title, definition, cases } = read(name);
  describe(title, () => {
    for (const { title, answers, expect } of cases) {
      it(title, () => assert.deepEqual(Object.fromEntries(evaluate(definition, answers)), expect));
    }
    it("leaves the definition and the answers as they were", () => {
      const before = JSON.stringify({ definition, cases });
      for (const { answers } of cases) evaluate(definition, answers);
      assert.equal(JSON.stringify({ definition, cases }), before);
    });
    it("gives the rules in the order of the definition", () => {
      assert.deepEqual([...evaluate(definition, {}).keys()], definition.rules.map((rule) => rule.id));
    });
  });
}

const refused = read("refused", "answers.json");
describe(refused.title, () => {
  for (const { title, answers, at } of refused.cases) {
    it(`refuses ${title}`, () => {
      assert.throws(() => evaluate(refused.definition, answers), (error) => error instanceof RangeError && error.message.includes(at));
    });
  }
});

describe("A definition that nobody checked", () => {
  for (const operator of ["xor", "constructor", "toString", "__proto__"]) {
    it(`refuses the operator ${operator}`, () => {
      const when = JSON.parse(`{"${operator}": ["a", "yes"]}`);
      const definition = { questions: [{ id: "a", kind: "yes_no" }], rules: [{ id: "r", when }] };
      assert.throws(() => evaluate(definition, {}), RangeError);
    });
  }
});
