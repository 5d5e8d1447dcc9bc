"""The shape of what a pack says for the public page on which anybody gets help or tells of a concern.

It names whom to call and which agency gets concerns, and says which words such a page cannot do without. It holds no words.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from firmground.packs.entries import CodeId, Entry, Id
from firmground.values import Citation

# The words of the page, the form and the answer, as ``get_help.<part>`` in the texts. {phone} is the emergency's number.
WORDS = (
    "title", "in_danger", "call", "talk", "interpreter", "number_not_checked", "draft",
    "when_you_call", "you_decide", "no_name", "hang_up", "your_language",
    "no_trace", "trace_leave", "trace_private", "trace_history", "trace_calls", "trace_site", "leave", "leaving", "skip",
    "languages", "write_instead",
    "concern.title", "concern.lead", "concern.happened", "concern.happened_hint", "concern.where", "concern.where_hint",
    "concern.danger", "concern.yes", "concern.no", "concern.not_known", "concern.reach", "concern.reach_hint",
    "concern.language", "concern.any_language", "concern.empty", "concern.send", "concern.after", "concern.wrong",
    "concern.say_what", "concern.say_danger", "concern.too_long", "concern.too_quick", "concern.too_old", "concern.too_many",
    "concern.not_sent", "sent.title", "sent.number", "sent.keep", "sent.next", "sent.back",
    "state.title", "state.lead", "state.number", "state.look", "state.waiting", "state.taken_up", "state.ended", "state.unknown",
)  # fmt: skip
QUOTED_IN_HELP = frozenset({"phone"})
WITH_PHONE = frozenset({"get_help.call", "get_help.concern.too_many"})  # what these are for is the number
NO_PENALTY = "no_penalty"  # only where the pack cites what supports it


class HelpPage(Entry):
    """The part ``[help]`` of ``cases/emergency.toml``: whom to call first, whom else, and who gets concerns.

    Without ``no_penalty_cite`` the page says nothing of penalties: silence is better than a promise that nobody gave.
    """

    emergency: Id
    contacts: Annotated[tuple[Id, ...], Field(min_length=1)]
    concerns_to: CodeId
    no_penalty_cite: Citation | None = None
    cite: Citation

    @property
    def all_contacts(self) -> tuple[str, ...]:
        """Everybody to call, the emergency first."""
        return (self.emergency, *self.contacts)

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Everything here that carries a citation, with its place."""
        yield "help", self.cite
        if self.no_penalty_cite:
            yield "help no penalty", self.no_penalty_cite


def help_keys(page: HelpPage) -> Iterator[str]:
    """The keys of the words that the page needs."""
    yield from (f"get_help.{part}" for part in WORDS)
    if page.no_penalty_cite:
        yield f"get_help.{NO_PENALTY}"
