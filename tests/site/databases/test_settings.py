"""The settings of a site in earnest: Django's own check finds nothing, and the demonstration's keys are refused."""

import ast
import re

import pytest
from databases.serving import ROOT, make_tables, manage

pytestmark = pytest.mark.once

PAGE = ROOT / "docs/how-to/run-the-site.md"
READERS = {"text", "flag", "whole_number", "listed", "secret"}


def variables_read() -> dict[str, str]:
    """The variables that the settings read, and with which reader."""
    tree = ast.parse((ROOT / "src/firmground_site/settings.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return {
        call.args[0].value: call.func.attr
        for call in calls
        if call.func.attr in READERS and isinstance(call.func.value, ast.Name) and call.func.value.id == "env"
    }


def variables_in_table() -> dict[str, str]:
    """The variables of the page's tables, and the row of each."""
    return dict(re.findall(r"^\| `([A-Z_]+)` \|(.*)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_every_variable_that_the_settings_read_is_on_the_page_and_no_other() -> None:
    assert len(variables_read()) > 20
    assert sorted(variables_in_table()) == sorted(variables_read())


def test_the_page_says_which_variables_may_be_read_from_a_file() -> None:
    rows = variables_in_table()
    marked = {name for name in rows if "secret" in rows[name].split("|")[0]}
    assert marked == {name for name, reader in variables_read().items() if reader == "secret"}


def test_djangos_check_for_deployment_finds_nothing(in_earnest: dict[str, str]) -> None:
    checked = manage(in_earnest, "check", "--deploy", "--fail-level", "INFO")
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "SEALING_KEYS", "INDEX_KEY", "PSEUDONYM_KEY"])
def test_without_the_demonstration_every_secret_must_be_given(name: str, in_earnest: dict[str, str]) -> None:
    del in_earnest[f"{name}_FILE"]
    checked = manage(in_earnest, "check")
    assert checked.returncode != 0
    assert f"{name} is not set" in checked.stderr


def test_a_demonstration_in_earnest_is_refused(in_earnest: dict[str, str]) -> None:
    checked = manage(in_earnest | {"DEMO": "1", "DEBUG": "0"}, "check")
    assert checked.returncode != 0
    assert "DEMO is on while DEBUG is off" in checked.stderr


@pytest.mark.parametrize("command", [["load_demo", "--year", "2019"], ["demo_sign_ins"]], ids=lambda words: words[0])
def test_nothing_of_the_demonstration_gets_into_a_site_in_earnest(command: list[str], in_earnest: dict[str, str]) -> None:
    make_tables(in_earnest)
    refused = manage(in_earnest, *command)
    assert refused.returncode != 0
    assert "demonstration" in refused.stderr.lower()


def test_a_demonstrations_sign_ins_are_not_shown_before_it_is_loaded(own_database: str, in_earnest: dict[str, str]) -> None:
    plain = {name: value for name, value in in_earnest.items() if not name.endswith("_FILE")}
    demo = plain | {"DEMO": "1", "DATABASE_URL": own_database}
    make_tables(demo)
    refused = manage(demo, "demo_sign_ins")
    assert refused.returncode != 0
    assert "Run manage.py load_demo first" in refused.stderr
