"""Alembic's entry: it always runs on a connection handed over by `schema.migrate`, inside its transaction."""

from alembic import context

from dti_core.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
