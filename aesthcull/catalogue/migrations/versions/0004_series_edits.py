"""Edits of series by hand, apart from what grouping found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables of edits; the series so far are what grouping found."""
    op.create_table(
        "found_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("shoot_id", sa.Integer(), sa.ForeignKey("shoot.id"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("suggested_id", sa.Integer(), sa.ForeignKey("frame.id")),
        sa.Column("reasons", sa.Text(), nullable=False),
    )
    op.create_index("ix_found_series_shoot_id", "found_series", ["shoot_id"])
    op.create_table(
        "found_member",
        sa.Column("shoot_id", sa.Integer(), sa.ForeignKey("shoot.id"), primary_key=True),
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id"), primary_key=True),
        sa.Column("found_id", sa.Integer(), sa.ForeignKey("found_series.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_found_member_found_id", "found_member", ["found_id"])
    op.create_table(
        "hand_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
    )
    op.create_table(
        "series_edit",
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id"), primary_key=True),
        sa.Column("hand_id", sa.Integer(), sa.ForeignKey("hand_series.id")),
        sa.Column("chosen", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_series_edit_hand_id", "series_edit", ["hand_id"])
    op.execute(
        "INSERT INTO found_series (id, shoot_id, kind, suggested_id, reasons) "
        "SELECT id, shoot_id, kind, suggested_id, reasons FROM series"
    )
    op.execute(
        "INSERT INTO found_member (shoot_id, frame_id, found_id, position) "
        "SELECT shoot_id, frame_id, series_id, position FROM series_member"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('found_series', 'id'), (SELECT max(id) FROM found_series))"
        )
