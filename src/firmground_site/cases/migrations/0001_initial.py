import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import firmground_site.sealed.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("screening", "0004_shared_until"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=80)),
                ("summary", firmground_site.sealed.fields.SealedTextField()),
                ("state", models.CharField(max_length=80)),
                ("due_clock", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_is_certain", models.BooleanField(default=True)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closing_reason", models.CharField(blank=True, max_length=80)),
                ("closing_words", firmground_site.sealed.fields.SealedTextField()),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_closed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases_opened", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "opened_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="screening.identification",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "state", "due_on"], name="case_work_list")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_closed_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closing_reason", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("closing_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="case_closed_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("provision", models.CharField(blank=True, max_length=80)),
                ("offence", firmground_site.sealed.fields.SealedTextField()),
                ("conduct_on", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("limit_is_known", models.BooleanField(default=False)),
                ("laid_on", models.DateField(blank=True, null=True)),
                ("court", models.CharField(blank=True, max_length=200)),
                ("outcome", models.CharField(blank=True, max_length=80)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("outcome_words", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="cases.case")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="charges_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["conduct_on", "recorded_at"],
                "indexes": [
                    models.Index(condition=models.Q(("laid_on__isnull", True)), fields=["last_day"], name="charge_by_limit")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "")),
                            models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="charge_ended_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("laid_on__isnull", True), ("conduct_on__lte", models.F("laid_on")), _connector="OR"),
                        name="charge_laid_after_conduct",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("laid_on__isnull", True),
                            ("laid_on__lte", models.F("ended_on")),
                            _connector="OR",
                        ),
                        name="charge_laid_before_its_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by_whom", models.CharField(max_length=80)),
                ("lodged_on", models.DateField()),
                ("outcome", models.CharField(blank=True, max_length=80)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("words", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeals_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="cases.charge"),
                ),
            ],
            options={
                "ordering": ["lodged_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "")),
                            models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="appeal_ended_with_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=80)),
                ("recipient", models.CharField(blank=True, max_length=80)),
                ("fields", models.JSONField(default=list)),
                ("given", models.BooleanField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=80)),
                ("interpreter", models.CharField(blank=True, max_length=80)),
                ("guardian", firmground_site.sealed.fields.SealedTextField()),
                ("guardian_basis", models.CharField(blank=True, max_length=80)),
                ("assent", models.BooleanField(blank=True, null=True)),
                ("evidence", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawal_words", firmground_site.sealed.fields.SealedTextField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="screening.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents_withdrawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
                "indexes": [models.Index(fields=["person", "purpose", "recipient"], name="consent_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True), ("given", True), _connector="OR"),
                        name="consent_withdrawn_if_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_on__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("from_on__lte", models.F("until_on")), _connector="OR"),
                        name="consent_begins_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("assent", False), ("given", True), _negated=True), name="consent_not_against_a_child"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("assent", True), ("given", True), ("guardian_basis", ""), _negated=True),
                        name="consent_of_a_child_with_a_guardian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("guardian_basis", ""), ("assent__isnull", False), _connector="OR"),
                        name="consent_with_a_guardian_of_a_child",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("exception", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=80)),
                ("recipient", models.CharField(max_length=80)),
                ("fields", models.JSONField(default=list)),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="screening.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="exemption_ended_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("from_on__lte", models.F("until_on")), _connector="OR"),
                        name="exemption_begins_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("recipient", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=80)),
                ("fields", models.JSONField(default=list)),
                ("outlet", models.CharField(max_length=20)),
                ("told_at", models.DateTimeField()),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="cases.consent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="screening.person"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="cases.exemption",
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent__isnull", False), ("exemption__isnull", True)),
                            models.Q(("consent__isnull", True), ("exemption__isnull", False)),
                            _connector="OR",
                        ),
                        name="disclosure_on_one_basis",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FileEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("section", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=80)),
                ("about", models.UUIDField(blank=True, null=True)),
                ("words", firmground_site.sealed.fields.SealedTextField()),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="cases.case")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_entries",
                        to="screening.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_entries", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-recorded_at", "-id"],
                "indexes": [models.Index(fields=["case", "-happened_on", "-recorded_at", "-id"], name="file_entry_in_order")],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", firmground_site.sealed.fields.SealedTextField()),
                ("from_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("result", models.CharField(blank=True, max_length=80)),
                ("result_words", firmground_site.sealed.fields.SealedTextField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="inquiries", to="cases.case"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inquiries", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="inquiry_ended_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("result", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inquiry_ended_with_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=80)),
                ("basis", models.CharField(max_length=80)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("note", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("kept_as_before", models.CharField(blank=True, max_length=80)),
                ("erase_on_before", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="cases.case"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="screening.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="involvement_ended_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("from_on__lte", models.F("until_on")), _connector="OR"),
                        name="involvement_begins_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("until_on__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("until_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="involvement_ended_on_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case", "person", "role"),
                        name="involvement_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureAgainst",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("provision", models.CharField(blank=True, max_length=80)),
                ("what", firmground_site.sealed.fields.SealedTextField()),
                ("conduct_on", models.DateField(blank=True, null=True)),
                ("from_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures_against", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures_against", to="screening.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures_against_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("moved", firmground_site.sealed.fields.SealedJSONField()),
                ("proposed_at", models.DateTimeField()),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undoing_words", firmground_site.sealed.fields.SealedTextField()),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duplicate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_away", to="screening.person"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_into", to="screening.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_proposed", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rejected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_rejected",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_undone",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejected_by__isnull", True)),
                            models.Q(("rejected_at__isnull", False), ("rejected_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_rejected_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_done_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_undone_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("duplicate")), _negated=True), name="merge_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rejected_at__isnull", True), ("done_at__isnull", True), _connector="OR"),
                        name="merge_rejected_or_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_at__isnull", True), ("done_at__isnull", False), _connector="OR"),
                        name="merge_undone_once_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeOpinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agrees", models.BooleanField()),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merge_opinions", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="cases.merge"),
                ),
            ],
            options={
                "ordering": ["given_at"],
                "constraints": [models.UniqueConstraint(fields=("merge", "given_by"), name="merge_opinion_once_each")],
            },
        ),
        migrations.CreateModel(
            name="NonPunishment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("discontinued", models.BooleanField()),
                ("basis", models.CharField(max_length=80)),
                ("reasons", firmground_site.sealed.fields.SealedTextField()),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="non_punishment_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="cases.measureagainst"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=80)),
                ("languages", models.CharField(blank=True, max_length=200)),
                ("offers", models.JSONField(default=list)),
                ("contact", firmground_site.sealed.fields.SealedTextField()),
                ("added_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners_added", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners_removed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                            models.Q(("left_at__isnull", False), ("left_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="partner_left_in_pairs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("covers", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="cases.partner"),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("from_on__lte", models.F("until_on")), _connector="OR"),
                        name="agreement_begins_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=80)),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_members_ended",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_members_named",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="cases.partner"),
                ),
            ],
            options={
                "ordering": ["named_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="partner_member_ended_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("partner", "member"),
                        name="partner_member_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_party", models.CharField(max_length=80)),
                ("to_party", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=80)),
                ("fields", models.JSONField(default=list)),
                ("details", firmground_site.sealed.fields.SealedJSONField()),
                ("reason", firmground_site.sealed.fields.SealedTextField()),
                ("name", firmground_site.sealed.fields.SealedTextField()),
                ("phone", firmground_site.sealed.fields.SealedTextField()),
                ("document", firmground_site.sealed.fields.SealedTextField()),
                ("name_index", firmground_site.sealed.fields.BlindIndexField(kind="name", of="name")),
                ("phone_index", firmground_site.sealed.fields.BlindIndexField(kind="phone", of="phone")),
                ("document_index", firmground_site.sealed.fields.BlindIndexField(kind="document", of="document")),
                ("agreed", firmground_site.sealed.fields.SealedTextField()),
                ("state", models.CharField(max_length=80)),
                ("due_clock", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_is_certain", models.BooleanField(default=True)),
                ("sent_on", models.DateField()),
                ("sent_at", models.DateTimeField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="cases.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="cases.consent",
                    ),
                ),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="cases.exemption",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="screening.person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals_sent", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at"],
                "indexes": [
                    models.Index(fields=["to_party", "state", "due_on"], name="referral_received_list"),
                    models.Index(fields=["from_party", "state"], name="referral_sent_list"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_party", models.F("to_party")), _negated=True), name="referral_to_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consent__isnull", True), ("exemption__isnull", True), _connector="OR"),
                        name="referral_on_one_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("event", models.CharField(max_length=20)),
                ("party", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=80)),
                ("words", firmground_site.sealed.fields.SealedTextField()),
                ("on", models.DateField()),
                ("taken_at", models.DateTimeField()),
                (
                    "referral",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cases.referral"),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referral_steps", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["taken_at"],
            },
        ),
        migrations.CreateModel(
            name="SafePlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", firmground_site.sealed.fields.SealedTextField()),
                ("safe_contact", firmground_site.sealed.fields.SealedTextField()),
                ("must_not_know", firmground_site.sealed.fields.SealedTextField()),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="safe_places", to="cases.case"),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safe_places", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safe_places", to="screening.person"
                    ),
                ),
            ],
            options={
                "ordering": ["changed_at"],
                "constraints": [models.UniqueConstraint(fields=("case", "person"), name="safe_place_once_in_a_case")],
            },
        ),
        migrations.CreateModel(
            name="SentencePassed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("amount", models.PositiveBigIntegerField(blank=True, null=True)),
                ("suspended", models.BooleanField(default=False)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "charge",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sentences", to="cases.charge"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sentences_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["on", "recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("service", models.CharField(max_length=80)),
                ("reached", models.CharField(max_length=20)),
                ("began_on", models.DateField()),
                ("began_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services_begun", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="services", to="cases.case"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="screening.person"
                    ),
                ),
            ],
            options={
                "ordering": ["began_on", "began_at"],
                "constraints": [models.UniqueConstraint(fields=("case", "person", "service"), name="service_once_in_a_case")],
            },
        ),
        migrations.CreateModel(
            name="ServiceStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("provider", models.CharField(blank=True, max_length=80)),
                ("note", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="service_steps", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cases.service"),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Suspect",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("part", models.CharField(blank=True, max_length=80)),
                ("name", firmground_site.sealed.fields.SealedTextField()),
                ("document", firmground_site.sealed.fields.SealedTextField()),
                ("phone", firmground_site.sealed.fields.SealedTextField()),
                ("address", firmground_site.sealed.fields.SealedTextField()),
                ("name_index", firmground_site.sealed.fields.BlindIndexField(kind="@part", of="name")),
                ("document_index", firmground_site.sealed.fields.BlindIndexField(kind="document", of="document")),
                ("phone_index", firmground_site.sealed.fields.BlindIndexField(kind="phone", of="phone")),
                ("address_index", firmground_site.sealed.fields.BlindIndexField(kind="address", of="address")),
                ("basis", models.CharField(max_length=80)),
                ("basis_words", firmground_site.sealed.fields.SealedTextField()),
                ("sex", models.CharField(blank=True, max_length=80)),
                ("nationality", models.CharField(blank=True, max_length=80)),
                ("from_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                ("clearing_words", firmground_site.sealed.fields.SealedTextField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suspects", to="cases.case"),
                ),
                (
                    "cleared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspects_cleared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspected",
                        to="screening.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="suspects_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True)),
                            models.Q(("cleared_at__isnull", False), ("cleared_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="suspect_cleared_in_pairs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenProperty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", firmground_site.sealed.fields.SealedTextField()),
                ("order", firmground_site.sealed.fields.SealedTextField()),
                ("value", models.PositiveBigIntegerField(blank=True, null=True)),
                ("from_on", models.DateField()),
                ("released_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="property", to="cases.case"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="property_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suspect",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="property",
                        to="cases.suspect",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_on__isnull", True), ("from_on__lte", models.F("released_on")), _connector="OR"
                        ),
                        name="property_held_first",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="charge",
            name="suspect",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="cases.suspect"),
        ),
        migrations.CreateModel(
            name="Arrest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("released_on", models.DateField(blank=True, null=True)),
                ("note", firmground_site.sealed.fields.SealedTextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrests_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suspect",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="arrests", to="cases.suspect"),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("released_on__isnull", True), ("on__lte", models.F("released_on")), _connector="OR"),
                        name="arrest_before_release",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=80)),
                ("agency", models.CharField(blank=True, max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=80)),
                ("party", models.CharField(blank=True, max_length=80)),
                ("basis", models.JSONField(blank=True, default=list)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("task", firmground_site.sealed.fields.SealedTextField()),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="team", to="cases.case")),
                (
                    "joined_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_members_added",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_members_removed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                            models.Q(("left_at__isnull", False), ("left_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="team_member_left_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("case", "member"),
                        name="team_member_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_party", models.CharField(max_length=80)),
                ("recipient", models.CharField(max_length=80)),
                ("sent_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("done_with_it", firmground_site.sealed.fields.SealedTextField()),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices_acknowledged",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="cases.consent"),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices_sent", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                            models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_acknowledged_in_pairs",
                    ),
                    models.UniqueConstraint(fields=("consent", "recipient"), name="notice_once_to_each"),
                ],
            },
        ),
    ]
