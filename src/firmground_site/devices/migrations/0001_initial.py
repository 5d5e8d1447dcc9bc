import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import firmground_site.sealed.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("screening", "0005_was_in_force"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=80)),
                ("agency", models.CharField(max_length=80)),
                ("token_digest", models.CharField(max_length=64)),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                ("last_contact", models.DateTimeField()),
                ("enrolled_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "enrolled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="devices_enrolled", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices_revoked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-enrolled_at"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("what", models.CharField(max_length=20)),
                ("about", models.UUIDField()),
                (
                    "device",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="devices.device"),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="DeviceOfficer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("signing_key", models.CharField(max_length=88)),
                ("sealing_key", models.CharField(max_length=88)),
                ("enrolled_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "device",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="devices.device"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_officers_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_officers_enrolled",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="device_keys", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["enrolled_at"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.UUIDField()),
                ("digest", models.CharField(max_length=71)),
                ("is_second", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=20)),
                ("agency", models.CharField(max_length=80)),
                ("state", models.CharField(max_length=20)),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("content", firmground_site.sealed.fields.SealedJSONField()),
                ("envelope", firmground_site.sealed.fields.SealedJSONField()),
                ("told", firmground_site.sealed.fields.SealedJSONField()),
                ("arrived", models.DateTimeField()),
                ("accepted", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("words", firmground_site.sealed.fields.SealedTextField()),
                ("erase_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "device",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="devices.device"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_resolved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["arrived"],
            },
        ),
        migrations.CreateModel(
            name="Prepared",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("envelope", models.JSONField(blank=True, null=True)),
                ("until", models.DateTimeField()),
                ("prepared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80, null=True)),
                (
                    "debriefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prepared", to="screening.screening"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prepared", to="devices.deviceofficer"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debriefings_prepared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-prepared_at"],
            },
        ),
        migrations.CreateModel(
            name="SealingKey",
            fields=[
                ("id", models.CharField(editable=False, max_length=16, primary_key=True, serialize=False)),
                ("public", models.CharField(max_length=88)),
                ("private", firmground_site.sealed.fields.SealedTextField()),
                ("curve", models.CharField(default="P-256", editable=False, max_length=10)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=80)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("retired_by", models.CharField(blank=True, max_length=80, null=True)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                ("destroyed_by", models.CharField(blank=True, max_length=80, null=True)),
            ],
            options={
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sealing_key_retired_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", True), ("destroyed_by__isnull", True)),
                            models.Q(("destroyed_at__isnull", False), ("destroyed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sealing_key_destroyed_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)), fields=("curve",), name="sealing_key_one_in_use"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("destroyed_at__isnull", True), ("retired_at__isnull", False), _connector="OR"),
                        name="sealing_key_retired_before_destroyed",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="device",
            index=models.Index(fields=["agency", "-enrolled_at"], name="device_by_agency"),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="device_revoked_in_pairs",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(fields=("device", "number"), name="change_in_sequence"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ("receipt", "debriefing", "ended", "officer"))), name="change_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="deviceofficer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="device_officer_ended_in_pairs",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviceofficer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("device", "member"), name="device_officer_once_at_a_time"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("state", "held")), fields=["agency", "arrived"], name="entry_held_by_agency"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["device", "state"], name="entry_by_device"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="entry_resolved_in_pairs",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("number", "digest"), name="entry_once"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_second", False)), fields=("number",), name="entry_first_of_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ("screening", "debriefing"))), name="entry_kind"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["recorded", "held", "refused", "declined", "erased"])), name="entry_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "",
                            "signature",
                            "officer",
                            "revoked",
                            "not_taken",
                            "conflict",
                            "instrument",
                            "again",
                            "clock",
                            "key",
                            "altered",
                        ],
                    )
                ),
                name="entry_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "recorded"), _negated=True), ("screening__isnull", False), _connector="OR"),
                name="entry_recorded_as",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepared",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="prepared_ended_in_pairs",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepared",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("debriefing", "officer"), name="prepared_once_at_a_time"
            ),
        ),
    ]
