"""A statement is reviewed by two persons, signed, revised by a later one, and checked by readers without its records."""

import dataclasses
import datetime
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import FirmgroundError, InputError, OutputError, StatementError
from firmground.evidence.draft import Draft, draft_of
from firmground.evidence.files import as_manifest, read_signature, read_statement, sign_statement, write_statement
from firmground.evidence.publication import publication_of
from firmground.evidence.revisions import revisions_between
from firmground.evidence.signature import fingerprint_of, new_key, public_key_of, sign, signature_faults, signature_from_json
from firmground.evidence.statement import compose, compose_draft, withheld_for
from firmground.evidence.verifying import verify_statement
from firmground.ledger.entry import Head
from firmground.ledger.seal import Seal
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import write_extract
from firmground.values import digest

DAY = datetime.date(2023, 8, 1)
READERS = (("Ada Quay", "Harbour Office", DAY), ("Ben Reef", "Census", DAY))
PRIVATE, PUBLIC = new_key(bytes(range(32)))
OTHER_PRIVATE, OTHER_PUBLIC = new_key(bytes(32))
SEAL = Seal((Head("people", 7, "sha256:" + "ab" * 32),), "2023-08-01T09:00:00.000000Z")
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def first(freeport, freeport_2022):
    return compose(freeport, freeport_2022, 2022, "en")


@pytest.fixture(scope="session")
def published(first, tmp_path_factory):
    """A statement with everything: two reviewers, a seal, a signature."""
    out = tmp_path_factory.mktemp("published") / "statement"
    write_statement(first, out, publication_of(first.to_json(), READERS, seal=SEAL))
    sign_statement(out / "statement.json", PRIVATE)
    return out


@pytest.fixture(scope="session")
def second_extract(freeport, tmp_path_factory):
    tables = demo_year(freeport, year=2022, persons=310, seed=1)
    return write_extract(tables, tmp_path_factory.mktemp("later") / "extract", pack=freeport, year=2022, synthetic=True)


def copied(published, folder):
    folder.mkdir()
    for path in published.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def wrong(folder, **against):
    return [str(each) for each in verify_statement(folder / "statement.json", **against).mismatches]


def test_a_published_statement_says_who_reviewed_it_and_where_the_ledger_stood(published):
    record = read_statement(published / "statement.json")["publication"]
    assert [each["name"] for each in record["reviewers"]] == ["Ada Quay", "Ben Reef"]
    assert {each["digest"] for each in record["reviewers"]} == {read_statement(published / "statement.json")["digest"]}
    assert record["seal"] == SEAL.to_json()
    page = (published / "statement.html").read_text(encoding="utf-8")
    assert "Ada Quay, Harbour Office, 2023-08-01" in page
    assert "Draft. Nobody has reviewed this statement." not in page


def test_a_statement_that_nobody_reviewed_says_so_on_its_pages(in_language):
    for name in ("statement.html", "statement.md"):
        assert "Draft. Nobody has reviewed this statement." in in_language("freeport", "en").text(name)


@pytest.mark.parametrize(
    "readers",
    [READERS[:1], (READERS[0], READERS[0]), (READERS[0], (" ada quay ", "Census", DAY)), (READERS[0], ("", "", DAY))],
    ids=["one", "the same twice", "the same in other letters", "nobody"],
)
def test_a_review_by_fewer_than_two_persons_is_refused(first, readers):
    with pytest.raises(StatementError, match="two different persons"):
        publication_of(first.to_json(), readers)


def test_a_reader_without_the_records_can_check_everything_but_them(published):
    found = verify_statement(published / "statement.html", public_key=PUBLIC)
    assert found.mismatches == ()
    assert found.numbers > 8
    assert found.signed_by == fingerprint_of(PUBLIC)
    assert found.not_checked == ("Whether the records give these numbers: that needs the extract.",)


def test_a_reader_with_the_records_can_check_those_too(published, freeport, freeport_2022):
    found = verify_statement(published / "statement.json", freeport, freeport_2022, public_key=PUBLIC)
    assert (found.mismatches, found.not_checked) == ((), ())


def test_without_a_signature_or_a_key_it_says_what_was_not_checked(published, in_language):
    unsigned = verify_statement(in_language("freeport", "en").manifest)
    assert [each.partition(":")[0] for each in unsigned.not_checked] == [
        "Whether the records give these numbers",
        "Who published it",
        "Where the ledger stood",
    ]
    assert "Whose key signed it" in verify_statement(published / "statement.json").not_checked[1]
    assert wrong(in_language("freeport", "en").folder, public_key=PUBLIC) == [
        "statement.sig.json: is missing, and a public key was given"
    ]


