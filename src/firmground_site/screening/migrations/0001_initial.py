import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import firmground_site.sealed.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=80)),
                ("state", models.CharField(max_length=80)),
                ("due_clock", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_is_certain", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications_opened",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "state", "due_on"], name="identification_work_list")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("decision", models.CharField(max_length=80)),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("forced_labour", models.CharField(max_length=80)),
                ("forced_labour_reasons", firmground_site.sealed.fields.SealedTextField()),
                ("relied_on", models.JSONField(default=list)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="screening.identification"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["decided_at"], name="decision_by_time")],
                "constraints": [models.UniqueConstraint(fields=("identification", "number"), name="decision_once_numbered")],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("concurs", models.BooleanField()),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("given_at", models.DateTimeField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinion", to="screening.decision"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", firmground_site.sealed.fields.SealedTextField()),
                ("alias", firmground_site.sealed.fields.SealedTextField()),
                ("document", firmground_site.sealed.fields.SealedTextField()),
                ("phone", firmground_site.sealed.fields.SealedTextField()),
                ("document_index", firmground_site.sealed.fields.BlindIndexField(kind="document", of="document")),
                ("phone_index", firmground_site.sealed.fields.BlindIndexField(kind="phone", of="phone")),
                ("age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_basis", models.CharField(blank=True, max_length=80)),
                ("sex", models.CharField(blank=True, max_length=80)),
                ("nationality", models.CharField(blank=True, max_length=80)),
                ("language", models.CharField(blank=True, max_length=80)),
                ("agency", models.CharField(max_length=80)),
                ("met_at", models.DateTimeField()),
                ("synthetic", models.BooleanField(default=False)),
                ("retention_kind", models.CharField(max_length=80)),
                ("erase_on", models.DateField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("erased_by", models.CharField(blank=True, max_length=80, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "met_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people_met", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("erased_at__isnull", True)), fields=["erase_on"], name="person_by_erasure"),
                    models.Index(fields=["agency", "met_at"], name="person_by_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erased_at__isnull", True), ("erased_by__isnull", True)),
                            models.Q(("erased_at__isnull", False), ("erased_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_erased_in_pairs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedReader",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", firmground_site.sealed.fields.SealedTextField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shared_files", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readers_named", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readers", to="screening.person"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reader_ended_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("person", "member"), name="reader_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="identification",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="identifications", to="screening.person"
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asker", models.CharField(max_length=80)),
                ("grounds", firmground_site.sealed.fields.SealedTextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("upheld", models.BooleanField(blank=True, null=True)),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews_asked", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="screening.decision"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="screening.identification"
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_ended_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("upheld__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("upheld__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_ended_one_way",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("identification",), name="review_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("stage", models.CharField(max_length=80)),
                ("instrument", models.CharField(max_length=80)),
                ("instrument_version", models.CharField(max_length=80)),
                ("instrument_digest", models.CharField(max_length=71)),
                ("pack_digest", models.CharField(max_length=71)),
                ("agency", models.CharField(max_length=80)),
                ("group", models.CharField(max_length=80)),
                ("trigger", models.CharField(max_length=80)),
                ("place", firmground_site.sealed.fields.SealedTextField()),
                ("note", firmground_site.sealed.fields.SealedTextField()),
                ("language", models.CharField(blank=True, max_length=80)),
                ("interpreter", models.CharField(blank=True, max_length=80)),
                ("screened_on", models.DateField()),
                ("answers", models.JSONField(default=dict)),
                ("result", models.JSONField(blank=True, null=True)),
                ("browser_result", models.JSONField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("received_digest", models.CharField(blank=True, max_length=71)),
                ("recorded_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings_finished",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="screenings", to="screening.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["screened_on", "stage"], name="screening_by_day"),
                    models.Index(fields=["agency", "screened_on"], name="screening_by_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                            models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="screening_finished_in_pairs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedParty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("name", firmground_site.sealed.fields.SealedTextField()),
                ("index", firmground_site.sealed.fields.BlindIndexField(kind="@kind", of="name")),
                ("named_at", models.DateTimeField()),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="named_parties", to="screening.person"
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="named_parties", to="screening.screening"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "index"], name="named_party_by_index")],
            },
        ),
        migrations.AddField(
            model_name="identification",
            name="debriefing",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="debriefing_of",
                to="screening.screening",
            ),
        ),
        migrations.AddField(
            model_name="identification",
            name="opened_from",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="identification", to="screening.screening"
            ),
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("interpreter", models.CharField(blank=True, max_length=80)),
                ("language", models.CharField(blank=True, max_length=80)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sittings_begun", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sittings", to="screening.screening"
                    ),
                ),
            ],
            options={
                "ordering": ["began_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sitting_ended_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("screening",), name="sitting_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Break",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(blank=True, max_length=80)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="breaks_begun", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaks_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="breaks", to="screening.sitting"),
                ),
            ],
            options={
                "ordering": ["began_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="break_ended_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("sitting",), name="break_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_agency", models.CharField(max_length=80)),
                ("to_agency", models.CharField(max_length=80)),
                ("reason", firmground_site.sealed.fields.SealedTextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("accepted", models.BooleanField(blank=True, null=True)),
                ("answer", firmground_site.sealed.fields.SealedTextField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_offered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered_to_me",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_overs", to="screening.identification"
                    ),
                ),
            ],
            options={
                "ordering": ["offered_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hand_over_answered_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted__isnull", True), ("answered_at__isnull", True)),
                            models.Q(("accepted__isnull", False), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="hand_over_answered_yes_or_no",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("identification",),
                        name="hand_over_once_at_a_time",
                    ),
                ],
            },
        ),
    ]
