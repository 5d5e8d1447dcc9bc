"""Settings are read from the environment loudly: what is missing or wrong is named, and nothing is guessed."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from firmground_site.env import Env

pytestmark = pytest.mark.once


@pytest.mark.parametrize("written", ["1", "true", "YES", " on "])
def test_yes_is_read_in_its_usual_spellings(written: str) -> None:
    assert Env({"DEMO": written}).flag("DEMO", default=False) is True


@pytest.mark.parametrize("written", ["0", "False", "no", "OFF"])
def test_no_is_read_in_its_usual_spellings(written: str) -> None:
    assert Env({"DEMO": written}).flag("DEMO", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_empty_is_as_if_not_set(default: bool) -> None:
    assert Env({"DEMO": "  "}).flag("DEMO", default=default) is default


@pytest.mark.parametrize("written", ["maybe", "2", "y", "ja"])
def test_a_flag_that_is_neither_yes_nor_no_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DEMO is .* neither yes nor no"):
        Env({"DEMO": written}).flag("DEMO", default=False)


def test_a_text_that_must_be_there_is_missed_by_name() -> None:
    with pytest.raises(ImproperlyConfigured, match="OPENID_CLIENT is not set"):
        Env({"OPENID_CLIENT": ""}).text("OPENID_CLIENT")


def test_a_text_is_read_without_the_spaces_around_it() -> None:
    assert Env({"PACK": " freeport\n"}).text("PACK", "hong_kong") == "freeport"


def test_a_whole_number_is_read() -> None:
    assert Env({"EMAIL_PORT": "25"}).whole_number("EMAIL_PORT", 587) == 25
    assert Env({}).whole_number("EMAIL_PORT", 587) == 587


@pytest.mark.parametrize("written", ["-1", "1.5", "many", "１２", "0x10", "1_000", "0"])
def test_a_number_that_is_not_whole_or_too_small_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SESSION_MINUTES is .* at least 1"):
        Env({"SESSION_MINUTES": written}).whole_number("SESSION_MINUTES", 30, least=1)


def test_a_list_is_read_between_its_commas() -> None:
    assert Env({"ALLOWED_HOSTS": "a.example, b.example ,,"}).listed("ALLOWED_HOSTS") == ["a.example", "b.example"]
    assert Env({}).listed("ALLOWED_HOSTS") == []


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n", encoding="utf-8")
    assert Env({"INDEX_KEY_FILE": str(tmp_path / "key")}).secret("INDEX_KEY", "public") == "hush"
    assert Env({"INDEX_KEY": "hush"}).secret("INDEX_KEY") == "hush"
    assert Env({}).secret("INDEX_KEY", "public") == "public"


def test_a_secret_that_is_set_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match="INDEX_KEY and INDEX_KEY_FILE are both set"):
        Env({"INDEX_KEY_FILE": str(tmp_path / "key"), "INDEX_KEY": "hush"}).secret("INDEX_KEY")


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "cannot be read"), (b"", "is empty"), (b" \n", "is empty"), (b"\xff", "cannot")]
)
def test_a_file_without_a_readable_secret_is_refused_and_never_replaced_by_a_default(
    content: bytes | None, fault: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=f"INDEX_KEY_FILE .*{fault}"):
        Env({"INDEX_KEY_FILE": str(tmp_path / "key")}).secret("INDEX_KEY", "public")


def test_an_error_about_a_secret_does_not_say_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"hush\xff")
    with pytest.raises(ImproperlyConfigured) as refused:
        Env({"INDEX_KEY_FILE": str(tmp_path / "key")}).secret("INDEX_KEY")
    assert "hush" not in str(refused.value)
