"""An instrument as canonical JSON, for browsers, the API and anyone who wants to check a result."""

from firmground.packs.digest import as_json
from firmground.packs.pack import Pack
from firmground.screening.instrument import ELEMENTS, Instrument
from firmground.values import canonical_json, digest, type_of_json

FORMAT = "firmground-instrument-1"
NOT_REVIEWED = "no speaker has reviewed this"


def published(pack: Pack, instrument: Instrument) -> dict[str, type_of_json]:
    """Everything a program needs to put the questions, evaluate the answers and show the result, in every language.

    ``digest`` is that of the instrument, ``texts_digest`` that of the words. A text that a draft lacks is missing there;
    show the first language's.
    """
    entry = instrument.entry
    texts = {language.tag: _texts(pack, instrument, language.tag) for language in pack.manifest.languages}
    return {
        "format": FORMAT,
        "pack": pack.id,
        "pack_digest": pack.digest,
        "instrument": instrument.id,
        "version": entry.version,
        "digest": instrument.digest,
        "from": as_json(entry.from_),
        "to": as_json(entry.to),
        "status": entry.status,
        "licence": entry.licence,
        "stage": entry.stage,
        "cite": as_json(_without_config(entry.model_dump()["cite"])),
        "population": as_json(entry.population.model_dump()) if entry.population else None,
        "validity": [as_json(study.model_dump()) for study in entry.validity],
        "languages": [
            {**language.model_dump(), "note": NOT_REVIEWED if language.state == "draft" else ""}
            for language in pack.manifest.languages
        ],
        "languages_checked": list(entry.languages_checked),
        "definition": instrument.definition.to_json(),
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
    wanted = (f"instruments.{instrument.id}.", "answers.", "dimensions.", "rules.")
    return {key: text for key, text in sorted(pack.texts[tag].items()) if key.startswith(wanted)}


def _without_config(cite: type_of_json) -> type_of_json:
    return (
        {"source": list(cite.source), "confidence": str(cite.confidence), "note": cite.note} if hasattr(cite, "source") else cite
    )
