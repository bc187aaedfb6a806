"""Titles, sidecars, deliveries and clocks that were put right."""

import sqlalchemy as sa
from alembic import op

from aesthcull.catalogue.tables import PathText

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add their columns and tables, and an index for finding the step to undo."""
    op.add_column("frame", sa.Column("title", sa.Text()))
    op.add_column("frame", sa.Column("pair", sa.String(length=20)))
    op.add_column("frame", sa.Column("description", sa.Text()))
    op.add_column("frame", sa.Column("categories", sa.Text()))
    op.add_column("frame", sa.Column("keyword_order", sa.Text()))
    op.add_column("frame", sa.Column("clock_shift", sa.Integer(), server_default="0", nullable=False))
    shifted = sa.text("clock_shift != 0")
    op.create_index("ix_frame_shifted", "frame", ["folder"], sqlite_where=shifted, postgresql_where=shifted)
    op.create_index("ix_step_state", "step", ["state"])
    op.create_table(
        "sidecar",
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id"), primary_key=True),
        sa.Column("path", PathText(), primary_key=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=False),
        sa.Column("asks", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("destination", PathText(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
    )
    op.create_table(
        "delivery_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("delivery_id", sa.Integer(), sa.ForeignKey("delivery.id"), nullable=False),
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id")),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("source", PathText(), nullable=False),
        sa.Column("target", PathText(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64)),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.Text()),
    )
    op.create_index("ix_delivery_file_delivery_id", "delivery_file", ["delivery_id"])
    op.create_index("ix_delivery_file_frame_id", "delivery_file", ["frame_id"])
