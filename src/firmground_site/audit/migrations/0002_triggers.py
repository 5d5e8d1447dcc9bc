"""The database refuses to change what the ledger holds."""

from django.db import migrations

from firmground_site.audit import triggers


class Migration(migrations.Migration):
    """Puts the triggers in place; back, takes them away."""

    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        )
    ]
