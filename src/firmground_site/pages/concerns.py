"""The public form with which anybody tells of a concern, and the page that says how one stands.

No cookie is set, so there is no token in a cookie to compare: what is sent acts for nobody who is signed in, and a form that
another site sends is refused by what browsers say of themselves. The receipt's number is in the answer to the form and not in
an address, so that it stays in no history.
"""

import datetime
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import THE_PUBLIC
from firmground_site.access.views import open_to_anyone
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.telling_concerns import send_concern
from firmground_site.cases.concerns import DANGERS, LONGEST, Concern, receives_concerns, state_of_concern
from firmground_site.cases.duplicates import AlreadySent
from firmground_site.cases.models import Referral
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices, text
from firmground_site.pages.attempts import Limit, may_try
from firmground_site.pages.get_help import Words, around, in_a_language

SENDING = Limit("concern", each=10, all=200)
LOOKING = Limit("concern state", each=20, all=1000)
QUICKEST = datetime.timedelta(seconds=3)  # nobody reads and writes faster
LONGEST_OPEN = datetime.timedelta(days=1)
CROSS_SITE = ("cross-site", "same-site")


class ConcernForm(forms.Form):
    """What happened, where, whether somebody is in danger, and how to reach the sender, if they want an answer.

    ``key`` is made here and signed with its time: it is what is sent once, and tells how long the page was open. ``website`` is
    not for people.
    """

    key = forms.CharField(widget=forms.HiddenInput, max_length=200)
    website = forms.CharField(required=False)
    danger = forms.ChoiceField(widget=Radios(inline=True))
    happened = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}))
    where = forms.CharField(required=False)
    reach = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, words: Words, **options: Any) -> None:
        super().__init__(*args, initial={"key": new_key()}, **options)
        self.words = words
        for name in ("danger", "happened", "where", "reach", "language"):
            self.fields[name].label = words[f"concern.{name}"]
        for name in ("happened", "where", "reach"):
            self.fields[name].help_text = words[f"concern.{name}_hint"]
        for name, most in LONGEST.items():
            self.fields[name].validators.append(_no_longer_than(most, words["concern.too_long"]))
        self.fields["website"].label = words["concern.empty"]
        self.fields["happened"].error_messages["required"] = words["concern.say_what"]
        for kind in ("required", "invalid_choice"):
            self.fields["danger"].error_messages[kind] = words["concern.say_danger"]
        self.fields["danger"].choices = [(code, words[f"concern.{code}"]) for code in DANGERS]
        languages = choices("interview_languages", language=words.language.tag)
        self.fields["language"].choices = [("", words["concern.any_language"]), *languages]
        if not languages:
            del self.fields["language"]

    def clean(self) -> None:
        """Only a person sends it, after a while and before the next day; what was written stays on the form."""
        try:
            signer.unsign(self.data.get("key", ""), max_age=LONGEST_OPEN)
        except signing.BadSignature:
            return self._again("concern.too_old")
        if self.data.get("website") or _is_young(self.data["key"]):
            self.add_error(None, self.words["concern.too_quick"])
        return None

    def _again(self, part: str) -> None:
        self.data = self.data.copy()
        self.data["key"] = new_key()
        self.add_error(None, self.words[part])

    def concern(self) -> Concern:
        """What was entered."""
        given = {name: words for name, words in self.cleaned_data.items() if name not in ("key", "website")}
        return Concern(id=uuid.UUID(signer.unsign(self.cleaned_data["key"])), **given)


signer = signing.TimestampSigner(salt="pages.concerns")


def new_key() -> str:
    """A key for one form, signed with the time at which it was made."""
    return signer.sign(str(uuid.uuid4()))


def _is_young(key: str) -> bool:
    try:
        signer.unsign(key, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    return True


def _no_longer_than(most: int, words: str) -> Any:
    def check(value: str) -> None:
        if len(value) > most:
            raise forms.ValidationError(words)

    return check


@csrf_exempt
@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_a_language
def concern(request: HttpRequest, words: Words, asked: str) -> HttpResponse:
    """Tell of a concern. The answer to a form that was sent is the receipt itself."""
    form = ConcernForm(request.POST if request.method == "POST" else None, words=words)
    context = around(words, asked, "pages:concern") | {"asked": form}  # not as form: the base page would speak English of it
    if request.method != "POST":
        return render(request, "pages/get_help/concern.html", context)
    kept = None
    if is_from_elsewhere(request) or not receives_concerns():
        form.add_error(None, words["concern.not_sent"])
    elif form.is_valid():
        if not may_try(request, SENDING):
            form.add_error(None, words["concern.too_many"])
            return render(request, "pages/get_help/concern.html", context, status=429)
        kept = _sent_once(form)
    if kept is None:
        return render(request, "pages/get_help/concern.html", context, status=400)
    receiver = text(f"codes.agencies.{kept.to_party}", words.language.tag)
    in_danger = form.cleaned_data["danger"] != "no"
    return render(request, "pages/get_help/receipt.html", context | {"kept": kept, "receiver": receiver, "in_danger": in_danger})


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent the form."""
    return request.headers.get("Sec-Fetch-Site", "") in CROSS_SITE


def _sent_once(form: ConcernForm) -> Referral | None:
    """The concern as it is kept: now, or since the same form was sent; nothing, with a word on the form, when it is refused."""
    try:
        sent: Referral = send_concern(concern=form.concern(), by=THE_PUBLIC)
    except AlreadySent as before:
        return before.referral
    except Refused:
        form.add_error(None, form.words["concern.not_sent"])
        return None
    return sent


@csrf_exempt
@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_a_language
def concern_state(request: HttpRequest, words: Words, asked: str) -> HttpResponse:
    """How a concern stands, in one sentence; the answer for a number that nobody has is always the same."""
    receipt, said, status = request.POST.get("receipt", "")[:40], "", 200
    if request.method == "POST" and not may_try(request, LOOKING):
        said, status = words["concern.too_many"], 429
    elif request.method == "POST":
        said = words[f"state.{state_of_concern(receipt)}"]
    context = around(words, asked, "pages:concern_state") | {"said": said, "receipt": receipt}
    return render(request, "pages/get_help/state.html", context, status=status)