@FEW
@given(data=st.data())
def test_no_changed_byte_of_the_manifest_or_its_signature_verifies(published, tmp_path_factory, data):
    folder = copied(published, tmp_path_factory.mktemp("forged") / "statement")
    path = folder / data.draw(st.sampled_from(["statement.json", "statement.sig.json"]))
    before = path.read_bytes()
    place, other = data.draw(st.integers(0, len(before) - 1)), data.draw(st.integers(1, 255))
    path.write_bytes(before[:place] + bytes([before[place] ^ other]) + before[place + 1 :])
    try:
        found = wrong(folder, public_key=PUBLIC)
    except FirmgroundError as refused:
        found = [str(refused)]
    assert found


@FEW
@given(data=st.data())
def test_a_number_changed_with_every_digest_made_to_fit_still_contradicts_the_statement_itself(published, tmp_path_factory, data):
    folder = copied(published, tmp_path_factory.mktemp("forged") / "statement")
    (folder / "statement.sig.json").unlink()
    content = read_statement(folder / "statement.json")
    figure = data.draw(st.sampled_from(["initial_screenings", "persons_identified", "initial_screenings_by_agency"]))
    if figure.endswith("agency"):
        cell = data.draw(st.sampled_from(sorted(content["figures"][figure]["cells"])))
        content["figures"][figure]["cells"][cell] = (content["figures"][figure]["cells"][cell] or 0) + 1000
    else:
        content["figures"][figure]["total"] += data.draw(st.integers(1, 50))
    content["digest"] = digest({k: v for k, v in content.items() if k not in ("digest", "publication", "files")})
    for reviewer in content["publication"]["reviewers"]:
        reviewer["digest"] = content["digest"]
    (folder / "statement.json").write_text(json.dumps(content), encoding="utf-8")
    found = wrong(folder)
    assert [each for each in found if each.startswith(("sentence ", "figure ", "ratio "))]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda c: c["publication"]["reviewers"][0].update(digest="sha256:" + "0" * 64), "Ada Quay reviewed another text"),
        (lambda c: c["publication"]["reviewers"][0].update(reviewed_on="2023-02-30"), "Ada Quay reviewed on no day"),
        (lambda c: c["publication"]["reviewers"].pop(), "two different persons"),
        (lambda c: c["publication"]["seal"].update(sealed_at="noon"), "seal"),
        (lambda c: c["publication"].update(revisions=[{}]), "no earlier statement"),
        (lambda c: c["publication"].clear(), "form of a publication"),
        (lambda c: c["figures"]["initial_screenings_by_sex"]["cells"].update(other=2), "which is below 5"),
        (lambda c: c["draft"].clear(), "form of a statement"),
    ],
)
def test_a_record_that_was_changed_is_named(published, tmp_path, change, named):
    folder = copied(published, tmp_path / "statement")
    content = read_statement(folder / "statement.json")
    change(content)
    (folder / "statement.json").write_text(json.dumps(content), encoding="utf-8")
    assert any(named in each for each in wrong(folder)), wrong(folder)


def test_a_signature_by_somebody_else_is_not_the_publishers(published, tmp_path):
    folder = copied(published, tmp_path / "statement")
    (folder / "statement.sig.json").unlink()
    sign_statement(folder / "statement.md", OTHER_PRIVATE)
    assert wrong(folder) == []
    assert wrong(folder, public_key=PUBLIC) == ["statement.sig.json: was not made with this public key"]


def test_a_statement_that_nobody_reviewed_is_not_signed(in_language, tmp_path):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    with pytest.raises(InputError, match="was reviewed by nobody"):
        sign_statement(built.manifest, PRIVATE)
    assert read_signature(built.manifest) is None


def test_what_was_signed_is_neither_signed_again_nor_written_over(published, first, tmp_path):
    folder = copied(published, tmp_path / "statement")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OutputError, match="is signed already"):
        sign_statement(folder / "statement.json", OTHER_PRIVATE)
    with pytest.raises(OutputError, match="was signed; what was published is not changed"):
        write_statement(first, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "pem", [b"", b"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", PUBLIC], ids=["empty", "cut", "public"]
)
def test_what_is_no_private_key_does_not_sign(pem):
    with pytest.raises(InputError, match="is not a private key"):
        sign(b"manifest", pem)


