"""What is kept of a statement: its draft, the extract it stands on, who reviewed it, and every publication for ever.

Nothing here is about people met. Every table is guarded; publications are fixed by the database as well.
"""

from firmground_site.figures.models.draft import DraftSentence, DraftWriter, StatementDraft
from firmground_site.figures.models.extract import FrozenExtract
from firmground_site.figures.models.publication import Publication
from firmground_site.figures.models.review import StatementReview

__all__ = ["DraftSentence", "DraftWriter", "FrozenExtract", "Publication", "StatementDraft", "StatementReview"]
