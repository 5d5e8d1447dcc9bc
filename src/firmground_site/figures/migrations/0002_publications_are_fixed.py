"""What was published cannot be changed, replaced or deleted."""

from django.db import migrations

from firmground_site.figures import triggers


class Migration(migrations.Migration):
    """Puts the triggers in place."""

    dependencies = [("figures", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection), lambda apps, editor: triggers.remove(editor.connection)
        )
    ]
