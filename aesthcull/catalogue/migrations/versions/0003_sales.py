"""Assets as agencies know them, their sales, and which frame each one shows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of sales."""
    op.create_table(
        "sales_report",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("agency", sa.String(length=50), nullable=False),
        sa.Column("form", sa.String(length=50), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
    )
    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("agency", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=100)),
        sa.Column("file_name", sa.String(length=300)),
        sa.Column("title", sa.Text()),
        sa.Column("uploaded_on", sa.Date()),
        sa.Column("state", sa.String(length=10), nullable=False, server_default="open"),
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id")),
        sa.Column("how", sa.String(length=20)),
        sa.Column("picture", sa.Text()),
    )
    op.create_index("ix_asset_number", "asset", ["agency", "number"])
    op.create_index("ix_asset_file_name", "asset", ["agency", "file_name"])
    op.create_index("ix_asset_frame_id", "asset", ["frame_id"])
    op.create_table(
        "asset_listing",
        sa.Column("asset_id", sa.Integer(), sa.ForeignKey("asset.id"), primary_key=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("sales_report.id"), primary_key=True),
        sa.Column("sales", sa.Integer()),
        sa.Column("earnings", sa.Float()),
        sa.Column("currency", sa.String(length=3)),
    )
    op.create_table(
        "asset_candidate",
        sa.Column("asset_id", sa.Integer(), sa.ForeignKey("asset.id"), primary_key=True),
        sa.Column("frame_id", sa.Integer(), sa.ForeignKey("frame.id"), primary_key=True),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("similarity", sa.Float()),
    )
    op.create_table(
        "sale",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asset_id", sa.Integer(), sa.ForeignKey("asset.id"), nullable=False),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("sales_report.id"), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("sold_at", sa.DateTime()),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("royalty", sa.Float()),
        sa.Column("currency", sa.String(length=3)),
        sa.Column("licence", sa.String(length=100)),
    )
    op.create_index("ix_sale_identity", "sale", ["asset_id", "identity"], unique=True)
    op.create_table(
        "sale_again",
        sa.Column("sale_id", sa.Integer(), sa.ForeignKey("sale.id"), primary_key=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("sales_report.id"), primary_key=True),
    )
    op.create_table(
        "column_mapping",
        sa.Column("header", sa.String(length=64), primary_key=True),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
    )
