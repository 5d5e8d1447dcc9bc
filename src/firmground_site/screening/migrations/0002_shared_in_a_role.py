from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def as_it_is_now(apps, schema_editor):
    """What is shared already goes on in the role and agency that its reader has today."""
    readers = apps.get_model("screening", "NamedReader").objects.using(schema_editor.connection.alias)
    members = apps.get_model("accounts", "Member").objects.filter(pk=OuterRef("member"))
    readers.update(role=Subquery(members.values("role")), agency=Subquery(members.values("agency")))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("screening", "0001_initial"),
    ]

    operations = [
        migrations.AddField("handover", "withdrawn", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(accepted=False), name="hand_over_withdrawn_not_accepted"
            ),
        ),
        migrations.AddField("namedreader", "role", models.CharField(default="", max_length=80), preserve_default=False),
        migrations.AddField(
            "namedreader", "agency", models.CharField(blank=True, default="", max_length=80), preserve_default=False
        ),
        migrations.RunPython(as_it_is_now, migrations.RunPython.noop),
    ]
