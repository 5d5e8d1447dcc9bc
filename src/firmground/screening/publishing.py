"""An instrument as canonical JSON, for browsers, the API and anyone who wants to check a result."""

from collections.abc import Mapping

from firmground.packs.pack import Pack
from firmground.packs.recordings import recording_to_json, recordings_of
from firmground.packs.reviews import review_of
from firmground.screening.instrument import ELEMENTS, Instrument
from firmground.values import canonical_json, digest, type_of_json

FORMAT = "firmground-instrument-1"
CARRIED = ("version", "from", "to", "status", "licence", "stage", "cite", "population", "validity", "languages_checked")
NOT_REVIEWED = "no speaker has reviewed this"


def published(pack: Pack, instrument: Instrument) -> dict[str, type_of_json]:
    """Everything a program needs to put the questions, evaluate the answers and show the result, in every language.

    ``digest`` is that of the instrument, ``texts_digest`` that of the words. A text that a draft lacks is missing there;
    show the first language's. ``review`` tells whether a speaker has reviewed all words of a language together.
    """
    entry, shown = instrument.entry, instrument.entry.model_dump(mode="json", by_alias=True)
    texts = {language.tag: _texts(pack, instrument, language.tag) for language in pack.manifest.languages}
    return {
        "format": FORMAT,
        "pack": pack.id,
        "pack_digest": pack.digest,
        "instrument": instrument.id,
        **{key: shown[key] for key in CARRIED},
        "digest": instrument.digest,
        "languages": [
            {
                **language.model_dump(),
                "note": NOT_REVIEWED if language.state == "draft" else "",
                "review": review_of(pack, language.tag, texts[language.tag]).to_json(),
            }
            for language in pack.manifest.languages
        ],
        "definition": instrument.definition.to_json(),
        "topics": {question.id: question.topic for question in entry.questions},
        "sections": [{"id": s.id, "questions": [q.id for q in entry.questions if q.section == s.id]} for s in entry.sections],
        "dimensions": list(instrument.dimensions),
        "elements": [name for name in ELEMENTS if name in instrument.definition.rule],
        "outcomes": [{"id": each.id, "opens": each.opens} for each in entry.outcomes],
        "texts": texts,
        "recordings": _recordings(pack, texts),
        "texts_digest": digest(texts),
    }


def published_bytes(pack: Pack, instrument: Instrument) -> bytes:
    """The published instrument in its one canonical spelling."""
    return canonical_json(published(pack, instrument))


def _recordings(pack: Pack, texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, type_of_json]]:
    """The recordings of these words by language, then by key."""
    found: dict[str, dict[str, type_of_json]] = {}
    for (tag, key), recording in sorted(recordings_of(pack).items()):
        if key in texts.get(tag, {}):
            found.setdefault(tag, {})[key] = recording_to_json(recording)
    return found


def _texts(pack: Pack, instrument: Instrument, tag: str) -> dict[str, str]:
    """The words of an instrument in one language, by key."""
    wanted = (f"instruments.{instrument.id}.", "answers.", "asking.", "dimensions.", "languages.", "rules.")
    return {key: text for key, text in sorted(pack.texts[tag].items()) if key.startswith(wanted)}
