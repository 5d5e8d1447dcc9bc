import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("screening", "0002_shared_in_a_role"),
    ]

    operations = [
        migrations.AddField(
            model_name="namedreader",
            name="basis",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="screening.person",
            ),
        ),
    ]
