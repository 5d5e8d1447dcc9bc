"""People met, how they were screened and debriefed, and what was decided about their identification.

Every table here is guarded: only actions write. Every read of people starts from a ``…_visible_to`` of ``screening.queries``.
"""

from firmground_site.screening.models.identification import HandOver, Identification, Review
from firmground_site.screening.models.judgement import Decision, Opinion
from firmground_site.screening.models.person import NamedParty, NamedReader, Person
from firmground_site.screening.models.screening import Break, Screening, Sitting

__all__ = [
    "Break",
    "Decision",
    "HandOver",
    "Identification",
    "NamedParty",
    "NamedReader",
    "Opinion",
    "Person",
    "Review",
    "Screening",
    "Sitting",
]
