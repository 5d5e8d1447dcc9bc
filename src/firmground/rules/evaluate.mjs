// The browser's evaluator of a published definition: the same answers as firmground.rules.evaluate.
// Plain ECMAScript, no dependency. Findings are "yes", "no" and "not known"; what is unknown never counts as "no".

const UNKNOWN = new Set(["unsure", "refused", "not_asked", "not_safe_to_ask"]);

/**
 * Say what every rule comes to, and which unanswered questions could still change it.
 * @param {{questions: object[], rules: object[]}} definition as published by firmground.screening.publishing
 * @param {object} answers question id to answer; a question that is missing counts as not asked
 * @returns {Map<string, {finding: string, could_change: string[]}>} by rule id, in the order of the definition
 * @throws {RangeError} for an answer that its question does not allow
 */
export function evaluate(definition, answers) {
  const questions = new Map(definition.questions.map((question) => [question.id, question]));
  const given = new Map(Object.entries(answers));
  for (const [id, answer] of given) checkAnswer(questions.get(id), id, answer);
  const reached = new Map();
  for (const rule of definition.rules) reached.set(rule.id, reach(rule.when, given, reached));
  const order = new Map(definition.questions.map((question, place) => [question.id, place]));
  const result = new Map();
  for (const [id, part] of reached) {
    const open = [...part.open].sort((a, b) => order.get(a) - order.get(b));
    result.set(id, { finding: part.finding, could_change: open });
  }
  return result;
}

function checkAnswer(question, id, answer) {
  if (question === undefined) throw new RangeError(`there is no question ${id}`);
  if (typeof answer === "string") {
    if (UNKNOWN.has(answer)) return;
    if (question.kind === "yes_no" && (answer === "yes" || answer === "no")) return;
    if (question.kind === "choice" && question.choices.includes(answer)) return;
  } else if (question.kind === "number" && Number.isInteger(answer)) {
    if (question.least <= answer && answer <= question.most) return;
  }
  throw new RangeError(`${JSON.stringify(answer)} is not an answer to ${id}`);
}

function reach(expression, given, reached) {
  const [operator, argument] = Object.entries(expression)[0];
  switch (operator) {
    case "equals":
      return equals(argument[0], argument[1], given, reached);
    case "at_least":
      return known(argument[0], given, (answer) => answer >= argument[1]);
    case "not":
      return negated(reach(argument, given, reached));
    case "all":
      return atLeastOf(argument.length, argument, given, reached);
    case "any":
      return atLeastOf(1, argument, given, reached);
    case "at_least_of":
      return atLeastOf(argument[0], argument[1], given, reached);
    default:
      throw new RangeError(`${operator} is not an operator`);
  }
}

function equals(id, word, given, reached) {
  if (!reached.has(id)) return known(id, given, (answer) => answer === word);
  return word === "yes" ? reached.get(id) : negated(reached.get(id));
}

function known(id, given, holds) {
  const answer = given.has(id) ? given.get(id) : "not_asked";
  if (UNKNOWN.has(answer)) return { finding: "not known", open: new Set([id]) };
  return { finding: holds(answer) ? "yes" : "no", open: new Set() };
}

function negated(part) {
  const opposite = { yes: "no", no: "yes", "not known": "not known" };
  return { finding: opposite[part.finding], open: part.open };
}

function atLeastOf(minimum, members, given, reached) {
  const parts = members.map((member) => reach(member, given, reached));
  const certain = parts.filter((part) => part.finding === "yes").length;
  const unknown = parts.filter((part) => part.finding === "not known");
  if (certain >= minimum) return { finding: "yes", open: new Set() };
  if (certain + unknown.length < minimum) return { finding: "no", open: new Set() };
  return { finding: "not known", open: new Set(unknown.flatMap((part) => [...part.open])) };
}
