"""Rows cannot be replaced either, and streams only go on."""

from django.db import migrations

from firmground_site.audit import triggers


class Migration(migrations.Migration):
    """Puts the triggers of this version in place."""

    dependencies = [("audit", "0002_triggers")]
    operations = [migrations.RunPython(lambda apps, editor: triggers.install(editor.connection), migrations.RunPython.noop)]
