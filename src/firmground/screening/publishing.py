"""An instrument as canonical JSON, for browsers, the API and anyone who wants to check a result."""

from firmground.packs.pack import Pack
from firmground.screening.instrument import ELEMENTS, Instrument
from firmground.values import canonical_json, digest, type_of_json

FORMAT = "firmground-instrument-1"
CARRIED = ("version", "from", "to", "status", "licence", "stage", "cite", "population", "validity", "languages_checked")
NOT_REVIEWED = "no speaker has reviewed this"


def published(pack: Pack, instrument: Instrument) -> dict[str, type_of_json]:
    """Everything a program needs to put the questions, evaluate the answers and show the result, in every language.

    ``digest`` is that of the instrument, ``texts_digest`` that of the words. A text that a draft lacks is missing there;
    show the first language's.
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
            {**language.model_dump(), "note": NOT_REVIEWED if language.state == "draft" else ""}
            for language in pack.manifest.languages
        ],
        "definition": instrument.definition.to_json(),
        "topics": {question.id: question.topic for question in entry.questions},
        "sections": [{"id": s.id, "questions": [q.id for q in entry.questions if q.section == s.id]} for s in entry.sections],
        "dimensions": list(instrument.dimensions),
        "elements": [name for name in ELEMENTS if name in instrument.definition.rule],
        "outcomes": [{"id": each.id, "opens": each.opens} for each in entry.outcomes],
        "texts": texts,
        "texts_digest": digest(texts),
    }


def published_bytes(pack: Pack, instrument: Instrument) -> bytes:
    """The published instrument in its one canonical spelling."""
    return canonical_json(published(pack, instrument))


def _texts(pack: Pack, instrument: Instrument, tag: str) -> dict[str, str]:
    """The words of an instrument in one language, by key."""
    wanted = (f"instruments.{instrument.id}.", "answers.", "asking.", "dimensions.", "languages.", "rules.")
    return {key: text for key, text in sorted(pack.texts[tag].items()) if key.startswith(wanted)}
