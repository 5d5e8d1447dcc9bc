"""What of the site's code is marked for translation, and what a person could read that is not."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

SITE = Path(__file__).parents[3] / "src/firmground_site"
APPS = sorted(path.parent.name for path in SITE.glob("*/apps.py"))
LANGUAGE = "zh_Hant"

# The functions that mark a text, and which of their arguments are texts.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = str | tuple[str, str]


def catalogue_of(app: str) -> Path:
    return SITE / app / "locale" / LANGUAGE / "LC_MESSAGES/django.po"


def translations_of(app: str) -> dict[Message, str | tuple[str, ...]]:
    """The messages of an app's catalogue with their translations; none when there is no catalogue."""
    path = catalogue_of(app)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {message.id: "" if message.fuzzy else message.string for message in catalogue if message.id}


def messages_of(app: str) -> dict[Message, str]:
    """Every message that an app's Python and templates mark, with the file where it stands."""
    found: dict[Message, str] = {}
    for path in sorted((SITE / app).rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "locale" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
        for _, message, _, _ in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            found.setdefault(message, str(path.relative_to(SITE)))
    return found


# --- templates --------------------------------------------------------------------------------------------------------

LETTERS = re.compile(r"[A-Za-z]{2,}")
SPOKEN = re.compile(r"""\b(?:aria-label|aria-description|alt|title|placeholder|data-i18n[\w.-]*)=["']([^"']*)["']""")
SILENT = re.compile(r"<(svg|code|kbd|pre|style|script)\b.*?</\1>", re.DOTALL)
QUOTED = re.compile(r"""(?<![\w(])(["'])((?:(?!\1).)*)\1""")
IN_A_FILTER = re.compile(r"""\|(?:default|default_if_none|yesno|add):["']([^"']*)["']""")
CARRIES_NO_WORDS = {
    "include",
    "extends",
    "load",
    "url",
    "static",
    "block",
    "endblock",
    "if",
    "elif",
    "for",
    "with",
    "cycle",
    "now",
}
TRANSLATES = {"translate", "trans", "blocktranslate", "blocktrans", "language"}
PROPER = re.compile(
    r"\b(?:Firmground|GOV\.UK|PDF|CSV|XLSX|ODS|DOCX|HTML|TXT|ltr|JSON|HTCDS|GLOTIP|SDG|UNODC|ILO|ID|Splink)\b|&[a-z]+;"
)


def unmarked_in_template(path: Path) -> list[str]:
    """What a template says outside of any mark: text, spoken attributes, and words given to a component's tag."""
    found, inside = [], False
    html = ""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type is TokenType.BLOCK else ""
        if name in {"blocktranslate", "blocktrans", "comment"}:
            inside = True
        elif name in {"endblocktranslate", "endblocktrans", "endcomment"}:
            inside = False
        elif token.token_type is TokenType.TEXT and not inside:
            html += token.contents
        elif token.token_type is TokenType.BLOCK and name not in TRANSLATES | CARRIES_NO_WORDS:
            found += [words for _, words in QUOTED.findall(token.contents) if is_said(words)]
            html += "\x00"
        else:
            if token.token_type is TokenType.VAR and not inside:
                found += [words for words in IN_A_FILTER.findall(token.contents) if is_read(words) and "/" not in words]
            html += "\x00"
    html = SILENT.sub("", html)
    found += [words for words in SPOKEN.findall(html) if is_read(words)]
    found += [words.strip() for words in re.split(r"<[^>]*>|\x00", html) if is_read(words)]
    return found


def is_said(words: str) -> bool:
    """Whether a quoted argument of a tag is something to read, and no name, format or address."""
    return (bool(re.search(r"[A-Z][a-z]+|[a-z]+ [a-z]+", words)) and " " in words.strip()) or bool(
        re.fullmatch(r"[A-Z][a-z-]+(?:\|[A-Z][a-z-]+)*", words)  # one word, or the heads of a table
    )


def is_read(words: str) -> bool:
    return bool(LETTERS.search(PROPER.sub("", words)))


# --- Python -----------------------------------------------------------------------------------------------------------

MARKS = frozenset(KEYWORDS)
NOT_FOR_PEOPLE = frozenset(
    {"ImproperlyConfigured", "TypeError", "ValueError", "KeyError", "CommandError", "AssertionError", "RuntimeError"}
    | {"TemplateSyntaxError", "NotPermitted", "NothingRecorded", "Undeclared", "UnknownKind", "CannotOpen"}
    | {"WrittenOutsideAction", "BadRequest"}
)
ASIDE = frozenset({"log", "models"})  # what is logged, and notes on columns for whoever reads the schema
LABELS = frozenset({"label", "help_text", "legend", "hint", "placeholder", "verbose_name"})
KEPT = "# stays in English"  # at the end of a line: what it says is kept in records, or goes to others
# What the demonstration loads is kept, and what refuses it is said at the command line.
NOT_SHOWN = re.compile(
    r"(^|/)(migrations|management)/|(^|/)(apps|triggers|gallery|guard|actions/loading|actions/invented_\w+|actions/recent_cases)\.py$"
)


def unmarked_in_python(path: Path) -> list[tuple[int, str]]:
    """Sentences and labels in a module that no mark stands around, with their lines; docstrings and developers' errors apart."""
    source = path.read_text(encoding="utf-8")
    tree, kept = ast.parse(source), {number for number, line in enumerate(source.splitlines(), 1) if KEPT in line}
    passed = {id(node) for each in ast.walk(tree) for node in _passed_over(each)}
    labels = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.keyword) and each.arg in LABELS}
    return [
        (node.lineno, words)
        for node in ast.walk(tree)
        if id(node) not in passed
        and kept.isdisjoint(range(getattr(node, "lineno", 0), (getattr(node, "end_lineno", 0) or 0) + 1))
        and (words := _words(node))
        and (is_sentence(words) or (id(node) in labels and is_read(words)))
    ]


