"""The database's own refusals: ledger rows are never changed, and never deleted but for a content whose erasure is recorded.

Written for SQLite and PostgreSQL. They hold against anyone who writes to the database without the site.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

FIXED = ("audit_entry", "audit_erasure", "audit_seal")
CONTENT = "audit_content"
FORBIDDEN = "the ledger is never changed"
NOT_ERASED = "a content is deleted only after its erasure is recorded"
RESEALED_ONLY = "a content is never changed, only sealed anew"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _run(connection, {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as a migration back, or the emptying of a test's database, needs."""
    suffix = "" if connection.vendor == "sqlite" else " ON {table}"
    names = [(f"{table}_{verb}", table) for table in (*FIXED, CONTENT) for verb in ("update", "delete", "truncate")]
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}" + suffix.format(table=table) for name, table in names])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    def trigger(table: str, verb: str, message: str, when: str = "") -> str:
        condition = f" WHEN {when}" if when else ""
        return (
            f"CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )

    fixed = [trigger(table, verb, FORBIDDEN) for table in FIXED for verb in ("update", "delete")]
    erased = "NOT EXISTS (SELECT 1 FROM audit_erasure WHERE entry_id = OLD.entry_id)"
    changed = "NEW.entry_id IS NOT OLD.entry_id OR NEW.salt IS NOT OLD.salt"
    return [*fixed, trigger(CONTENT, "delete", NOT_ERASED, erased), trigger(CONTENT, "update", RESEALED_ONLY, changed)]


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

    erased = "NOT EXISTS (SELECT 1 FROM audit_erasure WHERE entry_id = OLD.entry_id)"
    changed = "NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.salt IS DISTINCT FROM OLD.salt"
    return [
        refusal("audit_fixed", "true", FORBIDDEN),
        refusal("audit_content_erased", erased, NOT_ERASED),
        refusal("audit_content_resealed", changed, RESEALED_ONLY),
        *(trigger(table, verb, "audit_fixed") for table in FIXED for verb in ("update", "delete", "truncate")),
        trigger(CONTENT, "truncate", "audit_fixed"),
        trigger(CONTENT, "delete", "audit_content_erased"),
        trigger(CONTENT, "update", "audit_content_resealed"),
    ]
