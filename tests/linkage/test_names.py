"""Names as they are spelt: what falls together, and what stays apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.linkage.births import birth_of
from firmground.linkage.names.chinese import pinyin_of, readings_of, surnames, syllables, wade_giles
from firmground.linkage.names.forms import NOTHING, forms_of
from firmground.linkage.names.letters import code_of, han_of, words_of
from firmground.linkage.names.spelling import class_of, is_particle
from firmground.linkage.names.tables import rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chan Tai Man", "CHEN Dawen"),  # Hong Kong, pinyin
        ("Chan Tai-man", "陳大文"),
        ("Peter Chan Tai Man", "Chan Daai Man"),  # an English name added; Jyutping
        ("Ch'en Ta-wen", "陈大文"),  # Wade–Giles, simplified
        ("Wong Siu Ming", "Huang Xiaoming"),
        ("Wong Siu Ming", "WANG XIAO MING"),  # Wong stands for two surnames
        ("Xiaoming Li", "Lee Siu-ming"),  # the surname last
        ("Soekarno Widjaja", "Sukarno Wijaya"),  # old Indonesian spelling
        ("Tjokro Djoko", "Joko Cokro"),
        ("Mohd. Yusuf bin Ahmad", "Muhammad Jusuf Achmad"),
        ("Phongphan Somchai", "Somchai Pongpan"),  # Thai transliteration
        ("Nguyễn Thị Hồng", "Hong Thi Nguyen"),
        ("Ma. Cristina dela Cruz", "Maria Cristina De La Cruz"),
        ("Lakshmi Chowdhury", "Laxmi Choudhury"),
        ("Tom Clifford", "Clifford, Thomas"),
    ],
)
def test_two_spellings_of_one_name_share_a_form(one, other):
    assert set(forms_of(one).forms) & set(forms_of(other).forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chan Tai Man", "Chan Tai Ming"),
        ("Chan Tai Man", "Wong Tai Man"),
        ("Siti Aminah", "Siti Maimunah"),
        ("Somchai Srisuk", "Somchai Bunmee"),
        ("Maria Santos", "Maria Reyes"),
        ("Nguyen Thi Hong", "Nguyen Van Dung"),
    ],
)
def test_two_names_share_no_form(one, other):
    assert not set(forms_of(one).forms) & set(forms_of(other).forms)


def test_the_order_of_parts_does_not_matter_to_the_spelling():
    assert forms_of("CHAN, Tai-Man").spelt == forms_of("Tai Man Chan").spelt == "chan man tai"


def test_a_pet_name_as_alias_is_a_part_and_no_form():
    named = forms_of("Somchai Srisuk", ["Lek"])
    assert ("c:lk",) in named.classes
    assert named.forms == forms_of("Somchai Srisuk").forms


def test_a_whole_other_name_as_alias_is_a_form():
    assert set(forms_of("Maria Santos", ["Maria Reyes"]).forms) > set(forms_of("Maria Santos").forms)


@pytest.mark.parametrize("nothing", ["", "   ", "-", "…"])
def test_a_name_that_says_nothing_is_not_known(nothing):
    assert forms_of(nothing) == NOTHING


def test_characters_outside_the_table_have_no_reading():
    assert pinyin_of("陳龘") == []
    assert pinyin_of("歐陽大文") == ["ouyang", "da", "wen"]


def test_what_is_not_like_a_chinese_name_has_no_reading():
    assert readings_of(["robert", "smith"]) == ()
    assert readings_of(["chan"]) == ()


@pytest.mark.parametrize(
    ("pinyin", "spelt"),
    [("zhang", "chang"), ("qian", "chien"), ("xie", "hsieh"), ("chen", "chen"), ("dong", "tung"), ("gao", "kao"), ("luo", "lo")],
)
def test_wade_giles_is_made_by_rule(pinyin, spelt):
    assert wade_giles(pinyin) == spelt


@pytest.mark.parametrize("name", ["syllables", "nicknames", "particles"])
def test_every_row_of_a_table_says_where_it_is_from(name):
    assert all(row["source"] and row["confidence"] in ("primary", "secondary", "inferred", "unverified") for row in rows(name))


def test_every_reading_is_known_in_its_own_spelling():
    assert all(row["pinyin"] in syllables() for row in rows("syllables"))
    assert surnames()["chan"][0] == "chen"


def test_a_short_form_has_the_class_of_the_full_name_and_another_name_has_not():
    assert class_of("bill") == class_of("william")
    assert class_of("maria") != class_of("mila")


def test_particles_are_nobodys_name():
    assert is_particle("binti")
    assert not is_particle("siti")


def test_words_and_characters_are_told_apart():
    assert words_of("O'Neill-Đặng 陳大文") == ["oneill", "dang"]
    assert han_of("Chan 陳 大 文 (Tai Man)") == ["陳大文"]


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_any_text_has_forms_and_nothing_breaks(text):
    named = forms_of(text)
    assert bool(named.spelt) == bool(named.forms) == bool(named.classes)
    assert words_of(" ".join(words_of(text))) == words_of(text)


@pytest.mark.parametrize(
    ("text", "year", "low_high"),
    [("1990-12-03", 1990, "1990-03-12"), ("1990-03", 1990, None), ("1990", 1990, None), ("1990-86-18", 1990, "1990-18-86")],
)
def test_a_birth_is_read_as_far_as_it_goes(text, year, low_high):
    assert (birth_of(text).year, birth_of(text).sorted) == (year, low_high)


@pytest.mark.parametrize("text", ["", "90", "3/12/1990", "about 1990"])
def test_what_is_no_iso_date_is_not_known(text):
    assert birth_of(text).whole is None


def test_a_code_is_compared_without_spaces_and_marks():
    assert code_of(" a-12 (3)") == "A123"
