"""A draft says what it will quote; a sentence that cannot stand is named, with what to do, and all of them at once."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import InputError, StatementError
from firmground.evidence.draft import Draft, DraftSentence, draft_from_json, draft_of, read_draft
from firmground.evidence.placeholders import filled, placeholders_in
from firmground.evidence.sentences import contradictions, examine
from firmground.evidence.statement import compose_draft
from firmground.statistics.tabulation import compute_figures

LETTER = """
title = "A letter"
year = 2022
language = "en"

[sections]
counts = "Counts"

[[sentences]]
id = "asked"
section = "counts"
kind = "figure"
text = "The questions were asked {initial_screenings} times."

[[sentences]]
id = "guild"
section = "counts"
kind = "position"
text = "The Guild says: {claim.guild_2023.few_found}"
"""


@pytest.fixture(scope="session")
def counted(freeport, freeport_2022):
    return compute_figures(freeport, freeport_2022, 2022)


@pytest.fixture(scope="session")
def counted_2019(hong_kong, year_2019):
    return compute_figures(hong_kong, year_2019, 2019)


def draft(*sentences, sections=None, year=2022):
    return Draft(title="A letter", year=year, language="en", sections=sections or {"counts": "Counts"}, sentences=sentences)


def sentence(text, kind="figure", **changes):
    return DraftSentence(**{"id": "one", "section": "counts", "kind": kind, "text": text, **changes})


def told(pack, figures, *sentences, **changes):
    """The faults of some sentences, each as "place: what"."""
    return [f"{each.where}: {each.what}" for each in examine(pack, figures, draft(*sentences, **changes)).faults]


def test_a_draft_in_a_file_becomes_a_statement_with_its_numbers_and_claims(freeport, freeport_2022, tmp_path):
    (tmp_path / "letter.toml").write_text(LETTER, encoding="utf-8")
    statement = compose_draft(freeport, freeport_2022, read_draft(tmp_path / "letter.toml"))
    asked, guild = statement.sentences
    assert asked.text == "The questions were asked 300 times."
    assert guild.text == f"The Guild says: {freeport.text('evidence.claims.guild_2023.few_found')}"
    assert guild.sources == freeport.reports.find("guild_2023").claims[2].cite.source
    assert not statement.is_packs_own


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "figure"', 'kind = "opinion"', "kind"),
        ("year = 2022", 'year = "2022"', "year"),
        ('title = "A letter"', 'title = "  "', "title"),
        ("[sections]", "[chapters]", "sections"),
        ("text = ", "words = ", "sentences.0.text"),
        ('id = "asked"', 'id = "Asked!"', "id"),
    ],
)
def test_a_draft_that_is_no_draft_is_refused_and_the_key_named(tmp_path, old, new, fault):
    (tmp_path / "letter.toml").write_text(LETTER.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_draft(tmp_path / "letter.toml")
    assert fault in refused.value.where
    assert refused.value.remedy


def test_a_draft_comes_back_from_its_data_as_it_was(hong_kong):
    written = draft_of(hong_kong, 2019, "zh-Hant")
    assert draft_from_json(written.to_json(), where="draft") == written
    with pytest.raises(InputError, match="unknown key"):
        draft_from_json({**written.to_json(), "secret": 1}, where="draft")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["year", "initial_screenings", "yield.low", "claim.a.b", "a/b"]), max_size=5))
def test_every_placeholder_is_put_in_once_where_it_stood(names):
    text = " and ".join(f"{{{name}}}" for name in names)
    assert placeholders_in(text) == tuple(names)
    assert filled(text, lambda name: f"<{name}>") == " and ".join(f"<{name}>" for name in names)


def test_all_faults_are_told_at_once_and_each_names_its_sentence(freeport, counted):
    found = told(
        freeport,
        counted,
        sentence("{nothing} and {yield_of_screening.middle}", id="two_faults"),
        sentence("Typed: 300.", id="typed"),
        sentence("{initial_screenings}", id="lost", section="elsewhere"),
        sentence("Somebody said so.", "fact", id="unsourced"),
        sentence("Fine: {initial_screenings}.", id="fine"),
        sentence("Again: {initial_screenings}.", id="fine"),
    )
    assert {each.partition(":")[0].partition(",")[0] for each in found} == {
        "sentence two_faults",
        "sentence typed",
        "sentence lost",
        "sentence unsourced",
        "sentence fine",
    }
    assert sum(each.startswith("sentence two_faults") for each in found) == 2


def test_a_sentence_is_stale_when_the_extract_gives_another_number_than_its_writer_saw(freeport, counted):
    fresh = sentence("Asked {initial_screenings} times.", seen={"initial_screenings": "300"})
    assert told(freeport, counted, fresh) == []
    stale = fresh.model_copy(update={"seen": {"initial_screenings": "299"}})
    (fault,) = told(freeport, counted, stale)
    assert fault == "sentence one, {initial_screenings}: is stale: it was written with 299, and the extract gives 300"


def test_a_number_that_a_published_one_contradicts_needs_a_note(freeport, counted):
    published = tuple(
        each.model_copy(update={"published_as": "initial_screenings"}) if each.id == "initial_screenings" else each
        for each in freeport.figures
    )
    pack = dataclasses.replace(freeport, figures=published)
    (fault,) = told(pack, counted, sentence("Asked {initial_screenings} times."))
    assert "is contradicted by the published number: 712 (GAZETTE)" in fault
    assert told(pack, counted, sentence("Asked {initial_screenings} times.", note="The Gazette counts ships.")) == []


def test_numbers_that_can_both_be_right_do_not_contradict_each_other(hong_kong, counted_2019):
    assert contradictions(hong_kong, counted_2019, "initial_screenings") == []  # 7,512 and more than 7,500
    assert contradictions(hong_kong, counted_2019, "persons_identified") == []


def test_a_published_number_that_sources_dispute_needs_the_conflict_beside_it(hong_kong, counted_2019):
    text = "The official figure is {published.initial_screenings}."
    (fault,) = told(hong_kong, counted_2019, sentence(text, "fact"), year=2019)
    assert "see the conflict screenings_2019" in fault
    noted = examine(hong_kong, counted_2019, draft(sentence(text, "fact", conflicts=("screenings_2019",)), year=2019)).sentences[
        0
    ]
    assert noted.notes[0].sides == (
        "The government: more than 7,500",
        "The report of the United States: more than 7,000",
    )
    assert noted.notes[0].resolved_by


def test_a_conflict_about_something_else_is_no_note(hong_kong, counted_2019):
    text = "The official figure is {published.initial_screenings}."
    (fault,) = told(hong_kong, counted_2019, sentence(text, "fact", conflicts=("identified_2017",)), year=2019)
    assert "see the conflict screenings_2019" in fault


@pytest.mark.parametrize(
    ("text", "kind", "changes", "fault"),
    [
        ("They say: {claim.guild_2023.choppy}", "fact", {}, "quotes a position and is not marked as one"),
        ("They say: {claim.guild_2023.choppy}", "figure", {}, "is a figure and quotes none"),
        ("Published: {published.identified}.", "figure", {}, "is a figure and quotes none"),
        (
            "Asked {initial_screenings} times.",
            "figure",
            {"note": "Of these 3 were women."},
            "has a number that stands on nothing",
        ),
    ],
)
def test_a_sentence_is_what_it_quotes(freeport, counted, text, kind, changes, fault):
    assert any(fault in each for each in told(freeport, counted, sentence(text, kind, **changes)))


def test_a_sentence_is_as_well_sourced_as_the_least_that_it_quotes(hong_kong, counted_2019):
    figures = dataclasses.replace(counted_2019, year=2017)
    text = "Published: {published.initial_screenings}."
    written = sentence(text, "fact", source=("US19",), confidence="primary")
    assert hong_kong.cited(2017, "initial_screenings").confidence == "secondary"
    assert examine(hong_kong, figures, draft(written, year=2017)).sentences[0].confidence == "secondary"


def test_a_conflict_that_nobody_knows_is_no_note(hong_kong, counted_2019):
    unknown = sentence("{initial_screenings}", conflicts=("made_up",))
    assert ["names the conflict 'made_up', which is not known" in each for each in told(hong_kong, counted_2019, unknown)] == [
        True
    ]


def test_a_small_total_under_its_rule_can_neither_be_quoted_nor_divided(hong_kong, year_2019, counted_2019):
    assert counted_2019.figures["persons_identified_forced_labour"].total < 5
    (fault,) = told(hong_kong, counted_2019, sentence("{persons_identified_forced_labour}"), year=2019)
    assert "is withheld by its disclosure rule" in fault
    content = compose_draft(hong_kong, year_2019, draft_of(hong_kong, 2019, "en")).to_json()
    assert content["figures"]["persons_identified_forced_labour"]["total"] is None


@pytest.mark.parametrize("key", ["claim.guild_2023.nothing", "claim.nobody.few_found", "claim.guild_2023", "claim."])
def test_a_claim_that_is_not_registered_cannot_be_quoted(freeport, counted, key):
    (fault, *_) = told(freeport, counted, sentence(f"They say: {{{key}}}", "position", source=("GAZETTE",)))
    assert "is not a claim of a report" in fault


def test_a_statement_with_any_fault_is_not_composed(freeport, freeport_2022):
    with pytest.raises(StatementError, match="is not a figure of this pack") as refused:
        compose_draft(freeport, freeport_2022, draft(sentence("{initial_screenings}"), sentence("{moon}", id="two")))
    assert refused.value.where.startswith("sentence two")


def test_what_is_compared_is_told_with_its_basis_and_what_neither_can_show(hong_kong, year_2019):
    found = {each.id: each for each in compose_draft(hong_kong, year_2019, draft_of(hong_kong, 2019, "en")).comparisons}
    screenings = found["screenings"]
    assert screenings.claim.key == "gov_2020.s10"
    assert [each.key for each in screenings.beside] == ["us_2020.p3"]
    assert (screenings.recorded, screenings.published, screenings.basis) == ("7,512", "more than 7,500", "published")
    assert {name: found[name].basis for name in ("how_common", "provisions", "services", "share")} == {
        "how_common": "position",
        "provisions": "register",
        "services": "nothing",
        "share": "published",
    }
    assert all(each.shows_not for each in found.values())


def test_invented_records_are_no_basis_for_a_claim_about_real_people(hong_kong, year_2019):
    real = dataclasses.replace(year_2019, synthetic=False)
    own = draft_of(hong_kong, 2019, "en")
    bases = [
        {each.id: each.basis for each in compose_draft(hong_kong, extract, own).comparisons}["identified"]
        for extract in (year_2019, real)
    ]
    assert bases == ["published", "record"]


def test_a_comparison_with_a_claim_that_is_not_there_is_refused(hong_kong, year_2019):
    wrong = tuple(each.model_copy(update={"claim": "gov_2020.s99"}) for each in hong_kong.comparisons[:1])
    with pytest.raises(StatementError, match=r"'gov_2020\.s99' is not a claim"):
        compose_draft(dataclasses.replace(hong_kong, comparisons=wrong), year_2019, draft_of(hong_kong, 2019, "en"))