def test_keys_belong_together_and_a_signature_means_one_manifest():
    assert public_key_of(PRIVATE) == PUBLIC
    made = sign(b"manifest", PRIVATE)
    assert signature_faults(made, b"manifest", PUBLIC) == []
    assert signature_faults(made, b"Manifest", PUBLIC) == ["signs another manifest than this one"]
    assert signature_faults(made, b"manifest", OTHER_PUBLIC) == ["was not made with this public key"]
    assert signature_from_json(made.to_json(), where="here") == made
    with pytest.raises(InputError, match="is not a public key"):
        fingerprint_of(b"key")


@pytest.mark.parametrize(
    "change", [{"format": "x"}, {"signature": "***"}, {"signs": 3}, {"more": ""}, {"public_key": "AAAA\n"}], ids=str
)
def test_a_signature_of_another_form_is_refused(change):
    with pytest.raises(InputError):
        signature_from_json({**sign(b"manifest", PRIVATE).to_json(), **change}, where="here")


def test_a_later_statement_lists_every_number_that_it_changes_and_why(freeport, first, second_extract, tmp_path):
    later = compose(freeport, second_extract, 2022, "en")
    record = publication_of(later.to_json(), READERS, earlier=first.to_json())
    found = {(each.figure, each.cell): each for each in record.revisions}
    screened = found["initial_screenings", ""]
    assert (screened.before, screened.after, screened.causes) == (300, 310, ("records",))
    assert record.revises == first.to_json()["digest"]
    write_statement(later, tmp_path / "later", record)
    assert wrong(tmp_path / "later", pack=freeport, extract=second_extract) == []
    assert re.search(r"What changed since the statement before", (tmp_path / "later/statement.html").read_text(encoding="utf-8"))
    content = read_statement(tmp_path / "later/statement.json")
    content["publication"]["revisions"][0]["after"] = 9
    (tmp_path / "later/statement.json").write_text(json.dumps(content), encoding="utf-8")
    assert any("ends at another number than the table" in each for each in wrong(tmp_path / "later"))


def test_what_readers_of_an_earlier_statement_could_work_out_is_withheld_in_a_later_one(freeport, freeport_2022, first, tmp_path):
    before = first.to_json()
    agencies = json.loads(json.dumps(before["figures"]["initial_screenings_by_agency"]))
    agencies["cells"]["sea_rescue"] -= 1  # one more since then, and the table would tell where
    agencies["cells"]["labour_guild"] -= 9
    agencies["total"] -= 10
    earlier = {**before, "figures": {"initial_screenings_by_agency": agencies}}
    own = draft_of(freeport, 2022, "en")
    alone = compose_draft(freeport, freeport_2022, own)
    spoken = Draft(**{**own.to_json(), "sentences": [each for each in own.to_json()["sentences"] if each["id"] != "by_agency"]})
    later = compose_draft(freeport, freeport_2022, spoken, earlier=[earlier])
    assert alone.figures.figures["initial_screenings_by_agency"].cells["sea_rescue"] == agencies["cells"]["sea_rescue"] + 1
    assert later.figures.figures["initial_screenings_by_agency"].cells["sea_rescue"] is None
    assert ("initial_screenings_by_agency", "sea_rescue") in later.withheld_beside
    with pytest.raises(StatementError, match="is withheld by its disclosure rule"):
        compose_draft(freeport, freeport_2022, own, earlier=[earlier])
    write_statement(later, tmp_path / "later")
    assert wrong(tmp_path / "later", pack=freeport, extract=freeport_2022) == []


def test_a_third_statement_is_set_beside_all_before_it_and_not_the_last_alone(freeport, freeport_2022, first):
    before = first.to_json()
    agencies = json.loads(json.dumps(before["figures"]["initial_screenings_by_agency"]))
    agencies["cells"]["sea_rescue"] -= 1
    agencies["cells"]["labour_guild"] -= 9
    agencies["total"] -= 10
    shown = {**before, "figures": {"initial_screenings_by_agency": agencies}}
    again = before["figures"]["initial_screenings_by_agency"]
    hidden = {**again, "cells": {**again["cells"], "sea_rescue": None, "labour_guild": None}}
    second = {**before, "figures": {"initial_screenings_by_agency": hidden}}
    assert ("initial_screenings_by_agency", "sea_rescue") not in withheld_for(freeport, freeport_2022, 2022, [second])
    beside_all = withheld_for(freeport, freeport_2022, 2022, [shown, second])
    assert ("initial_screenings_by_agency", "sea_rescue") in beside_all
    assert withheld_for(freeport, freeport_2022, 2022, []) == ()


