"""What is erased of a person in the tables of cases: every sealed text and index in a row that points at them.

Which rows these are is asked of the models, so that a new table cannot be forgotten. Days, codes and states stay, to be counted.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from firmground_site.screening.erased_with import erased_with_person
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import BlindIndexField, SealedTextField

Row = type[Model]


@erased_with_person
def erase_in_cases(person: Person) -> None:
    """Empty the texts about a person, in rows about them and in rows about those rows."""
    for model, way in _ways_to_people():
        texts: dict[str, Any] = {}
        for each in model._meta.concrete_fields:
            if isinstance(each, SealedTextField):
                texts[each.name] = None
            elif isinstance(each, BlindIndexField):
                texts[each.name] = ""
        if texts:
            model._base_manager.filter(**{way: person}).update(**texts)


def _ways_to_people() -> Iterator[tuple[Row, str]]:
    """Each table of cases that points at people, directly or through a row that does, with the way there."""
    models = list(apps.get_app_config("cases").get_models())
    direct = [(model, each.name) for model in models for each in model._meta.concrete_fields if each.related_model is Person]
    yield from direct
    about = {model for model, _ in direct}
    for model in models:
        if model in about:
            continue
        for each in model._meta.concrete_fields:
            if each.related_model in about:
                yield from ((model, f"{each.name}__{name}") for of, name in direct if of is each.related_model)
