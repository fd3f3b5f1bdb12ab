"""Run by Alembic: goes through the revisions on the connection that it was handed, within its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
