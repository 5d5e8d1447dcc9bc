"""The forms of an import: sending a report, publishing it, withdrawing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import DateField, Radios
from firmground_site.evidence.forms.steps import StepForm, words_field
from firmground_site.evidence.reading import ReadDocument, read_document, read_pasted
from firmground_site.evidence.register import the_pack, the_register
from firmground_site.evidence.told import LONGEST, ReportTold, faults_in_report
from firmground_site.evidence.vocabulary import READ_AS
from firmground_site.packs.queries import choices, today

MOST_PASTED = 120_000
KINDS_OF_FILE = gettext_lazy(
    "A text (.txt, .md), a web page (.html), a Word document (.docx) or a PDF with text, of at most 10 MB."
)


class ImportForm(forms.Form):
    """Who published a report, when and where; and the report itself, as a document or as text."""

    publisher = forms.ChoiceField(label=gettext_lazy("Publisher"), required=False)
    publisher_name = forms.CharField(
        label=gettext_lazy("Or another publisher"),
        required=False,
        max_length=LONGEST["publisher_name"],
        help_text=gettext_lazy("An organisation or a body."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the report"),
        max_length=LONGEST["title"],
        error_messages={"required": gettext_lazy("Write the title of the report.")},
    )
    published_on = DateField(
        label=gettext_lazy("Published on"),
        help_text=gettext_lazy("For example, 25 6 2020."),
        error_messages={"required": gettext_lazy("Enter the day of publication.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Web address"),
        required=False,
        max_length=LONGEST["address"],
        help_text=gettext_lazy("If it is public. It begins with https:// or http://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    rating = forms.ChoiceField(label=gettext_lazy("Rating that it gives"), required=False)
    answers = forms.ChoiceField(label=gettext_lazy("Report that it answers"), required=False)
    read_as = forms.ChoiceField(
        label=gettext_lazy("What do you send?"),
        choices=list(READ_AS.items()),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Say whether this is the publisher’s own text.")},
    )
    document = forms.FileField(label=gettext_lazy("Document"), required=False, max_length=500, help_text=KINDS_OF_FILE)
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        help_text=gettext_lazy("Paste it here, if you have no document."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        pack = the_pack()
        reports = [(each.report.id, pack.text(f"evidence.reports.{each.report.id}")) for each in the_register().files]
        self.fields["publisher"].choices = [("", _("Another, named below")), *choices("publishers")]
        self.fields["rating"].choices = [("", _("None")), *choices("ratings")]
        self.fields["answers"].choices = [("", _("None")), *reversed(reports)]

    def clean(self) -> dict[str, Any]:
        """Put what is wrong beside the fields; read the document only when the rest is right."""
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in faults_in_report(self.told(), the_register(), on=today()):
                self.add_error(fault.field, fault.text)
        if bool(cleaned.get("document")) == bool(str(cleaned.get("text", "")).strip()) and "document" not in self.errors:
            self.add_error("document", _("Send a document, or paste its text; one of the two."))
        return cleaned

    def told(self) -> ReportTold:
        """What a valid form tells of the report."""
        names = ReportTold.__dataclass_fields__
        return ReportTold(**{name: self.cleaned_data[name] for name in names})

    def read(self) -> ReadDocument:
        """The document of a valid form; ``Refused`` when it cannot be read."""
        sent = self.cleaned_data["document"]
        return read_document(sent.read(), sent.name) if sent else read_pasted(self.cleaned_data["text"])


class PublishForm(StepForm):
    """Publish a report; its button is all that there is."""

    takes = "publish"


class WithdrawForm(StepForm):
    """Withdraw a report with a reason."""

    takes = "withdraw"
    reason = words_field(gettext_lazy("Why it is withdrawn"), missing=gettext_lazy("Write why you withdraw it."))
