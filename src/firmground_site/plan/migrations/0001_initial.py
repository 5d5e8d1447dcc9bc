import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("organisation", models.CharField(max_length=200)),
                ("measure", models.CharField(blank=True, max_length=41)),
                ("proposed_at", models.DateTimeField()),
                ("decision", models.CharField(blank=True, max_length=20)),
                ("decision_reasons", models.TextField(blank=True)),
                ("follow_up_on", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_decided_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decision", ""),
                                ("decision_reasons", ""),
                                ("follow_up_on__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["accepted", "accepted_in_part", "declined"]),
                                models.Q(("decision_reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__in", ["accepted", "accepted_in_part"]), _negated=True),
                            ("follow_up_on__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_accepted_is_followed_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("says", models.TextField()),
                ("next_on", models.DateField(blank=True, null=True)),
                ("followed_up_at", models.DateTimeField()),
                (
                    "followed_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="plan.proposal"),
                ),
            ],
            options={
                "ordering": ["followed_up_at"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("measure", models.CharField(max_length=41)),
                ("rating", models.CharField(max_length=20)),
                ("reasons", models.TextField()),
                ("computed", models.CharField(max_length=40)),
                ("rated_at", models.DateTimeField()),
                (
                    "rated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["rated_at"],
                "indexes": [models.Index(fields=["measure", "rated_at"], name="rating_of_measure")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rating__in", ["not_started", "under_way", "done", "done_late", "cannot_tell"])),
                        name="rating_is_of_the_list",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("measure", models.CharField(max_length=41)),
                ("agency", models.CharField(blank=True, max_length=80)),
                ("shows", models.CharField(max_length=20)),
                ("value", models.IntegerField(blank=True, null=True)),
                ("happened_from", models.DateField(blank=True, null=True)),
                ("happened_to", models.DateField(blank=True, null=True)),
                ("document", models.CharField(max_length=200)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("dated", models.DateField()),
                ("digest", models.CharField(max_length=71)),
                ("says", models.TextField()),
                ("own_rating", models.CharField(max_length=20)),
                ("reported_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.TextField(blank=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_confirmed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports_made", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_returned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_withdrawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["reported_at"],
                "indexes": [models.Index(fields=["measure", "confirmed_at"], name="progress_report_of_measure")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="progress_report_confirmed_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="progress_report_returned_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="progress_report_withdrawn_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("return_reason", ""), ("returned_at__isnull", True)),
                            models.Q(("returned_at__isnull", False), models.Q(("return_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="progress_report_returned_with_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawal_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="progress_report_withdrawn_with_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("returned_at__isnull", True), _connector="OR"),
                        name="progress_report_answered_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("reported_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="progress_report_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True), ("confirmed_at__isnull", False), _connector="OR"),
                        name="progress_report_withdrawn_once_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shows__in", ["begun", "continues", "done", "not_done", "value"])),
                        name="progress_report_shows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("own_rating__in", ["not_started", "under_way", "done", "done_late"])),
                        name="progress_report_own_rating",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shows", "value"), ("value__isnull", False)),
                            models.Q(models.Q(("shows", "value"), _negated=True), ("value__isnull", True)),
                            _connector="OR",
                        ),
                        name="progress_report_value_when_shown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("happened_from__isnull", False), ("happened_to__isnull", False), _connector="OR"),
                        name="progress_report_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("happened_from__isnull", True),
                            ("happened_to__isnull", True),
                            ("happened_from__lte", models.F("happened_to")),
                            _connector="OR",
                        ),
                        name="progress_report_begins_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("happened_from__isnull", True), ("happened_from__lte", models.F("dated")), _connector="OR"),
                            models.Q(("happened_to__isnull", True), ("happened_to__lte", models.F("dated")), _connector="OR"),
                        ),
                        name="progress_report_document_is_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest__startswith", "sha256:"),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("digest"), 71),
                        ),
                        name="progress_report_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""),
                            ("address__startswith", "https://"),
                            ("address__startswith", "http://"),
                            _connector="OR",
                        ),
                        name="progress_report_web_address",
                    ),
                ],
            },
        ),
    ]
