"""What a browser found by the same rules, as a form sends it. Anyone can send anything, so nothing of it is trusted."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_RESULT = 5_000
FINDINGS = ("yes", "no", "not known")


def browser_result_in(sent: str, outcomes: Collection[str]) -> Mapping[str, Any] | None:
    """A finding for outcomes of an instrument; ``None`` when the browser found nothing out.

    Anything else is refused with ``ValidationError``: it was not our page that sent it.
    """
    if not sent:
        return None
    try:
        found = json.loads(sent)["outcomes"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValidationError(_("The browser's result cannot be read. Load the page again.")) from error
    if not are_findings(found, outcomes):
        raise ValidationError(_("The browser's result does not fit the instrument. Load the page again."))
    return {"outcomes": found}


def are_findings(found: Any, outcomes: Collection[str]) -> bool:
    """Whether it says findings for outcomes of an instrument, and nothing else."""
    return isinstance(found, dict) and found.keys() <= {*outcomes} and all(each in FINDINGS for each in found.values())
