"""The pages of a statement: every number on them stands on something, nothing is loaded, and words stay words."""

import re
from html.parser import HTMLParser

import pypdf
import pytest

from firmground.evidence.files import write_statement
from firmground.evidence.statement import WORDS, compose
from firmground.evidence.verifying import verify_statement

NUMBER = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")
HOSTILE = "<script>alert('x')</script><img src=http://example.org/a onerror=alert(1)> & \"so\""
LEFT_OUT = {"style", "code", "title"}
NO_CONTENT = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """The elements of a page, and the words that a reader sees, without code and the list of sources."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.words, self.open = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in NO_CONTENT:
            self.open.append((tag, dict(attributes).get("class")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, text):
        if not any(tag in LEFT_OUT or kind == "source" for tag, kind in self.open):
            self.words.append(text)

    def attribute(self, tag, name):
        return [attributes[name] for each, attributes in self.elements if each == tag and name in attributes]


def numbers_in(text):
    return set(NUMBER.findall(text))


def spelled(numbers):
    return {each for number in numbers if number is not None for each in (str(number), f"{number:,}")}


def texts_in(value):
    """Every text in some data: claims of reports, checks and notes are told as they are registered."""
    if isinstance(value, dict | list):
        return [text for each in (value.values() if isinstance(value, dict) else value) for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def allowed(content):
    """Every number that may stand on a page: quoted, computed, published, the year, or part of a name or a heading."""
    found = {str(content["year"])}
    for sentence in content["sentences"]:
        found |= {number for quote in sentence["quotes"] for number in numbers_in(quote["shown"])}
        found |= {number for key in sentence["sources"] for number in numbers_in(key)}
    for figure in content["figures"].values():
        found |= spelled([figure["total"], *figure["cells"].values()])
    for ratio in content["ratios"].values():
        found |= {ratio["percent"], ratio["low"], ratio["high"]} - {None}
    named = [*content["labels"].values(), *content["words"].values(), content["title"], *content["sections"].values()]
    named += [*texts_in(content["comparisons"]), *texts_in([each["notes"] for each in content["sentences"]])]
    found |= {str(place) for place, _ in enumerate(content["comparisons"], 1)} | {str(content["rules"]["minimum_count"])}
    return found | {number for name in named for number in numbers_in(name)} | {"95"}  # the level of all limits


def test_every_number_in_a_sentence_is_quoted_and_nothing_else_is(built):
    content = built.content
    for sentence in content["sentences"]:
        quoted = {number for quote in sentence["quotes"] for number in numbers_in(quote["shown"])}
        assert quoted <= numbers_in(sentence["text"]), sentence["id"]
        assert numbers_in(sentence["text"]) <= quoted | {str(content["year"]), "95"}, sentence["id"]


def test_every_quote_has_the_digest_of_the_definition_or_series_behind_it(built):
    content = built.content
    for sentence in content["sentences"]:
        for quote in sentence["quotes"]:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", quote["definition_digest"])
            entry = {**content["figures"], **content["ratios"]}.get(quote["asked"].partition(".")[0])
            assert entry is None or entry["definition_digest"] == quote["definition_digest"]
            assert entry or quote["asked"].startswith("published.")


def test_every_number_on_the_html_page_stands_on_something(built):
    words = " ".join(Page(built.text("statement.html")).words)
    assert numbers_in(words) - allowed(built.content) == set()


def test_every_number_in_the_markdown_stands_on_something(built):
    text = built.text("statement.md")
    sources = text.rindex("\n## ")  # links have numbers of their own
    assert numbers_in(re.sub(r"`[^`]*`", "", text[:sources])) - allowed(built.content) == set()


@pytest.mark.parametrize(("name", "language"), [("hong_kong", "en"), ("hong_kong", "zh-Hant"), ("freeport", "en")])
def test_every_number_of_a_sentence_is_in_the_pdf(in_language, name, language):
    built = in_language(name, language)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(built.folder / "statement.pdf").pages)
    for sentence in built.content["sentences"]:
        assert numbers_in(sentence["text"]) - numbers_in(text) == set(), sentence["id"]


def test_the_page_says_its_language_and_direction(built):
    (attributes,) = [each for tag, each in Page(built.text("statement.html")).elements if tag == "html"]
    assert (attributes["lang"], attributes["dir"]) == (built.content["language"], built.content["direction"])
    assert attributes["dir"] == ("rtl" if attributes["lang"] == "ar" else "ltr")


def test_the_page_loads_nothing_and_runs_nothing(built):
    page = Page(built.text("statement.html"))
    assert {tag for tag, _ in page.elements} & {"script", "link", "iframe", "img", "object", "embed", "form", "base"} == set()
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "src"] == []
    assert [place for place in page.attribute("a", "href") if not place.startswith("#")] == []
    assert not re.search(r"@import|url\s*\(|expression\s*\(", built.text("statement.html"))
    assert page.open == []


def test_every_link_on_the_page_leads_to_a_place_on_it_and_no_place_is_there_twice(built):
    page = Page(built.text("statement.html"))
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    assert {link.removeprefix("#") for link in page.attribute("a", "href")} <= set(places)


def test_every_sentence_and_every_source_stands_on_every_page(built):
    for sentence in built.content["sentences"]:
        assert sentence["text"] in built.text("statement.md")
        assert sentence["text"] in built.text("statement.html").replace("&#39;", "'").replace("&#34;", '"')
    for key, place in built.content["sources"].items():
        assert place, f"{key} has nowhere to be found"
        assert place in built.text("statement.md")


def test_every_sentence_that_is_no_figure_cites_a_source(built):
    kinds = {"figure", "fact", "position"}
    for sentence in built.content["sentences"]:
        assert sentence["kind"] in kinds
        assert sentence["kind"] == "figure" or sentence["sources"], sentence["id"]
        assert sentence["kind"] != "figure" or sentence["quotes"], sentence["id"]


def test_synthetic_data_are_called_so_at_the_top_of_every_page(built):
    said = built.content["words"]["synthetic"]
    assert said in built.text("statement.md").partition("\n## ")[0]
    assert said in built.text("statement.html").partition("<section")[0]
    assert said not in built.content["title"]


def test_the_words_of_a_statement_are_all_told_in_its_language(built):
    assert set(built.content["words"]) == set(WORDS)
    if built.content["language"] != "en":
        assert not re.search(r"[a-z]{3}", " ".join(built.content["words"].values()))


def test_a_yield_in_a_statement_is_never_called_prevalence_nor_a_trend(in_language):
    for name in ("hong_kong", "freeport"):
        for page in ("statement.md", "statement.html"):
            assert not re.search(r"prevalen|trend", in_language(name, "en").text(page), re.IGNORECASE)


@pytest.fixture
def hostile(changed_freeport, in_language, tmp_path):
    """A statement of a pack in whose title, labels, sentences, sections and sources somebody has put markup."""
    written = HOSTILE.replace('"', '\\"')
    for old in ('persons_screened = "', 'harbour_office = "', 'position_guild = "', 'positions = "', '[statement]\ntitle = "'):
        changed_freeport.change("text/en.toml", old, old + written)
    changed_freeport.change("sources.csv", "Freeport Gazette", "<b onclick=alert(1)>Gazette</b>")
    pack, extract = changed_freeport.read(), in_language("freeport", "en").extract
    write_statement(compose(pack, extract, 2022, "en"), tmp_path / "statement")
    return tmp_path / "statement", pack, extract


def test_markup_in_the_words_of_a_pack_stays_words_on_the_html_page(hostile):
    folder, _, _ = hostile
    text = (folder / "statement.html").read_text(encoding="utf-8")
    page = Page(text)
    assert {tag for tag, _ in page.elements} & {"script", "img", "b"} == set()
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert text.count("&lt;script&gt;") >= 5


def test_a_statement_with_markup_in_its_words_holds_all_the_same(hostile):
    folder, pack, extract = hostile
    assert verify_statement(folder / "statement.json", pack, extract).mismatches == ()


def test_markup_in_the_words_of_a_pack_stays_words_in_the_pdf(hostile):
    folder, _, _ = hostile
    text = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "statement.pdf").pages)
    assert "<script>" in text


def test_markup_in_the_words_of_a_pack_stays_words_in_markdown(hostile):
    folder, _, _ = hostile
    assert "<script>" not in (folder / "statement.md").read_text(encoding="utf-8")
