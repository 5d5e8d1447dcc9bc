"""The way to the library of linkage, which is slow to load and so is loaded when it is asked. It hands over values only."""

from collections.abc import Sequence

from firmground.linkage.record import Proposal, Record


def proposed_by_the_library(records: Sequence[Record], *, at_least: float) -> tuple[Sequence[Proposal], str]:
    """The pairs that the shipped model finds as probable as ``at_least``, the most probable first, and the model's digest."""
    from firmground.linkage.model import default_model  # noqa: PLC0415 - seconds to load, and no page asks it
    from firmground.linkage.proposing import proposals  # noqa: PLC0415 - the same

    model = default_model()
    if len(records) < 2:
        return (), str(model.digest)
    return proposals(records, model, at_least=at_least), str(model.digest)
