"""Run by the migration tool: uses the connection that `core.store.migrate` opened."""

from alembic import context

from core.store.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=connection.dialect.name != "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
