"""What a database is made of, as its own catalogue tells it, so that two can be compared."""

import re
from typing import Any

from django.db import connection

NOISE = re.compile(r"::[a-z ]+(\[\])?|[()]")
ON_POSTGRES = {
    "column": """
        SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision,
          numeric_scale, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "index": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraint": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "sequence": "SELECT sequencename, data_type::text FROM pg_sequences",
    "trigger": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    "extension": "SELECT extname FROM pg_extension",
}
ON_SQLITE = {
    "column": """
        SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
        FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'""",
    "foreign key": """
        SELECT m.name, f."from", f."table", f."to", f.on_delete
        FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'""",
    "statement": "SELECT type, name, tbl_name, sql FROM sqlite_master",
}


def schema() -> set[tuple[Any, ...]]:
    """Of Django's current connection: ("column", table, name, type, …), ("index", …), …"""
    asked = ON_POSTGRES if connection.vendor == "postgresql" else ON_SQLITE
    found: set[tuple[Any, ...]] = set()
    with connection.cursor() as cursor:
        for kind, statement in asked.items():
            cursor.execute(statement)
            found |= {(kind, *map(_squeezed, row)) for row in cursor.fetchall()}
    return found


def _squeezed(value: Any) -> Any:
    """PostgreSQL writes an expression with other casts and brackets once it was dumped."""
    if not isinstance(value, str):
        return value
    return " ".join(NOISE.sub("", value).split())
