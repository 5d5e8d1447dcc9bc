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
            name="ImportedReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("publisher", models.CharField(blank=True, max_length=80)),
                ("publisher_name", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("published_on", models.DateField()),
                ("address", models.URLField(blank=True, max_length=500)),
                ("rating", models.CharField(blank=True, max_length=80)),
                ("answers", models.CharField(blank=True, max_length=41)),
                ("read_as", models.CharField(max_length=20)),
                ("document", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=71)),
                ("text", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("imported_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.TextField(blank=True)),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports_imported", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_published",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports_withdrawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["imported_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="imported_report_published_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="imported_report_withdrawn_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawal_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="imported_report_withdrawn_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            models.Q(("published_by", models.F("imported_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="imported_report_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("publisher", ""), models.Q(("publisher_name", ""), _negated=True)),
                            models.Q(models.Q(("publisher", ""), _negated=True), ("publisher_name", "")),
                            _connector="OR",
                        ),
                        name="imported_report_publisher_is_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("read_as__in", ["primary", "secondary"])), name="imported_report_read_as"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                        name="imported_report_is_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest__startswith", "sha256:"),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("digest"), 71),
                        ),
                        name="imported_report_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""),
                            ("address__startswith", "https://"),
                            ("address__startswith", "http://"),
                            _connector="OR",
                        ),
                        name="imported_report_web_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("digest",),
                        name="imported_report_once_while_it_stands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPart",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins", models.PositiveIntegerField()),
                ("ends", models.PositiveIntegerField()),
                ("state", models.CharField(default="open", max_length=20)),
                ("says", models.TextField(blank=True)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("holds", models.CharField(blank=True, max_length=20)),
                ("rests_on", models.CharField(blank=True, max_length=80)),
                ("case_details", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="evidence.importedreport"
                    ),
                ),
            ],
            options={
                "ordering": ["begins"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_part_decided_in_pairs",
                    ),
                    models.CheckConstraint(condition=models.Q(("begins__lt", models.F("ends"))), name="report_part_is_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "confirmed", "left_out", "joined"])), name="report_part_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_part_is_decided_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "confirmed"),
                                models.Q(("says", ""), _negated=True),
                                ("case_details__in", ["yes", "figures", "no", ""]),
                                ("holds__in", ["fact", "position"]),
                                ("kind__in", ["criticism", "credit", "rating", "recommendation", "statement"]),
                                models.Q(("rests_on", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("case_details", ""),
                                ("holds", ""),
                                ("kind", ""),
                                ("rests_on", ""),
                                ("says", ""),
                            ),
                            _connector="OR",
                        ),
                        name="report_part_claim_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "left_out"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "left_out"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="report_part_left_out_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "joined"), _negated=True),
                        fields=("report", "begins"),
                        name="report_part_begins_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimReply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("to", models.CharField(max_length=83)),
                ("stance", models.CharField(max_length=20)),
                ("report", models.CharField(max_length=41)),
                ("by_claims", models.JSONField()),
                ("names_claim", models.BooleanField()),
                ("reasons", models.TextField()),
                ("document", models.CharField(blank=True, max_length=200)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
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
                        related_name="replies_confirmed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies_recorded", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies_returned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies_withdrawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
                "indexes": [models.Index(fields=["to", "confirmed_at"], name="reply_to_claim")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_reply_confirmed_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_reply_returned_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_reply_withdrawn_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("return_reason", ""), ("returned_at__isnull", True)),
                            models.Q(("returned_at__isnull", False), models.Q(("return_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="claim_reply_returned_with_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawal_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="claim_reply_withdrawn_with_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["accept", "accept_in_part", "dispute"])), name="claim_reply_stance"
                    ),
                    models.CheckConstraint(condition=models.Q(("reasons", ""), _negated=True), name="claim_reply_has_reasons"),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("returned_at__isnull", True), _connector="OR"),
                        name="claim_reply_answered_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_reply_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""),
                            ("address__startswith", "https://"),
                            ("address__startswith", "http://"),
                            _connector="OR",
                        ),
                        name="claim_reply_web_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), models.Q(("document", ""), _negated=True), _connector="OR"),
                        name="claim_reply_address_is_of_a_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("to", "report"),
                        name="claim_reply_once_while_it_stands",
                    ),
                ],
            },
        ),
    ]
