"""Forms that record something new: each brings the key of what it will record, so that one sent twice records it once."""

import uuid

from django import forms


class OnceForm(forms.Form):
    """A form for a new record, under the key that it carries."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
