// Reads {"definition": …, "batch": [answers, …]} one a line, and prints what the browser's evaluator makes of each.
// An answer that is refused is printed as {"refused": why}; any other fault stops the process.

import { createInterface } from "node:readline";
import { evaluate } from "../../src/firmground/rules/evaluate.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  const { definition, batch } = JSON.parse(line);
  console.log(JSON.stringify(batch.map((answers) => outcome(definition, answers))));
}

function outcome(definition, answers) {
  try {
    return Object.fromEntries(evaluate(definition, answers));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { refused: error.message };
  }
}
