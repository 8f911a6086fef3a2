"""What every table has in common: metadata of our own, names for constraints, checks instead of enums."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has the same name on every database, so that a migration can find it again."""

metadata = MetaData(naming_convention=NAMES)


class Base(SQLModel, registry=registry(metadata=metadata)):
    """The parent of our tables; apart from other SQLModel tables in the same process."""

    metadata: ClassVar[MetaData] = metadata


def one_of(column: str, *values: str) -> CheckConstraint:
    """The column holds one of these words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_known")


def check(name: str, condition: str) -> CheckConstraint:
    """A condition that every row meets."""
    return CheckConstraint(condition, name=name)
