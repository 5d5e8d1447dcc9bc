from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("devices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="device",
            name="set_aside",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deviceofficer",
            name="ended_as",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="deviceofficer",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_as__in", ["", "replaced", "left", "ended"])), name="device_officer_ended_as"
            ),
        ),
    ]
