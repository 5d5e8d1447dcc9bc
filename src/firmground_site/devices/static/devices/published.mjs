// An instrument of the definitions in the form in which it is published (firmground-instrument-1), as every part that puts
// questions or evaluates answers takes it.

/** All leaves of nested words, as [key, {language: text}] pairs; the keys are joined with dots. */
function leaves(words, key, languages) {
  if (languages.some((tag) => typeof words[tag] === "string") || Object.keys(words).length === 0) return [[key, words]];
  return Object.entries(words).flatMap(([name, part]) => leaves(part, key ? `${key}.${name}` : name, languages));
}

function textsOf({ languages, answers, asking, language_names }, { id, texts }) {
  const tags = languages.map(({ tag }) => tag);
  const all = [...leaves(texts, `instruments.${id}`, tags), ...leaves(answers, "answers", tags)];
  all.push(...leaves(asking, "asking", tags), ...leaves(language_names, "languages", tags));
  const inOne = (tag) => Object.fromEntries(all.filter(([, words]) => tag in words).map(([key, words]) => [key, words[tag]]));
  return Object.fromEntries(tags.map((tag) => [tag, inOne(tag)]));
}

/** The published form. ``told`` is what the server gave, ``instrument`` one of its instruments. */
export function published(told, instrument) {
  const { entry, definition } = instrument.content;
  const inSection = (id) => entry.questions.filter(({ section }) => section === id).map((question) => question.id);
  const languages = told.languages.map((each) => ({ ...each, note: each.state === "draft" ? "no speaker has reviewed this" : "" }));
  const first = languages.filter(({ tag }) => tag === told.default_language);
  return {
    instrument: instrument.id,
    digest: instrument.digest,
    stage: instrument.stage,
    version: instrument.version,
    languages: [...first, ...languages.filter((each) => !first.includes(each))],
    definition,
    topics: Object.fromEntries(entry.questions.map(({ id, topic }) => [id, topic])),
    sections: entry.sections.map(({ id }) => ({ id, questions: inSection(id) })),
    outcomes: entry.outcomes.map(({ id }) => ({ id })),
    texts: textsOf(told, instrument),
    recordings: told.recordings ?? {},
  };
}
