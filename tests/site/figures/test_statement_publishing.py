"""Publishing a statement: exactly what was reviewed, signed and sealed, and for ever."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from figures.stating import REVIEWERS, publish, published, review, reviewed, rewritten, sentence, started, submitted

from firmground.evidence.signature import fingerprint_of, new_key
from firmground.evidence.verifying import verify_statement
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.sealing import own_seals
from firmground_site.figures.actions.publishing import publish_statement
from firmground_site.figures.dashboard import KEPT
from firmground_site.figures.example import publish_example
from firmground_site.figures.models import Publication, StatementDraft
from firmground_site.figures.models.publication import FILES
from firmground_site.figures.published import content_of
from firmground_site.figures.records import frozen
from firmground_site.packs.queries import active_pack
from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db


def one_screening_less() -> None:
    """As if a screening had been put on another year since, without waiting for what notices it."""
    last = Screening.objects.filter(stage="initial").exclude(identification__isnull=False).first()
    with writing("a test"), connection.cursor() as cursor:
        key = Screening._meta.pk.get_db_prep_value(last.pk, connection)
        cursor.execute("UPDATE screening_screening SET screened_on = '2010-01-01' WHERE id = %s", [key])
    KEPT.clear()


def kept_in(folder: Path, client: Client, address: str) -> Path:
    for name in FILES:
        answer = client.get(f"{address}files/{name}")
        assert answer.status_code == 200
        (folder / name).write_bytes(answer.content)
    return folder / "statement.json"


def test_what_is_published_is_verified_by_anybody_from_the_bytes_that_they_download(
    staff: Any, client: Client, tmp_path: Path
) -> None:
    made = published(staff)
    manifest = kept_in(tmp_path, client, "/statements/2023/en/1/")
    key = (tmp_path / "public-key.pem").read_bytes()
    verified = verify_statement(manifest, public_key=key)
    assert verified.mismatches == ()
    assert verified.signed_by == made.signed_with == fingerprint_of(key)
    with_records = verify_statement(manifest, active_pack(), frozen(made.draft.extract), public_key=key)
    assert with_records.mismatches == ()
    assert with_records.not_checked == ()
    (tmp_path / "statement.json").write_bytes(manifest.read_bytes().replace(b"quay questions", b"quay demands"))
    assert verify_statement(manifest, public_key=key).mismatches


def test_a_publication_names_its_reviewers_and_the_seal_of_the_ledger(staff: Any) -> None:
    told = content_of(published(staff))["publication"]
    assert [(each["name"], each["office"]) for each in told["reviewers"]] == [
        ("Ms Fok", "Office of second_statistician"),
        ("Mr Yuen", "Office of secretariat"),
    ]
    assert told["seal"] == own_seals()[-1].to_json()
    assert (told["revises"], told["revisions"]) == (None, [])


# --- refused ----------------------------------------------------------------------------------------------------------


def test_one_review_is_not_enough_whoever_made_it(staff: Any) -> None:
    draft = submitted(staff)
    with pytest.raises(Refused, match="Two different persons"):
        publish(staff, draft)
    review(staff, draft, REVIEWERS[0])
    with pytest.raises(Refused, match="Two different persons"):
        publish(staff, draft)
    assert not Publication.objects.exists()


def test_whoever_may_not_publish_does_not(staff: Any) -> None:
    draft = reviewed(staff)
    for who in ("statistician", "secretariat", "administrator"):
        with pytest.raises(NotPermitted):
            publish(staff, draft, by=who)


def test_a_publisher_who_reviewed_it_in_an_earlier_role_is_refused(staff: Any) -> None:
    draft = reviewed(staff)
    with writing("a test"):
        type(staff.secretariat).objects.filter(pk=staff.secretariat.pk).update(role="publisher")
    staff.secretariat.refresh_from_db()
    with pytest.raises(Refused, match="Somebody else must publish it"):
        publish(staff, draft, by="secretariat")


def test_a_second_reviewer_of_the_same_name_is_refused_at_once_and_a_third_person_may_review(staff: Any) -> None:
    draft = submitted(staff)
    with writing("a test"):
        type(staff.secretariat).objects.filter(pk=staff.secretariat.pk).update(name="Ms Fok")
    staff.secretariat.refresh_from_db()
    review(staff, draft, "second_statistician")
    with pytest.raises(Refused, match="Somebody of your name reviewed it already"):
        review(staff, draft, "secretariat")
    assert draft.reviews.count() == 1


def test_a_figure_that_is_another_today_is_named_and_nothing_is_published(staff: Any) -> None:
    draft = reviewed(staff)
    one_screening_less()
    with pytest.raises(Refused, match=r"records have changed.*initial_screenings"):
        publish(staff, draft)
    assert not Publication.objects.exists()


def test_a_screening_recorded_since_makes_the_sentences_stale_until_they_are_read_again(staff: Any) -> None:
    draft = started(staff)
    one_screening_less()
    with pytest.raises(Refused, match=r"sentence screened, \{initial_screenings\}: is stale: it was written with 60"):
        submitted(staff, draft)
    for row in draft.sentences.all():
        rewritten(staff, row)
    assert submitted(staff, draft).state == "review"


@pytest.mark.parametrize("column", ["text", "kind", "sources", "note"])
def test_a_sentence_changed_behind_the_site_s_back_is_not_published(staff: Any, column: str) -> None:
    draft = reviewed(staff)
    changed = {"text": "Asked {initial_screenings} times.", "kind": "position", "sources": ["GAZETTE"], "note": "N"}
    with writing("a test"):
        draft.sentences.filter(name="screened").update(**{column: changed[column]})
    with pytest.raises(Refused, match=r"no longer comes to what its reviewers read|sentence screened"):
        publish(staff, draft)


def test_an_extract_changed_on_the_disk_is_not_published_from(staff: Any, settings: Any) -> None:
    draft = reviewed(staff)
    (table,) = settings.FROZEN_EXTRACTS.glob("*/screenings.parquet")
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    with pytest.raises(Refused, match="extract on which it stands cannot be used"):
        publish(staff, draft)


def test_without_a_key_nothing_is_published(staff: Any, settings: Any) -> None:
    draft = reviewed(staff)
    settings.DEMO = False
    with pytest.raises(Refused, match="no key to sign with"):
        publish(staff, draft)
    settings.STATEMENT_SIGNING_KEY = "not a key"
    with pytest.raises(Refused, match="cannot sign"):
        publish(staff, draft)
    assert not Publication.objects.exists()


def test_another_digest_than_the_one_in_review_is_not_published(staff: Any) -> None:
    draft = reviewed(staff)
    with pytest.raises(Refused, match="another than the one that you opened"):
        publish_statement(draft=draft, digest="sha256:" + "0" * 64, by=staff.actor("publisher"))


# --- for ever ---------------------------------------------------------------------------------------------------------


def test_the_database_refuses_to_change_delete_or_replace_what_was_published(staff: Any) -> None:
    made = published(staff)
    before = made.content("statement.pdf")
    for write in (
        lambda: Publication.objects.filter(pk=made.pk).update(title="Another"),
        lambda: Publication.objects.filter(pk=made.pk).update(pdf=b"x"),
        lambda: Publication.objects.filter(pk=made.pk)._raw_delete("default"),
        lambda: replaced(made),
    ):
        with writing("a test"), pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert Publication.objects.get().content("statement.pdf") == before


def replaced(made: Publication) -> None:
    """Put another row in its place, in the way of the database; without that way, under its number."""
    columns = ", ".join(field.column for field in Publication._meta.local_fields)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with connection.cursor() as cursor:
        cursor.execute(f"{verb} INTO figures_publication ({columns}) SELECT {columns} FROM figures_publication")


def test_a_published_draft_is_neither_written_nor_reviewed_nor_published_again(staff: Any) -> None:
    draft = published(staff).draft
    with pytest.raises(Refused, match="is published, and is never changed"):
        rewritten(staff, sentence(draft, "screened"))
    with pytest.raises(Refused, match="not in review"):
        publish(staff, StatementDraft.objects.get(pk=draft.pk))


def test_a_later_publication_gets_the_next_number_and_lists_what_changed_with_causes(staff: Any, client: Client) -> None:
    first = published(staff)
    one_screening_less()
    draft = started(staff, from_published=True)
    with pytest.raises(Refused, match="is stale"):
        submitted(staff, draft)
    for row in draft.sentences.all():
        rewritten(staff, row)
    second = publish(staff, reviewed(staff, submitted(staff, draft)))
    assert (second.number, second.revises_id) == (2, first.pk)
    told = content_of(second)["publication"]
    assert told["revises"] == first.digest
    changed = {(each["figure"], each["cell"]): each for each in told["revisions"]}
    assert changed["initial_screenings", ""] == {
        "figure": "initial_screenings", "cell": "", "before": 60, "after": 59, "causes": ["records"],
    }  # fmt: skip
    assert second.changes == len(told["revisions"])
    page = client.get("/statements/2023/en/2/changes/").content.decode()
    assert "The records changed" in page
    assert "A later one revises it" in client.get("/statements/2023/en/1/").content.decode()
    assert client.get("/statements/2023/en/1/files/statement.json").content == first.content("statement.json")


def test_a_statement_that_says_what_the_last_one_says_is_not_published_again(staff: Any) -> None:
    published(staff)
    with pytest.raises(Refused, match="exactly what number 1 says"):
        publish(staff, reviewed(staff, submitted(staff, started(staff, from_published=True))))


def test_a_publisher_publishes_on_the_page(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft, client = reviewed(staff), as_member("publisher")
    address = f"/statements/drafts/{draft.pk}/publish/"
    assert draft.content_digest in client.get(address).content.decode()
    unsure = client.post(address, {"digest": draft.content_digest})
    assert unsure.status_code == 400
    assert not Publication.objects.exists()
    sure = client.post(address, {"digest": draft.content_digest, "sure": "on"})
    assert sure.url == "/statements/2023/en/1/"
    assert json.loads(Publication.objects.get().content("statement.sig.json"))["algorithm"] == "Ed25519"


def test_the_demonstration_ends_with_one_example_and_makes_no_second(staff: Any) -> None:
    made = publish_example(2023)
    assert made is not None
    assert (made.number, made.synthetic) == (1, True)
    assert publish_example(2023) is None


def test_a_site_in_earnest_signs_with_the_key_that_it_was_given(staff: Any, settings: Any) -> None:
    private, public = new_key(b"a key that only this test knows.")
    draft, settings.DEMO = reviewed(staff), False
    settings.STATEMENT_SIGNING_KEY = private.decode().strip()  # as it is read from a file
    made = publish(staff, draft)
    assert made.signed_with == fingerprint_of(public)
    assert made.content("public-key.pem") == public
