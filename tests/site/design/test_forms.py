"""Every field says what it asks, what is wrong with its answer, and ties both to the box that one fills in."""

import contextlib
import datetime
from collections.abc import Callable

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from firmground_site.design.forms import Checkboxes, DateField, Radios
from firmground_site.design.gallery import SampleForm, sample

pytestmark = pytest.mark.once

TO_FILL_IN = ("input", "select", "textarea")
GOOD = {
    "name": "North Point",
    "lamps": "3",
    "lit_day": "27",
    "lit_month": "3",
    "lit_year": "1907",
    "state": "on",
    "seen": "unknown",
    "coast": "n",
    "password": "sea",
}


class OfAnotherPackage(forms.Form):
    """Widgets that we drew nothing for."""

    several = forms.MultipleChoiceField(choices=[("a", "A")])
    moment = forms.SplitDateTimeField()
    day = forms.DateField(widget=forms.SelectDateWidget(years=[2019]))
    grouped = forms.ChoiceField(choices=[("Warm", [("r", "Red")]), ("Cold", [("b", "Blue")])], widget=Radios)


@pytest.fixture(params=["empty_form", "wrong_form"])
def form(request: pytest.FixtureRequest) -> forms.Form:
    return sample()[request.param]


def test_everything_to_fill_in_has_a_label_of_its_own(form, elements) -> None:
    page = elements(str(form))
    labelled = [label["for"] for label in page.named("label")]
    boxes = [box["id"] for box in page.named(*TO_FILL_IN) if box.get("type") != "hidden"]
    assert len(boxes) > 15
    assert sorted(boxes) == sorted(labelled)


def test_every_description_is_on_the_page_once(form, elements) -> None:
    page = elements(str(form))
    assert len(page.ids) == len(set(page.ids))
    described = {name for _, attributes in page.found for name in attributes.get("aria-describedby", "").split()}
    assert described
    assert described <= set(page.ids)


def test_every_mistake_is_tied_to_its_box(elements) -> None:
    wrong = sample()["wrong_form"]
    page = elements(str(wrong))
    described = " ".join(attributes.get("aria-describedby", "") for _, attributes in page.found).split()
    assert [name for name in wrong.errors if name != "__all__" and f"id_wrong-{name}_error" not in described] == []


def test_the_summary_leads_to_each_mistake(drawn, elements) -> None:
    wrong = sample()["wrong_form"]
    page = elements(drawn("{% error_summary form %}{{ form }}", form=wrong))
    leads = [link["href"].removeprefix("#") for link in page.named("a")]
    assert len(leads) == len(wrong.errors) - 1  # the one about the form as a whole leads nowhere
    assert set(leads) <= {box["id"] for box in page.named(*TO_FILL_IN)}


def test_the_summary_names_the_field_and_says_what_concerns_the_whole(drawn) -> None:
    said = drawn("{% error_summary form %}", form=sample()["wrong_form"])
    assert "Name of the lighthouse: This field is required." in said
    assert "somebody else changed it meanwhile" in said


@pytest.mark.parametrize("form", [SampleForm(), SampleForm(GOOD), "", None])
def test_without_a_mistake_there_is_no_summary(form, drawn) -> None:
    assert drawn("{% error_summary form %}", form=form) == ""


def test_the_title_of_a_page_says_that_something_is_wrong() -> None:
    assert "<title>Error: " in render_to_string("design/base.html", {"form": SampleForm({})})
    assert "<title>Error: " not in render_to_string("design/base.html", {"form": SampleForm(GOOD)})
    assert "<title>Error: " not in render_to_string("design/base.html", {})


def test_a_mistake_in_a_hidden_field_is_not_lost(drawn) -> None:
    class Hidden(forms.Form):
        device = forms.CharField(widget=forms.HiddenInput)

    said = drawn("{% error_summary form %}", form=Hidden({}))
    assert "Device: This field is required." in said
    assert "href" not in said


def test_good_answers_are_accepted_as_they_are() -> None:
    form = SampleForm(GOOD)
    assert form.errors == {}
    assert form.cleaned_data["lit"] == datetime.date(1907, 3, 27)


def test_what_was_written_is_still_there_after_a_mistake(elements) -> None:
    page = elements(str(SampleForm(GOOD | {"name": "", "remarks": "wet"})))
    values = {box["name"]: box.get("value") for box in page.named("input") if box.get("type") == "text"}
    assert [values[f"lit_{part}"] for part in ("day", "month", "year")] == ["27", "3", "1907"]
    assert {box["value"] for box in page.named("input") if "checked" in box} == {"on", "unknown"}


