"""The database's own refusal to change what was published: no update, no deletion, no replacement of a publication."""

from django.db.backends.base.base import BaseDatabaseWrapper

from firmground_site.audit.triggers import run

TABLE = "figures_publication"
VERBS = ("insert", "update", "delete", "truncate")
FORBIDDEN = "what was published is never changed"
# INSERT OR REPLACE deletes what stands in its way without asking the triggers for DELETE.
SAME = (
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR draft_id = NEW.draft_id OR revises_id = NEW.revises_id"
    " OR (year = NEW.year AND language = NEW.language AND number = NEW.number))"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, instead of those of an earlier version."""
    remove(connection)
    run(connection, {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as a migration back, or the emptying of a test's database, needs."""
    suffix = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    run(connection, [f"DROP TRIGGER IF EXISTS {TABLE}_{verb}{suffix}" for verb in VERBS])


def _sqlite() -> list[str]:
    raised = f"BEGIN SELECT RAISE(ABORT, '{FORBIDDEN}'); END"
    conditions = {"update": "", "delete": "", "insert": f" WHEN {SAME}"}
    return [
        f"CREATE TRIGGER {TABLE}_{verb} BEFORE {verb.upper()} ON {TABLE} FOR EACH ROW{when} {raised}"
        for verb, when in conditions.items()
    ]


def _postgresql() -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {TABLE}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{FORBIDDEN}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    each = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
    return [
        function,
        *(
            f"CREATE TRIGGER {TABLE}_{verb} BEFORE {verb.upper()} ON {TABLE} FOR EACH {of} EXECUTE FUNCTION {TABLE}_fixed()"
            for verb, of in each.items()
        ),
    ]
