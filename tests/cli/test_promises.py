"""What holds for every command: help, JSON, exit codes, errors in a sentence, and results apart from progress."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from firmground.cli import app as commands
from firmground.cli import exits
from firmground.packs.pack import shipped_folder

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
QUAY = ("--pack", "freeport", "--instrument", "quay_questions")
YEAR = ("--pack", "freeport", "--year", "2022")

# One call of each command that is in order; YEAR_OF and NEW stand for the small invented year and for a new folder.
LATER = ("--today", "2022-09-01")
CALLS = {
    "pack check": ("pack", "check", "freeport"),
    "pack show": ("pack", "show", "freeport"),
    "yields": ("yields", "--pack", "freeport"),
    "prevalence estimate": ("prevalence", "estimate", "--positives", "9", "--screened", "712"),
    "prevalence audit-plan": ("prevalence", "audit-plan", "--below", "1%"),
    "prevalence report": ("prevalence", "report", *YEAR),
    "screen": ("screen", *QUAY, "--answers", "YEAR_OF/answers.json", "--on", "2022-08-01"),
    "screen --table": ("screen", *QUAY, "--table", "YEAR_OF/rows.csv", "--out", "NEW/rows.parquet", "--on", "2022-08-01"),
    "instrument show": ("instrument", "show", "quay_questions", "--pack", "freeport", "--on", "2022-08-01"),
    "instrument publish": ("instrument", "publish", "quay_questions", "--pack", "freeport", "--out", "NEW/quay.json"),
    "instrument paper": ("instrument", "paper", "quay_questions", "--pack", "freeport", "--out", "NEW/quay.pdf"),
    "screening instruments": ("screening", "instruments", "--pack", "freeport", "--on", "2022-08-01"),
    "screening crosswalk": ("screening", "crosswalk", "quay_questions", "htcds_2", "--pack", "freeport", "--on", "2022-08-01"),
    "demo-year": ("demo-year", *YEAR, "--persons", "20", "--out", "NEW/extract"),
    "engines": ("engines", "--pack", "freeport", "--extract", "YEAR_OF/extract"),
    "figures": ("figures", *YEAR, "--extract", "YEAR_OF/extract"),
    "disclosure audit": ("disclosure", "audit", "--table", "YEAR_OF/protected.csv"),
    "disclosure protect": ("disclosure", "protect", "--table", "YEAR_OF/counts.csv", "--out", "NEW/protected.csv"),
    "disclosure round": ("disclosure", "round", "YEAR_OF/counts.csv", "--out", "NEW/rounded.csv"),
    "disclosure noise": ("disclosure", "noise", "YEAR_OF/counts.csv", "--epsilon", "1", "--any-size", "--out", "NEW/noisy.csv"),
    "estimate lists": ("estimate", "lists", "YEAR_OF/lists.csv", "--method", "main_effects", "--bootstrap", "0"),
    "estimate linked": ("estimate", "linked", "YEAR_OF/lists.csv", "--audit", "YEAR_OF/audit.json", "--draws", "100"),
    "linkage generate": ("linkage", "generate", "--persons", "20", "--out", "NEW/entries.csv"),
    "linkage train": ("linkage", "train", "YEAR_OF/entries.csv", "--person", "person", "--out", "NEW/model.json"),
    "linkage propose": ("linkage", "propose", "YEAR_OF/entries.csv", "--out", "NEW/pairs.csv"),
    "linkage quality": ("linkage", "quality", "YEAR_OF/entries.csv"),
    "linkage histories": (
        "linkage",
        "histories",
        "YEAR_OF/entries.csv",
        "--pairs",
        "YEAR_OF/pairs.csv",
        "--out",
        "NEW/lists.csv",
    ),
    "linkage key": ("linkage", "key", "--out", "NEW/exchange.key"),
    "linkage encode": ("linkage", "encode", "YEAR_OF/entries.csv", "--key", "YEAR_OF/exchange.key", "--out", "NEW/codes.csv"),
    "linkage match-encoded": ("linkage", "match-encoded", "YEAR_OF/codes.csv", "--within", "--out", "NEW/pairs.csv"),
    "tables build": ("tables", "build", *YEAR, "--extract", "YEAR_OF/extract", "--table", "us", "--out", "NEW/tables"),
    "tables list": ("tables", "list", "--pack", "freeport"),
    "statement build": ("statement", "build", *YEAR, "--extract", "YEAR_OF/extract", "--out", "NEW/statement"),
    "statement verify": ("statement", "verify", "YEAR_OF/statement/statement.md", "--extract", "YEAR_OF/extract"),
    "statement check": ("statement", "check", *YEAR, "--extract", "YEAR_OF/extract"),
    "statement new-key": ("statement", "new-key", "--out", "NEW/key.pem"),
    "statement sign": ("statement", "sign", "NEW/reviewed/statement.md", "--key", "YEAR_OF/key.pem"),
    "statement revisions": ("statement", "revisions", "YEAR_OF/statement/statement.md", "YEAR_OF/reviewed/statement.md"),
    "law provisions": ("law", "provisions", "--pack", "freeport", "--on", "2022-08-01"),
    "law coverage": ("law", "coverage", "--pack", "freeport", "--on", "2022-08-01", "--chart", "NEW/coverage.svg"),
    "law candidates": ("law", "candidates", *QUAY, "--answers", "YEAR_OF/answers.json", "--on", "2022-08-01", *LATER),
    "law compare": ("law", "compare", "--pack", "freeport", "--on", "2021-06-30", "--with-day", "2021-07-01"),
    "plan status": ("plan", "status", "--pack", "freeport", "--on", "2024-01-01", "--chart", "NEW/plan.svg"),
    "plan changes": ("plan", "changes", "--pack", "freeport", "--since", "2023-01-01", "--on", "2024-01-01"),
    "evidence reports": ("evidence", "reports", "--pack", "freeport"),
    "evidence grade": ("evidence", "grade", "guild_2023", "--pack", "freeport"),
    "evidence export": ("evidence", "export", "guild_2023", "--pack", "freeport", "--out", "NEW/table.docx"),
    "evidence conflicts": ("evidence", "conflicts", "--pack", "freeport"),
    "ledger verify": ("ledger", "verify", str(ROOT / "docs/how-to/ledger-example.jsonl")),
}


def every_command(command=None, path=()):
    command = command or typer.main.get_command(commands.app)
    for name, each in getattr(command, "commands", {}).items():
        yield from every_command(each, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path)


@pytest.fixture
def call(small_year, tmp_path):
    """A call of a command with the folders put in."""

    def filled(arguments):
        (tmp_path / "new").mkdir(exist_ok=True)
        if "NEW/reviewed/statement.md" in arguments:  # signing changes the folder, which is everybody's
            shutil.copytree(small_year / "reviewed", tmp_path / "new" / "reviewed")
        return [each.replace("YEAR_OF", str(small_year)).replace("NEW", str(tmp_path / "new")) for each in arguments]

    return filled


def one_sentence(err):
    """Whether a command, whatever its progress, ended in one line that names a place, a fault and a remedy."""
    *before, last = err.splitlines()
    return re.fullmatch(r"firmground: \S+.*: .+ What to do: \S.+", last) is not None and "firmground: " not in "".join(before)


def test_there_is_a_call_for_every_command():
    assert {name.partition(" --")[0] for name in CALLS} == set(every_command())


def test_the_reference_documents_every_command():
    assert [name for name in every_command() if f"## firmground {name}\n" not in REFERENCE] == []


def test_the_reference_documents_every_option():
    found = []
    for name in every_command():
        section = REFERENCE.partition(f"## firmground {name}\n")[2].partition("\n## ")[0]
        command = typer.main.get_command(commands.app)
        for part in name.split():
            command = command.commands[part]
        options = [option for each in command.params for option in each.opts if option.startswith("--")]
        found += [f"{name} {option}" for option in options if option not in section and option != "--help"]
    assert found == []


def test_the_reference_documents_every_exit_code():
    table = REFERENCE.partition("## Exit codes")[2].partition("\n## ")[0]
    documented = {int(code) for code in re.findall(r"^\| (\d) \|", table, flags=re.MULTILINE)}
    assert documented == {value for name, value in vars(exits).items() if name.isupper()} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("name", CALLS)
def test_a_command_that_does_its_work_ends_with_nought_and_speaks_on_standard_output(command, call, name):
    done = command(*call(CALLS[name]))
    assert done.code == 0, done.err
    assert done.out.strip()
    assert "firmground: " not in done.err


@pytest.mark.parametrize("name", list(CALLS))
def test_json_is_all_that_a_command_prints_when_it_is_asked_for(command, call, name):
    done = command(*call(CALLS[name]), "--json")
    assert done.code == 0
    assert isinstance(done.json, dict)
    assert done.json


@pytest.mark.parametrize(
    "name", ["pack show", "yields", "engines", "figures", "instrument show", "statement verify", "ledger verify"]
)
def test_the_same_call_prints_the_same_json(command, call, name):
    assert command(*call(CALLS[name]), "--json").out == command(*call(CALLS[name]), "--json").out


@pytest.mark.parametrize("name", sorted(every_command()))
def test_help_says_in_a_sentence_what_a_command_does(command, name):
    done = command(*name.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"^\n +[A-Z][^.]+\.", done.out, flags=re.MULTILINE)


@pytest.mark.parametrize("group", [(), ("pack",), ("instrument",), ("statement",), ("ledger",)])
def test_a_command_without_its_subcommand_is_a_wrong_call(command, group):
    assert command(*group).code == 2


@pytest.mark.parametrize("name", sorted(every_command()))
def test_an_option_that_is_not_there_is_a_wrong_call(command, name):
    done = command(*name.split(), "--moon")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("demo-year", "--pack", "freeport", "--year", "1899", "--out", "NEW/x"),
        ("demo-year", "--pack", "freeport", "--year", "2022", "--seed", "-1", "--out", "NEW/x"),
        ("demo-year", *YEAR, "--persons", "many", "--out", "NEW/x"),
        ("instrument", "show", "quay_questions", "--pack", "freeport", "--on", "yesterday"),
        ("screen", *QUAY, "--answers", "a.json", "--table", "a.csv", "--out", "NEW/x"),
        ("screen", *QUAY, "--answers", "a.json", "--out", "NEW/x"),
        ("statement", "sign", "YEAR_OF/statement/statement.md"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_two_and_writes_nothing(command, call, tmp_path, arguments):
    done = command(*call(arguments))
    assert (done.code, done.out) == (2, "")
    assert list((tmp_path / "new").iterdir()) == []


WRONG_INPUT = [
    ("pack", "show", "atlantis"),
    ("yields", "--pack", "international"),
    ("yields", "--pack", "YEAR_OF"),
    ("screen", *QUAY, "--answers", "NEW"),
    ("screen", *QUAY, "--answers", "NEW/not_there.json"),
    ("screen", *QUAY, "--answers", "YEAR_OF/rows.csv"),
    ("screen", *QUAY, "--answers", "YEAR_OF/answers.json", "--on", "1990-01-01"),
    ("screen", *QUAY, "--table", "NEW/not_there.csv", "--out", "NEW/x.parquet"),
    ("instrument", "show", "moon", "--pack", "freeport"),
    ("instrument", "publish", "quay_questions", "--pack", "freeport", "--on", "1990-01-01", "--out", "NEW/x.json"),
    ("instrument", "paper", "quay_questions", "--pack", "freeport", "--language", "th", "--out", "NEW/x.pdf"),
    ("demo-year", "--pack", "international", "--year", "2022", "--out", "NEW/x"),
    ("demo-year", "--pack", "freeport", "--year", "2019", "--out", "NEW/x"),
    ("demo-year", *YEAR, "--persons", "0", "--out", "NEW/x"),
    ("demo-year", *YEAR, "--persons", "100000000", "--out", "NEW/x"),
    ("engines", "--pack", "freeport", "--extract", "NEW"),
    ("engines", "--pack", "international", "--extract", "YEAR_OF/extract"),
    ("figures", *YEAR, "--extract", "YEAR_OF/statement"),
    ("statement", "build", *YEAR, "--extract", "YEAR_OF/extract", "--language", "fr", "--out", "NEW/x"),
    ("statement", "build", "--pack", "freeport", "--year", "2001", "--extract", "YEAR_OF/extract", "--out", "NEW/x"),
    ("statement", "build", "--pack", "international", "--year", "2022", "--extract", "YEAR_OF/extract", "--out", "NEW/x"),
    ("statement", "verify", "YEAR_OF/answers.json", "--extract", "YEAR_OF/extract"),
    ("statement", "verify", "YEAR_OF/statement/statement.md", "--extract", "NEW"),
]


@pytest.mark.parametrize("arguments", WRONG_INPUT, ids=" ".join)
def test_a_wrong_input_ends_with_three_and_one_sentence_that_says_what_to_do(command, call, tmp_path, arguments):
    done = command(*call(arguments))
    assert (done.code, done.out) == (3, "")
    assert one_sentence(done.err), done.err
    assert list((tmp_path / "new").iterdir()) == []


WRONG_OUTPUT = [
    ("yields", "--pack", "freeport", "--chart", "NEW"),
    ("yields", "--pack", "freeport", "--chart", "YEAR_OF/rows.csv/chart.svg"),
    ("screen", *QUAY, "--table", "YEAR_OF/rows.csv", "--out", "NEW"),
    ("instrument", "publish", "quay_questions", "--pack", "freeport", "--out", "NEW"),
    ("instrument", "paper", "quay_questions", "--pack", "freeport", "--out", "YEAR_OF/rows.csv/form.pdf"),
    ("demo-year", *YEAR, "--persons", "5", "--out", "YEAR_OF"),
    ("demo-year", *YEAR, "--persons", "5", "--out", "YEAR_OF/rows.csv"),
    ("statement", "build", *YEAR, "--extract", "YEAR_OF/extract", "--out", "YEAR_OF"),
    ("statement", "build", *YEAR, "--extract", "YEAR_OF/extract", "--out", "YEAR_OF/rows.csv/statement"),
]


@pytest.mark.parametrize("arguments", WRONG_OUTPUT, ids=" ".join)
def test_a_result_that_cannot_be_written_ends_with_four_and_leaves_what_is_there(command, call, small_year, tmp_path, arguments):
    before = sorted(path.relative_to(small_year) for path in small_year.rglob("*"))
    done = command(*call(arguments))
    assert (done.code, done.out) == (4, "")
    assert one_sentence(done.err), done.err
    assert list((tmp_path / "new").iterdir()) == []
    assert sorted(path.relative_to(small_year) for path in small_year.rglob("*")) == before


@pytest.mark.parametrize("name", ["demo-year", "statement build"])
def test_the_folder_one_stands_in_is_used_or_refused_in_a_sentence(command, call, tmp_path, monkeypatch, name):
    arguments = call(CALLS[name])
    monkeypatch.chdir(tmp_path / "new")
    done = command(*arguments[:-1], ".")
    assert done.code == 0 or one_sentence(done.err)


@pytest.mark.parametrize("name", ["yields", "instrument publish"])
def test_a_disk_that_fills_up_leaves_no_half_of_a_file(command, call, tmp_path, monkeypatch, name):
    arguments = call(CALLS[name]) if name != "yields" else [*CALLS[name], "--chart", str(tmp_path / "new" / "chart.svg")]
    call(())

    def half(path, content, **options):
        with path.open("wb") as file:
            file.write(content.encode()[:50] if isinstance(content, str) else content[:50])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    monkeypatch.setattr(Path, "write_bytes", half)
    done = command(*arguments)
    monkeypatch.undo()
    assert done.code == 4
    assert list((tmp_path / "new").iterdir()) == []


def test_rows_that_were_rejected_end_with_one_and_the_good_ones_are_kept(command, call):
    arguments = ["YEAR_OF/spoilt.csv" if each == "YEAR_OF/rows.csv" else each for each in CALLS["screen --table"]]
    done = command(*call(arguments), "--json")
    assert (done.code, done.json["kept"], done.json["rejected"]) == (1, 1, 1)
    assert "What to do: correct the rows" in done.err


def test_a_pack_with_a_problem_ends_with_one_and_the_problem_has_a_remedy(command, tmp_path):

    folder = Path(shutil.copytree(shipped_folder() / "freeport", tmp_path / "freeport"))
    path = folder / "figures/counts.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('numerator = "persons_identified"', 'numerator = "moon"'))
    done = command("pack", "check", folder, "--json")
    assert done.code == 1
    assert done.json["freeport"][0]["check"] == "P001"
    assert done.json["freeport"][0]["remedy"]


def test_a_statement_that_does_not_hold_ends_with_one_and_says_so_in_json(command, small_year, tmp_path):
    folder = Path(shutil.copytree(small_year / "statement", tmp_path / "statement"))
    path = folder / "statement.json"
    path.write_text(path.read_text(encoding="utf-8").replace("asked 60 times", "asked 61 times", 1), encoding="utf-8")
    done = command("statement", "verify", path, "--extract", small_year / "extract", "--json")
    assert (done.code, done.json["holds"]) == (1, False)
    assert "sentence screened" in {each["where"] for each in done.json["mismatches"]}


def test_a_statement_is_checked_with_the_shipped_pack_whatever_lies_in_the_folder_one_stands_in(
    command, small_year, tmp_path, monkeypatch
):

    folder = Path(shutil.copytree(shipped_folder() / "freeport", tmp_path / "freeport"))
    path = folder / "text/en.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('screened = "In', 'screened = "It is false that in'))
    where = ("--extract", small_year / "extract")
    command("statement", "build", "--pack", folder, *where, "--year", 2022, "--out", tmp_path / "statement")
    monkeypatch.chdir(tmp_path)
    assert command("statement", "verify", "statement/statement.json", *where).code == 1


@pytest.mark.parametrize("name", ["demo-year", "screen --table", "figures", "statement verify"])
def test_a_program_that_reads_the_output_gets_json_and_no_progress(call, name):
    program = Path(sys.executable).parent / "firmground"
    done = subprocess.run([program, *call(CALLS[name]), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    assert "\x1b" not in done.stdout


def test_an_error_in_a_process_of_its_own_has_a_code_and_no_trace(call):
    program = Path(sys.executable).parent / "firmground"
    done = subprocess.run([program, "figures", *YEAR, "--extract", *call(["NEW"])], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert one_sentence(done.stderr), done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_that_is_not_utf_8_gets_a_result_or_a_sentence(encoding):
    program = Path(sys.executable).parent / "firmground"
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([program, "yields", "--pack", "freeport"], capture_output=True, env=environment, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, exits.WRONG_OUTPUT)
