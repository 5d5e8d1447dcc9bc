from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("screening", "0004_shared_until"),
    ]

    operations = [
        migrations.AddField(
            model_name="screening",
            name="was_in_force",
            field=models.BooleanField(default=True),
        ),
    ]
