"""Which provisions some facts suggest: a form, and its answer on the same page.

What an officer in a hurry wants is to tick what happened and to read the answer, so every fact is one box under "What
happened": on a phone that is one line each, where three radios would be three. What nobody ticks is not known, which is what
most facts are. The few that are known not to be so have boxes of their own, folded away below, since they only rule
provisions out. The facts that the territory's forms ask stand before those that no form asks, in the register's order.

Nothing is stored. The facts are sent in a form, so that no address, log or history of a browser holds them.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.law.forms import FactsForm
from firmground_site.law.suggested import suggestions_for
from firmground_site.law.views.register import of_register, page
from firmground_site.packs.queries import shown_pack, today


@never_cache
@sensitive_post_parameters()
@requires(Permission.LAW_APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def candidates(request: HttpRequest) -> HttpResponse:
    """Ask for facts, and say what they suggest; it keeps neither."""
    pack = shown_pack()
    form = FactsForm(request.POST if request.method == "POST" else None, pack=pack)
    found = None
    if form.is_valid():
        found = suggestions_for(pack, form.facts(), on=form.cleaned_data["on"], today=today())
    return page(request, "law/candidates.html", {"form": form, "found": found}, status=400 if form.errors else 200)
