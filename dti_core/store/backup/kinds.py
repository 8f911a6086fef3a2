"""The few kinds of values that our tables hold, and how each is written as JSON."""

import base64
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, Boolean, Date, Float, LargeBinary, Text, types
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

Kind = Literal["text", "int", "bool", "time", "date", "real", "bytes"]

TYPES: Mapping[Kind, Callable[[], TypeEngine[Any]]] = {
    "text": Text,
    "int": BigInteger,
    "bool": Boolean,
    "time": UTCDateTime,
    "date": Date,
    "real": Float,
    "bytes": LargeBinary,
}
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (types.Boolean, "bool"),
    (types.Integer, "int"),
    (types.DateTime, "time"),
    (types.Date, "date"),
    (types.Numeric, "real"),
    (types.LargeBinary, "bytes"),
    (types.String, "text"),
)
_WRITE: Mapping[Kind, Callable[[Any], object]] = {
    "time": datetime.isoformat,
    "date": date.isoformat,
    "bytes": lambda value: base64.b64encode(value).decode(),
}
_READ: Mapping[Kind, Callable[[Any], object]] = {
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": base64.b64decode,
}


def kind_of(type_: TypeEngine[Any]) -> Kind:
    """The kind of a column as the database describes it. Raises TypeError for one that we never made."""
    for base, kind in _KINDS:
        if isinstance(type_, base):
            return kind
    raise TypeError(f"no column of ours has the type {type_!r}")


def write(kind: Kind, value: object) -> object:
    """A value fit for JSON."""
    return value if value is None or kind not in _WRITE else _WRITE[kind](value)


def read(kind: Kind, value: object) -> object:
    """The value again."""
    return value if value is None or kind not in _READ else _READ[kind](value)