def _words(node: ast.AST) -> str:
    """The words of a text, with … for what is filled in; nothing for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "…" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _passed_over(node: ast.AST) -> Iterator[ast.AST]:
    """What below a node is no text for people: docstrings, marked texts, developers' errors, logs, notes on columns."""
    yield from _documentation(node)
    if isinstance(node, ast.JoinedStr):
        yield from node.values  # they are judged together
    if isinstance(node, ast.Call) and (_name(node.func) in MARKS | NOT_FOR_PEOPLE | {"compile"} or _owner(node.func) in ASIDE):
        yield from ast.walk(node)
    if isinstance(node, ast.FunctionDef) and node.name == "__str__":
        yield from ast.walk(node)  # how a record is called in a log or a traceback; pages have words of their own
    if isinstance(node, ast.Assert) and node.msg is not None:
        yield from ast.walk(node.msg)


def _documentation(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first.value
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _owner(function: ast.expr) -> str:
    return getattr(function.value, "id", "") if isinstance(function, ast.Attribute) else ""


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


# People, systems and bodies keep their names.
NAMES = re.compile(r"\b(?:Officer|Inspector|Professor|Sister|Mrs|Mr|Ms|Dr) [A-Z][a-z]+|\bMac OS\b")


def is_sentence(words: str) -> bool:
    """Whether words look as if a person should read them: two words with a capital or a full stop, no SQL, path or pattern."""
    if re.search(r"^\s*(SELECT|CREATE|DROP|INSERT|UPDATE|DELETE|PRAGMA|BEGIN)\b|[{}<>\\/=]{2}|^[\w.:/-]+$", words):
        return False
    words = NAMES.sub("", words)
    return bool(re.match(r"[“…A-Z]", words)) and bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", words))


def translated_too_early(path: Path) -> list[tuple[int, str]]:
    """Texts that a module translates when it is loaded, into the language of that moment; there it needs ``gettext_lazy``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = (each for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names)
    at_once = {each.asname or each.name for each in imported if each.name in {"gettext", "ngettext", "pgettext", "npgettext"}}
    later = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for part in (node.body if isinstance(node.body, list) else [node.body])
        for inner in ast.walk(part)
    }
    return [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in at_once and id(node) not in later
    ]


def python_of(app: str) -> list[Path]:
    return [path for path in sorted((SITE / app).rglob("*.py")) if not NOT_SHOWN.search(str(path.relative_to(SITE)))]


# Components for developers to look at; and what is shown when nothing works, which says all of it in each language at once.
APART = {"gallery.html", "500.html"}


def templates_of(app: str) -> list[Path]:
    return [path for path in sorted((SITE / app / "templates").rglob("*.html")) if path.name not in APART]
