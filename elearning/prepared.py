"""Queries composed once and run many times.

For a query of one row the ORM takes ten times longer to compose it than a database to answer it.
What runs at every request or every answer is therefore written as an ordinary queryset or update
with `given("name")` where a value comes later, composed at its first run and kept.

    own = Prepared(lambda: Attempt.objects.filter(public_id=given("public_id"), user=given("user")))
    own.first(public_id=…, user=user.pk)
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, Expression, F, Field, Func, Model, QuerySet
from django.db.models import query as reading
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=Model)


class Given(Expression):
    """A value that comes with each run. In an update it is stored as its field stores it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.field_to_set: Field[Any, Any] | None = None

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def adapted(self, value: Any) -> Any:
        if self.field_to_set is not None:
            return self.field_to_set.get_db_prep_save(value, connection)
        if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
            return value.hex
        if isinstance(value, list) and connection.vendor != "postgresql":
            return json.dumps(value)
        if isinstance(value, datetime):
            return connection.ops.adapt_datetimefield_value(value)
        return value


def given(name: str) -> Any:
    return Given(name)


class _Among(Func):
    """A list is an array to PostgreSQL and JSON to SQLite."""

    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        sql, parameters = self.as_sql(compiler, connection, arg_joiner=" = ANY(", **extra)
        return f"{sql})", list(parameters)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        joiner = " IN (SELECT value FROM json_each("
        sql, parameters = self.as_sql(compiler, connection, arg_joiner=joiner, **extra)
        return f"{sql}))", list(parameters)


def among(column: str, name: str) -> Any:
    """For `filter`: whether the column holds one of the numbers of `name`, a list that comes with
    each run. Unlike `__in`, the same SQL for lists of any length."""
    return _Among(F(column), Given(name), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters, some of them still Given."""

    sql: str
    parameters: tuple[Any, ...]

    def values(self, named: Mapping[str, Any]) -> list[Any]:
        return [
            one.adapted(named[one.name]) if isinstance(one, Given) else one
            for one in self.parameters
        ]


class Prepared(Generic[M]):
    """A select of whole rows, with what `select_related` and `annotate` bring."""

    def __init__(self, compose: Callable[[], QuerySet[M]]) -> None:
        self._compose = compose
        self._plans: dict[str, _Plan[M]] = {}

    def all(self, **named: Any) -> list[M]:
        plan = self._plan()
        with connection.cursor() as cursor:
            cursor.execute(plan.statement.sql, plan.statement.values(named))
            return plan.made_of(cursor.fetchall())

    def first(self, **named: Any) -> M | None:
        """Of a query that has an order, a limit or but one row."""
        return next(iter(self.all(**named)), None)

    def _plan(self) -> "_Plan[M]":
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = _Plan(self._compose())
        return plan


class _Plan(Generic[M]):
    """How Django would read this query's rows (django.db.models.query.ModelIterable), kept."""

    def __init__(self, queryset: QuerySet[M]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        self.statement = Statement(sql, tuple(parameters))
        select, info = compiler.select or [], compiler.klass_info or {}
        self.converters = compiler.get_converters([column[0] for column in select])
        self.model: type[M] = info["model"]
        fields = info["select_fields"]
        self.columns = slice(fields[0], fields[-1] + 1)
        self.names = [select[position][0].target.attname for position in fields]
        self.annotations = compiler.annotation_col_map or {}
        populators_of: Any = reading.get_related_populators
        self.populators = populators_of(info, select, queryset.db)

    def made_of(self, rows: Iterable[Sequence[Any]]) -> list[M]:
        return [self._made(list(row)) for row in rows]

    def _made(self, row: list[Any]) -> M:
        for position, (convert, expression) in self.converters.items():
            for step in convert:
                row[position] = step(row[position], expression, connection)
        made = self.model.from_db(connection.alias, self.names, row[self.columns])
        for populator in self.populators:
            populator.populate(row, made)
        for name, position in self.annotations.items():
            setattr(made, name, row[position])
        return made


class PreparedUpdate(Generic[M]):
    """An update of the rows of a queryset, that tells how many it changed or gives them back."""

    def __init__(self, compose: Callable[[], tuple[QuerySet[M], dict[str, Any]]]) -> None:
        self._compose = compose
        self._plans: dict[str, tuple[Statement, _Plan[M], str]] = {}

    def run(self, **named: Any) -> int:
        statement, _, _ = self._plan()
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.values(named))
            return int(cursor.rowcount)

    def changed(self, **named: Any) -> list[M]:
        """The rows as they are now."""
        statement, plan, columns = self._plan()
        with connection.cursor() as cursor:
            cursor.execute(f"{statement.sql} RETURNING {columns}", statement.values(named))
            return plan.made_of(cursor.fetchall())

    def _plan(self) -> "tuple[Statement, _Plan[M], str]":
        plan = self._plans.get(connection.vendor)
        if plan is None:
            rows, values = self._compose()
            # A lock in a subquery lasts as long as this one statement: Django wants a transaction.
            with transaction.atomic():
                statement = _update(rows, values)
            every: QuerySet[M] = rows.model._base_manager.order_by()
            quoted = connection.ops.quote_name
            columns = ", ".join(quoted(str(f.column)) for f in rows.model._meta.concrete_fields)
            plan = self._plans[connection.vendor] = (statement, _Plan(every), columns)
        return plan


def _update(rows: QuerySet[Any], values: dict[str, Any]) -> Statement:
    query = cast("UpdateQuery", rows.query.chain(UpdateQuery))
    for name, value in values.items():
        if isinstance(value, Given):
            value.field_to_set = rows.model._meta.get_field(name)
    query.add_update_values(values)
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    return Statement(sql, tuple(parameters))


def insert(row: Model, *, unless_taken: bool = False, returning: str = "") -> bool:
    """Stores a new row in all its fields and sets its id. No signals are sent, so only for models
    that nobody listens to. False, storing nothing, when `unless_taken` and what is unique in it
    (a key, or what follows from one) is another row's already.

    A value may be an expression without parameters (Now()). `returning` is one more expression
    of SQL, for what it does.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field: field.pre_save(row, True) for field in fields}
    drawn = {f: value for f, value in values.items() if hasattr(value, "resolve_expression")}
    key = (
        connection.vendor,
        type(row),
        tuple(field.name for field in drawn),
        unless_taken,
        returning,
    )
    if key not in _inserts:
        _inserts[key] = _insert_sql(type(row), drawn, unless_taken, returning)
    given_values = [
        field.get_db_prep_save(value, connection)
        for field, value in values.items()
        if field not in drawn
    ]
    with connection.cursor() as cursor:
        cursor.execute(_inserts[key], given_values)
        stored = cursor.fetchone()
    if stored is None:
        return False
    row.pk = stored[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


_inserts: dict[tuple[Any, ...], str] = {}


def _insert_sql(
    model: type[Model], drawn: Mapping[Any, Any], unless_taken: bool, returning: str
) -> str:
    quoted, meta = connection.ops.quote_name, model._meta
    compiler = model._base_manager.all().query.get_compiler(connection=connection)
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(compiler.compile(drawn[f])[0] if f in drawn else "%s" for f in fields)
    # No target: what follows from a key (a mail's Message-ID) is unique too, and in a race may be
    # seen to be taken first.
    conflict = " ON CONFLICT DO NOTHING" if unless_taken else ""
    also = f", {returning}" if returning else ""
    return (
        f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({places}){conflict}"
        f" RETURNING {quoted(str(meta.pk.column))}{also}"
    )
