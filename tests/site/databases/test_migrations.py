"""Migrations go forwards and backwards over a database of their own, and say all that the models say."""

import pytest
from databases.serving import manage


def test_the_models_and_the_migrations_agree(in_earnest: dict[str, str]) -> None:
    checked = manage(in_earnest, "makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout
    assert "No changes" in checked.stdout


BACK_AND_FORTH = """
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

def tables():
    return sorted(each for each in connection.introspection.table_names() if not each.startswith("sqlite"))

call_command("migrate", verbosity=0)
print("forwards", *tables())
for app in sorted(MigrationLoader(connection).migrated_apps):
    call_command("migrate", app, "zero", verbosity=0)
print("backwards", *tables())
call_command("migrate", verbosity=0)
print("forwards", *tables())
"""


@pytest.mark.slow
def test_migrations_go_forwards_to_zero_and_forwards_again(in_earnest: dict[str, str]) -> None:
    done = manage(in_earnest, "shell", "--no-imports", "--command", BACK_AND_FORTH)
    assert done.returncode == 0, done.stderr
    there, back, again = (line.split() for line in done.stdout.splitlines())
    assert "audit_entry" in there
    assert back == ["backwards", "django_migrations"]
    assert again == there
