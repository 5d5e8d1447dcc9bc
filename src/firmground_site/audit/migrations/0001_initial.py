import django.db.models.deletion
from django.db import migrations, models

import firmground_site.sealed.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.CharField(max_length=27)),
                ("kind", models.CharField(max_length=80)),
                ("actor", models.CharField(max_length=80)),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("content_digest", models.CharField(max_length=71)),
                ("previous", models.CharField(max_length=71)),
                ("digest", models.CharField(max_length=71)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "id"], name="entry_by_subject"),
                    models.Index(fields=["actor", "id"], name="entry_by_actor"),
                    models.Index(fields=["kind", "id"], name="entry_by_kind"),
                    models.Index(fields=["at", "id"], name="entry_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(max_length=71)),
            ],
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="audit.entry",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
                ("value", firmground_site.sealed.fields.SealedJSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="erasure",
                        serialize=False,
                        to="audit.entry",
                    ),
                ),
                ("at", models.CharField(max_length=27)),
                ("by", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=71)),
                ("at", models.CharField(max_length=27)),
                ("by", models.CharField(max_length=80)),
                (
                    "stream",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="audit.stream"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="stream",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="audit.stream"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("stream", "number"), name="entry_once_in_stream"),
        ),
    ]
