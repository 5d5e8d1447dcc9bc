"""Each component says in words what it shows, escapes what it is given, and refuses what it has no look for."""

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError
from django.test import RequestFactory

pytestmark = pytest.mark.once

DANGEROUS = "<b>&"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#106165" d="M0 0"/></svg>'
WITH_TEXT = [
    "{% button x %}",
    "{% button x name=x value=x form=x %}",
    "{% link_button x x %}",
    "{% back_link x x %}",
    "{% breadcrumbs x x x %}",
    "{% tag x %}",
    "{% task x x url=x hint=x %}",
    "{% inset %}{{ x }}{% endinset %}",
    "{% warning x %}{{ x }}{% endwarning %}",
    "{% details x %}{{ x }}{% enddetails %}",
    "{% panel x %}{{ x }}{% endpanel %}",
    "{% notification x %}{{ x }}{% endnotification %}",
    "{% summary_list x %}{% summary_row x url=x action=x %}{{ x }}{% endsummary_row %}{% endsummary_list %}",
    "{% table x x empty=x %}{% endtable %}",
    "{% table x x %}<tr><td>{{ x }}</td></tr>{% endtable %}",
    "{% table x x stacked=True %}<tr><td>{{ x }}</td></tr>{% endtable %}",
    "{% digest x %}",
    "{% tabs x %}{% tab x x %}{{ x }}{% endtab %}{% endtabs %}",
    "{% timeline %}{% timeline_entry x x by=x %}{{ x }}{% endtimeline_entry %}{% endtimeline %}",
    "{% side_by_side %}{% side x %}{{ x }}{% endside %}{% endside_by_side %}",
    "{% svg_with_table x x url=x %}{{ x }}{% endsvg_with_table %}",
]
REFUSED = {
    "{% button 'Save' 'loud' %}": "'loud' is no kind of button. Use one of '', 'secondary', 'warning'.",
    "{% link_button 'Go' '/' 'loud' %}": "kind of button",
    "{% tag 'Waiting' 'pink' %}": "colour of a tag",
    "{% task 'Paint' 'Done' colour='pink' %}": "colour of a tag",
    "{% notification 'Hm' 'sad' %}{% endnotification %}": "kind of notification",
    "{% tabs %}{% endtabs %}": "holds no",
    "{% svg_with_table 'Lamps' 'Bars' %}{% endsvg_with_table %}": "either svg or url",
}


@pytest.mark.parametrize("source", WITH_TEXT)
def test_what_a_component_is_given_is_shown_as_text(source: str, drawn) -> None:
    html = drawn(source, x=DANGEROUS)
    assert DANGEROUS not in html
    assert "&lt;b&gt;&amp;" in html


@pytest.mark.parametrize(("source", "said"), REFUSED.items())
def test_what_there_is_no_look_for_is_refused(source: str, said: str, drawn) -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        drawn(source)
    assert said in str(refused.value)


def test_a_drawing_is_shown_with_its_words_and_its_numbers(drawn) -> None:
    html = drawn("{% svg_with_table 'Lamps' 'Two bars' svg=svg %}<p>3</p>{% endsvg_with_table %}", svg=DRAWING)
    assert DRAWING in html
    assert 'aria-label="Two bars"' in html
    assert "<p>3</p>" in html
    assert 'chart<span class="govuk-visually-hidden">: Lamps</span>' in html  # each of many charts on a page has its own


@pytest.mark.parametrize(
    "planted",
    ["<script>x</script>", '<g style="fill:red"/>', "<style>g{}</style>", '<g onload="x"/>', '<image href="https://a.example"/>'],
)
def test_a_drawing_that_could_do_something_is_refused(planted: str, drawn) -> None:
    with pytest.raises(TemplateSyntaxError, match="which a page may not"):
        drawn(
            "{% svg_with_table 'Lamps' 'Bars' svg=svg %}{% endsvg_with_table %}",
            svg=DRAWING.replace("</svg>", planted + "</svg>"),
        )


def test_a_table_without_rows_says_so(drawn) -> None:
    empty = drawn(
        "{% table 'Lamps' 'Coast|Lamps' empty='None is lit.' %} {% for row in rows %}{% endfor %} {% endtable %}", rows=[]
    )
    full = drawn(
        "{% table 'Lamps' columns numeric='Lamps' empty='None is lit.' %}<tr></tr>{% endtable %}", columns=["Coast", "Lamps"]
    )
    assert "None is lit." in empty
    assert "<thead" not in empty
    assert "None is lit." not in full
    assert full.count("<th ") == 2
    assert full.count("--numeric") == 1


def test_on_a_phone_each_cell_of_a_stacked_table_says_its_column(drawn) -> None:
    rows = "<tr id='one'><th scope='row'>North</th><td class='firm-short'>3</td></tr><tr><th>South</th><td>2</td></tr>"
    html = drawn("{% table 'Lamps' 'Coast|Lamps' stacked=True %}" + rows + "{% endtable %}")
    assert "<tr role=\"row\" id='one'>" in html
    assert html.count('<th role="rowheader" data-column="Coast"') == 2
    assert html.count('<td role="cell" data-column="Lamps"') == 2
    assert "data-column" not in drawn("{% table 'Lamps' 'Coast|Lamps' %}" + rows + "{% endtable %}")


def test_a_digest_shows_its_beginning_and_holds_the_whole(drawn) -> None:
    whole = "sha256:" + "4f1c" * 16
    html = drawn("{% digest whole %}", whole=whole)
    assert "<summary><code>sha256:4f1c4f1c4f1c…</code></summary>" in html
    assert whole in html
    assert "<details" not in drawn("{% digest 'none' %}")


def test_pages_keep_the_rest_of_the_address(drawn) -> None:
    request = RequestFactory().get("/lamps?coast=north&page=2")
    html = drawn("{% pagination page %}", page=Paginator(range(90), 10).page(2), request=request)
    assert "?coast=north&amp;page=3" in html
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_links(drawn) -> None:
    assert drawn("{% pagination page %}", page=Paginator([1], 10).page(1)) == ""
    assert "?page=2" in drawn("{% pagination page %}", page=Paginator([1, 2], 1).page(1))


def test_a_state_with_a_link_to_change_it_says_what_is_changed(drawn) -> None:
    with_link = drawn("{% summary_row 'Height' url='/x' %}21 m{% endsummary_row %}")
    without = drawn("{% summary_row 'Height' %}21 m{% endsummary_row %}")
    assert 'Change<span class="govuk-visually-hidden"> Height</span>' in with_link
    assert "<a" not in without


def test_what_follows_from_an_act_is_read_out_at_once(drawn) -> None:
    assert 'role="alert"' in drawn("{% notification 'Done' kind='success' %}Saved.{% endnotification %}")
    assert 'role="alert"' not in drawn("{% notification %}The ferry does not run.{% endnotification %}")


def test_two_sets_of_tabs_keep_their_own_parts(drawn) -> None:
    one = "{% tabs %}{% tab 'Old' 'old' %}stone{% endtab %}{% endtabs %}"
    two = "{% tabs %}{% tab 'New' 'new' %}steel{% endtab %}{% endtabs %}"
    first, _, second = drawn(one + "<hr>" + two).partition("<hr>")
    assert "stone" in first
    assert "stone" not in second
    assert "steel" in second
