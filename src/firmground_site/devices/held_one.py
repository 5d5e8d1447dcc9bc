"""One entry that waits, with the forms that resolve it: what a screening needs, and what a debriefing needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from firmground.rules.evaluate import Answer
from firmground.screening.instrument import Instrument
from firmground_site.devices.contents import NotTaken
from firmground_site.devices.forms.resolving import RecordForm
from firmground_site.devices.held_shown import Row, rows_of, sentences_of
from firmground_site.devices.models import Entry
from firmground_site.devices.problems import asked_in, corrected, described, problems_of
from firmground_site.devices.putting_down import differences, told_answers
from firmground_site.devices.vocabulary import DEBRIEFING
from firmground_site.packs.queries import instrument_on
from firmground_site.screening.forms.debriefing import ChoosingForm


@dataclass
class HeldOne:
    """An entry, what it says, and its forms; ``form`` is ``None`` when it can only be declined.

    ``choosing`` is there for a debriefing: for each question that two answered differently, which answer stays.
    """

    entry: Entry
    rows: list[Row] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    form: RecordForm | None = None
    choosing: ChoosingForm | None = None
    changes: Mapping[str, Answer] = field(default_factory=dict)
    instrument: Instrument | None = None

    def to_record(self) -> dict[str, Any]:
        """What valid forms say to record."""
        if self.choosing is not None:
            return {**self.changes, **self.choosing.kept_mine}
        assert self.form is not None
        assert self.instrument is not None
        return corrected(self.entry.content, self.form.chosen, self.instrument)


def held_one(entry: Entry, sent: Mapping[str, Any] | None = None) -> HeldOne:
    """An entry that waits, as it can be resolved now; with what was sent, if a form was."""
    shown = HeldOne(entry, sentences=sentences_of(entry))
    return _debriefing(shown, sent) if entry.kind == DEBRIEFING else _screening(shown, sent)


def _screening(shown: HeldOne, sent: Mapping[str, Any] | None) -> HeldOne:
    entry = shown.entry
    received = described(entry.content, entry.agency)
    if received is None:
        return shown
    shown.instrument = asked_in(received)
    shown.rows = rows_of(received, shown.instrument, entry.screening)
    if shown.instrument is not None:
        arrived = localdate(entry.arrived) if entry.reason == "clock" else None
        problems = problems_of(received, shown.instrument, arrived)
        shown.form = RecordForm(sent, problems=problems, initial={"version": entry.version})
    return shown


def _debriefing(shown: HeldOne, sent: Mapping[str, Any] | None) -> HeldOne:
    entry, current = shown.entry, shown.entry.screening
    if current is None or entry.member is None:
        return shown
    try:
        entered, base = told_answers(entry.content, "answers"), told_answers(entry.content, "base")
    except NotTaken:
        return shown
    found = differences(current, entered, base)
    instrument = shown.instrument = instrument_on(current.instrument, current.screened_on)
    shown.changes = found.changes
    shown.form = RecordForm(sent, initial={"version": entry.version})
    shown.choosing = ChoosingForm(sent, differences=found.differences, instrument=instrument)
    return shown
