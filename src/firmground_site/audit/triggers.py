"""The database's own refusals: ledger rows are never changed, replaced or deleted, but for a content whose erasure is recorded.

Written for SQLite and PostgreSQL. They hold against anyone who writes to the database without the site; whoever may take
triggers away is found out by the chain and the seals.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from firmground_site.audit.guard import writing

FIXED = ("audit_entry", "audit_erasure", "audit_seal")
CONTENT, STREAM = "audit_content", "audit_stream"
TABLES = (*FIXED, CONTENT, STREAM)
VERBS = ("insert", "update", "delete", "truncate")
FORBIDDEN = "the ledger is never changed"
NOT_ERASED = "a content is deleted only after its erasure is recorded"
RESEALED_ONLY = "a content is never changed, only sealed anew"
FORWARD_ONLY = "a stream only goes on"

ERASED = "EXISTS (SELECT 1 FROM audit_erasure WHERE entry_id = OLD.entry_id)"
BACKWARD = "NEW.name <> OLD.name OR NEW.number < OLD.number OR (NEW.number = OLD.number AND NEW.digest <> OLD.digest)"
# INSERT OR REPLACE deletes what stands in its way without asking the triggers for DELETE.
SAME = {
    "audit_entry": "id = NEW.id OR (stream_id = NEW.stream_id AND number = NEW.number)",
    "audit_erasure": "entry_id = NEW.entry_id",
    "audit_seal": "id = NEW.id",
    CONTENT: "entry_id = NEW.entry_id",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, instead of those of an earlier version."""
    remove(connection)
    run(connection, {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as a migration back, or the emptying of a test's database, needs."""
    suffix = "" if connection.vendor == "sqlite" else " ON {table}"
    names = [(f"{table}_{verb}", table) for table in TABLES for verb in VERBS]
    run(connection, [f"DROP TRIGGER IF EXISTS {name}" + suffix.format(table=table) for name, table in names])


def run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    """Run statements that put triggers in place, or take them away; also those of another app."""
    with writing("triggers", using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    def trigger(table: str, verb: str, message: str, when: str = "") -> str:
        condition = f" WHEN {when}" if when else ""
        return (
            f"CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )

    return [
        *(trigger(table, verb, FORBIDDEN) for table in FIXED for verb in ("update", "delete")),
        *(trigger(table, "insert", FORBIDDEN, f"EXISTS (SELECT 1 FROM {table} WHERE {same})") for table, same in SAME.items()),
        trigger(CONTENT, "delete", NOT_ERASED, f"NOT {ERASED}"),
        trigger(CONTENT, "update", RESEALED_ONLY, "NEW.entry_id IS NOT OLD.entry_id OR NEW.salt IS NOT OLD.salt"),
        trigger(STREAM, "delete", FORBIDDEN),
        trigger(STREAM, "insert", FORBIDDEN, f"EXISTS (SELECT 1 FROM {STREAM} WHERE name = NEW.name AND number > 0)"),
        trigger(STREAM, "update", FORWARD_ONLY, BACKWARD),
    ]


def _postgresql() -> list[str]:
    def refusal(name: str, condition: str, message: str) -> str:
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN COALESCE(NEW, OLD); END $$"
        )

    def trigger(table: str, verb: str, function: str) -> str:
        each = "STATEMENT" if verb == "truncate" else "ROW"
        return f"CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"

    changed = "NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.salt IS DISTINCT FROM OLD.salt"
    return [
        refusal("audit_fixed", "true", FORBIDDEN),
        refusal("audit_content_erased", f"NOT {ERASED}", NOT_ERASED),
        refusal("audit_content_resealed", changed, RESEALED_ONLY),
        refusal("audit_stream_forward", BACKWARD, FORWARD_ONLY),
        *(trigger(table, verb, "audit_fixed") for table in FIXED for verb in ("update", "delete", "truncate")),
        *(trigger(table, "truncate", "audit_fixed") for table in (CONTENT, STREAM)),
        trigger(CONTENT, "delete", "audit_content_erased"),
        trigger(CONTENT, "update", "audit_content_resealed"),
        trigger(STREAM, "delete", "audit_fixed"),
        trigger(STREAM, "update", "audit_stream_forward"),
    ]
