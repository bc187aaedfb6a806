"""The catalogue: SQLAlchemy tables, migrations, queries, decisions with their history. No Qt."""
