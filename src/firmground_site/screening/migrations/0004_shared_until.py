from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("screening", "0003_merged_and_on_a_basis"),
    ]

    operations = [
        migrations.AddField(
            model_name="namedreader",
            name="until_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