@pytest.mark.parametrize("name", ["statement.json", "statement.sig.json"])
@pytest.mark.parametrize(("old", "new"), [(b"\n", b" \n"), (b"  ", b"\t"), (b"\n}\n", b"\n}")])
def test_a_space_more_or_less_does_not_verify_either(published, tmp_path, name, old, new):
    folder = copied(published, tmp_path / "statement")
    if name == "statement.json":
        (folder / "statement.sig.json").unlink()
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(before.replace(old, new, 1))
    try:
        found = wrong(folder)
    except InputError as refused:
        found = [str(refused)]
    assert any("is not written as it was made" in each for each in found)


def rewritten(folder, change):
    """Change a manifest and make every digest in it fit again, as a careful forger would."""
    content = read_statement(folder / "statement.json")
    change(content)
    content["digest"] = digest({k: v for k, v in content.items() if k not in ("digest", "publication", "files")})
    for reviewer in content["publication"]["reviewers"]:
        reviewer["digest"] = content["digest"]
    (folder / "statement.sig.json").unlink(missing_ok=True)
    (folder / "statement.json").write_bytes(as_manifest(content))
    return wrong(folder)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda c: c.update(sections=dict(reversed(c["sections"].items()))), "sections: are not those of the draft"),
        (lambda c: c["sentences"].pop(), "sentences: are not those of the draft"),
        (lambda c: c["sentences"].append(c["sentences"][0]), "sentences: are not those of the draft"),
        (lambda c: c["definitions"]["persons_identified"].update(disclosure="small_counts"), "shows its total, which is below 5"),
    ],
    ids=["sections turned round", "a sentence left out", "a sentence twice", "a small total"],
)
def test_what_does_not_fit_its_own_draft_and_rules_is_named_without_the_records(published, tmp_path, change, named):
    assert any(named in each for each in rewritten(copied(published, tmp_path / "statement"), change))


def test_what_a_comparison_says_is_recorded_must_be_in_the_table(in_language, tmp_path):
    built = in_language("hong_kong", "en").copied(tmp_path / "statement")
    found = rewritten(built.folder, lambda content: content["comparisons"][1].update(recorded="9,999"))
    assert any("comparison screenings: says 9,999; the table says 7512" in each for each in found)


@pytest.mark.parametrize("other", ["Ann  Lee", "ann lee", "\uff21nn Lee"])
def test_one_name_written_in_two_ways_is_one_person(first, other):
    with pytest.raises(StatementError, match="two different persons"):
        publication_of(first.to_json(), (("Ann Lee", "Census", DAY), (other, "Police", DAY)))


def test_a_count_of_undecided_rows_that_is_small_is_not_told(first):
    figures = {name: dataclasses.replace(each, not_decided=3) for name, each in first.figures.figures.items()}
    told = dataclasses.replace(first, figures=dataclasses.replace(first.figures, figures=figures)).to_json()["figures"]
    assert {each["not_decided"] for each in told.values()} == {None}
    assert {each["not_decided"] for each in first.to_json()["figures"].values() if each["total"] is not None} == {0}


def test_a_rise_by_a_few_that_nothing_can_hide_is_not_published(freeport, freeport_2022, first):
    before = first.to_json()
    agencies = json.loads(json.dumps(before["figures"]["initial_screenings_by_agency"]))
    agencies["cells"]["sea_rescue"] -= 2
    agencies["total"] -= 2
    earlier = {**before, "figures": {"initial_screenings_by_agency": agencies}}
    with pytest.raises(StatementError, match="tells a small rise since an earlier one") as refused:
        compose_draft(freeport, freeport_2022, draft_of(freeport, 2022, "en"), earlier=[earlier])
    assert "agency=sea_rescue" in refused.value.what
    assert refused.value.remedy


def test_the_causes_of_a_revision_are_told_apart(first):
    before = first.to_json()
    after = json.loads(json.dumps(before))
    assert revisions_between(before, after) == ()
    after["figures"]["initial_screenings"].update(total=301, definition_digest="sha256:1")
    after["figures"]["initial_screenings_by_agency"]["cells"]["sea_rescue"] = None
    after["figures"]["fresh"] = after["figures"]["persons_identified"]
    del after["figures"]["persons_screened"]
    found = {each.figure: each.causes for each in revisions_between(before, after)}
    assert found["initial_screenings"] == ("definition",)
    assert found["initial_screenings_by_agency"] == ("disclosure",)
    assert (found["fresh"], found["persons_screened"]) == (("added",), ("removed",))


@pytest.mark.parametrize(("key", "what"), [("year", "year"), ("pack", "territory")])
def test_statements_of_two_years_or_territories_do_not_revise_each_other(first, key, what):
    other = {**first.to_json(), key: "another"}
    with pytest.raises(StatementError, match=f"are not of the same {what}"):
        revisions_between(first.to_json(), other)
