import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import firmground_site.sealed.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0001_initial"),
        ("screening", "0004_shared_until"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("row", models.PositiveIntegerField()),
                ("reference", firmground_site.sealed.fields.SealedTextField()),
                ("name", firmground_site.sealed.fields.SealedTextField()),
                ("alias", firmground_site.sealed.fields.SealedTextField()),
                ("birth", firmground_site.sealed.fields.SealedTextField()),
                ("document", firmground_site.sealed.fields.SealedTextField()),
                ("phone", firmground_site.sealed.fields.SealedTextField()),
                ("employer", firmground_site.sealed.fields.SealedTextField()),
                ("document_index", firmground_site.sealed.fields.BlindIndexField(kind="document", of="document")),
                ("phone_index", firmground_site.sealed.fields.BlindIndexField(kind="phone", of="phone")),
                ("sex", models.CharField(blank=True, max_length=80)),
                ("nationality", models.CharField(blank=True, max_length=80)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("erased_by", models.CharField(blank=True, max_length=80, null=True)),
            ],
            options={
                "ordering": ["row"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erased_at__isnull", True), ("erased_by__isnull", True)),
                            models.Q(("erased_at__isnull", False), ("erased_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="list_entry_erased_in_pairs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=80)),
                ("model_digest", models.CharField(max_length=71)),
                ("at_least", models.FloatField()),
                ("records", models.PositiveIntegerField()),
                ("proposed", models.PositiveIntegerField()),
                ("near", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("probability", models.FloatField(default=0)),
                ("weight", models.FloatField(default=0)),
                ("prior", models.FloatField(default=0)),
                ("weighed", models.JSONField(default=list)),
                ("evidence", firmground_site.sealed.fields.SealedTextField()),
                ("state", models.CharField(default="open", max_length=20)),
                ("words", firmground_site.sealed.fields.SealedTextField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="linkage.listentry",
                    ),
                ),
                (
                    "left_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="screening.person",
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pairs", to="cases.merge"
                    ),
                ),
                (
                    "right_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="linkage.listentry",
                    ),
                ),
                (
                    "right_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="screening.person",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pairs", to="linkage.run"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "-weight"], name="pair_to_review")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="pair_decided_in_pairs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_entry__isnull", True), ("left_person__isnull", False)),
                            models.Q(("left_entry__isnull", False), ("left_person__isnull", True)),
                            _connector="OR",
                        ),
                        name="pair_has_one_left",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("right_entry__isnull", True), ("right_person__isnull", False)),
                            models.Q(("right_entry__isnull", False), ("right_person__isnull", True)),
                            _connector="OR",
                        ),
                        name="pair_has_one_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("left_person__isnull", True),
                                models.Q(("left_person", models.F("right_person")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("left_entry__isnull", True),
                                models.Q(("left_entry", models.F("right_entry")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="pair_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "confirmed", "rejected", "undecided", "lapsed", "below", "apart"])
                        ),
                        name="pair_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("state__in", ("confirmed", "rejected", "undecided"))),
                            models.Q(
                                models.Q(("state__in", ("confirmed", "rejected", "undecided")), _negated=True),
                                ("decided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pair_is_decided_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merge__isnull", True), ("state", "confirmed"), _connector="OR"),
                        name="pair_merges_once_confirmed",
                    ),
                    models.UniqueConstraint(fields=("left_person", "right_person"), name="pair_of_people_once"),
                    models.UniqueConstraint(fields=("left_person", "right_entry"), name="pair_of_person_and_entry_once"),
                    models.UniqueConstraint(fields=("left_entry", "right_entry"), name="pair_of_entries_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("party", models.CharField(max_length=80)),
                ("agency", models.CharField(max_length=80)),
                ("year", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(blank=True, max_length=71)),
                ("synthetic", models.BooleanField(default=False)),
                ("retention_kind", models.CharField(max_length=80)),
                ("erase_on", models.DateField()),
                ("imported_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("erased_by", models.CharField(blank=True, max_length=80, null=True)),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lists_imported", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-imported_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erased_at__isnull", True), ("erased_by__isnull", True)),
                            models.Q(("erased_at__isnull", False), ("erased_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="partner_list_erased_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True), fields=("digest",), name="partner_list_imported_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="listentry",
            name="of_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="linkage.partnerlist"
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_agency", models.CharField(max_length=80)),
                ("to_agency", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linkage_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="linkage_questions", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="linkage.pair"),
                ),
            ],
            options={
                "ordering": ["asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="linkage_question_answered_in_pairs",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("pair", "from_agency"),
                        name="linkage_question_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("stratum", models.CharField(max_length=20)),
                ("seed", models.PositiveIntegerField()),
                ("drawn_from", models.PositiveBigIntegerField()),
                ("drawn_at", models.DateTimeField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="samples_drawn", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-drawn_at"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("stratum__in", ["links", "near", "far"])), name="sample_stratum")
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("answer", models.CharField(blank=True, max_length=20)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample_items_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="audited", to="linkage.pair"),
                ),
                (
                    "sample",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="linkage.sample"),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sample_item_answered_in_pairs",
                    ),
                    models.UniqueConstraint(fields=("sample", "pair"), name="sample_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(("answer__in", ["same", "different", "cannot_say"]), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="sample_item_answered_by_a_person",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.UniqueConstraint(fields=("of_list", "row"), name="list_entry_once_a_row"),
        ),
    ]
