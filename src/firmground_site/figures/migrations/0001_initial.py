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
            name="FrozenExtract",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("folder", models.CharField(max_length=120, unique=True)),
                ("digest", models.CharField(max_length=71)),
                ("pack_digest", models.CharField(max_length=71)),
                ("tables", models.JSONField()),
                ("synthetic", models.BooleanField()),
                ("frozen_at", models.DateTimeField()),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extracts_frozen", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["frozen_at"],
            },
        ),
        migrations.CreateModel(
            name="StatementDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=200)),
                ("sections", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.TextField(blank=True)),
                ("content_digest", models.CharField(blank=True, max_length=71)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reasons", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "extract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="figures.frozenextract",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts_published",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts_returned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts_started", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts_submitted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="statement_draft_submitted_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="statement_draft_returned_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="statement_draft_published_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("year", "language"),
                        name="statement_draft_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content", ""), ("content_digest", ""), ("extract__isnull", True), ("submitted_at__isnull", True)
                            ),
                            models.Q(
                                ("extract__isnull", False),
                                ("submitted_at__isnull", False),
                                models.Q(("content", ""), _negated=True),
                                models.Q(("content_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="statement_draft_reviewed_as_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at__isnull", True), ("submitted_at__isnull", False), _connector="OR"),
                        name="statement_draft_published_from_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("return_reasons", ""), ("returned_at__isnull", True)),
                            models.Q(("returned_at__isnull", False), models.Q(("return_reasons", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="statement_draft_returned_with_reasons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("synthetic", models.BooleanField()),
                ("digest", models.CharField(max_length=71)),
                ("signed_with", models.CharField(max_length=71)),
                ("changes", models.PositiveIntegerField(default=0)),
                ("html", models.BinaryField()),
                ("pdf", models.BinaryField()),
                ("markdown", models.BinaryField()),
                ("manifest", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("public_key", models.BinaryField()),
                ("published_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_published",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revises",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revised_in",
                        to="figures.publication",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publication", to="figures.statementdraft"
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "language", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "language", "number"), name="publication_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("revises__isnull", True)),
                            models.Q(("number__gt", 1), ("revises__isnull", False)),
                            _connector="OR",
                        ),
                        name="publication_revises_the_one_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftWriter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_wrote_at", models.DateTimeField()),
                (
                    "first_wrote_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts_written", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="writers", to="figures.statementdraft"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("draft", "first_wrote_by"), name="draft_writer_once")],
            },
        ),
        migrations.CreateModel(
            name="DraftSentence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=41)),
                ("section", models.CharField(max_length=41)),
                ("place", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("text", models.TextField()),
                ("sources", models.JSONField(blank=True, default=list)),
                ("confidence", models.CharField(blank=True, max_length=12)),
                ("conflicts", models.JSONField(blank=True, default=list)),
                ("note", models.TextField(blank=True)),
                ("seen", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sentences_written", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sentences", to="figures.statementdraft"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "name"), name="draft_sentence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["figure", "fact", "position"])), name="draft_sentence_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("text"), 4000),
                        ),
                        name="draft_sentence_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=71)),
                ("draft_digest", models.CharField(max_length=71)),
                ("name", models.CharField(max_length=200)),
                ("office", models.CharField(max_length=200)),
                ("reviewed_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="figures.statementdraft"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_reviewed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["reviewed_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "digest", "reviewed_by"), name="statement_review_once_each"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("office", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                        name="statement_review_for_an_office",
                    ),
                ],
            },
        ),
    ]