def test_a_password_is_never_written_back() -> None:
    assert "sea-secret" not in str(SampleForm(GOOD | {"password": "sea-secret"}))


def test_what_people_type_cannot_become_part_of_the_page() -> None:
    typed = '"><script>alert(1)</script>'
    assert "<script>" not in str(SampleForm(dict.fromkeys(GOOD | {"remarks": ""}, typed)))


def test_the_browser_is_not_left_to_judge(form, elements) -> None:
    attributes = {name for _, each in elements(str(form)).found for name in each}
    assert attributes.isdisjoint({"required", "min", "max", "step", "pattern"})


def test_a_long_answer_is_counted_and_not_cut(elements) -> None:
    page = elements(str(SampleForm()["remarks"].as_field_group()))
    assert page.named("div")[0]["data-maxlength"] == "300"
    [box] = page.named("textarea")
    assert "maxlength" not in box
    assert box["aria-describedby"] == "id_remarks-info"


def test_a_hint_of_a_choice_is_read_with_it(elements) -> None:
    page = elements(str(SampleForm()["state"].as_field_group()))
    assert [box.get("aria-describedby") for box in page.named("input")] == [None, None, "id_state_2-hint"]
    assert "id_state_2-hint" in page.ids


@pytest.mark.parametrize("widget", [Radios, Checkboxes])
def test_choices_lie_as_they_were_told_to(widget) -> None:
    plain = widget(choices=[("a", "A")]).render("x", None)
    lying = widget(choices=[("a", "A")], inline=True, small=True).render("x", None)
    assert "--small" not in plain
    assert "--inline" not in plain
    assert "--small" in lying
    assert "--inline" in lying


def test_a_form_of_another_package_comes_out_whole(elements) -> None:
    form = OfAnotherPackage({})
    assert form.as_p() == form.as_table() == form.as_div() == str(form)
    names = {box["name"] for box in elements(str(form)).named(*TO_FILL_IN)}
    assert names == {"several", "moment_0", "moment_1", "day_day", "day_month", "day_year", "grouped"}
    assert "Warm" in str(form)


def test_fields_under_a_legend_are_one_group(drawn, elements) -> None:
    page = elements(drawn('{% fields form "name" "lamps" legend="The tower" hint="Ask." %}', form=SampleForm()))
    [group] = page.named("fieldset")
    assert group["aria-describedby"] in page.ids
    assert page.named("legend")


def test_a_field_can_be_the_heading_of_its_page(drawn) -> None:
    assert "<h1" in drawn('{% field form.name heading=True size="l" %}', form=SampleForm())
    assert "<h1" not in drawn("{% field form.name %}", form=SampleForm())


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_date_in_the_calendar_is_accepted(day: datetime.date) -> None:
    assert DateField().clean([str(day.day), f"{day.month:02}", str(day.year)]) == day


@given(st.lists(st.text(max_size=4), min_size=3, max_size=3))
def test_anything_else_is_a_date_or_refused_in_words(parts: list[str]) -> None:
    with contextlib.suppress(ValidationError):  # and no other error
        assert isinstance(DateField(required=False).clean(parts), datetime.date | None)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["31", "2", "2019"], "must be a real one"),
        (["29", "2", "2019"], "must be a real one"),
        (["1", "1", "19"], "must be a real one"),
        (["-1", "1", "2019"], "must be a real one"),
        (["1_0", "1", "2019"], "must be a real one"),
        (["1", "", "2019"], "must include a month"),
        (["", "", "2019"], "must include a day and month"),
        (["", "", ""], "required"),
    ],
)
def test_a_date_that_is_none_is_refused(parts: list[str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        DateField().clean(parts)


def test_a_date_that_may_be_left_out_is_none_and_not_a_guess() -> None:
    assert DateField(required=False).clean(["", "", ""]) is None


def test_a_date_that_is_known_is_shown_in_its_boxes(elements) -> None:
    shown: Callable[..., str] = DateField().widget.render
    page = elements(shown("lit", datetime.date(1907, 3, 27), {"id": "id_lit"}))
    assert [box["value"] for box in page.named("input")] == ["27", "3", "1907"]
