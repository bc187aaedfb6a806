"""The tables. Frames are named by their absolute path, so that a frame keeps its decisions whether its own
folder or a folder above it is opened; a shoot's frames are those whose folder lies below the shoot's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    text,
)

_ESCAPE_BASE = 0x10F800  # private use: stands for the bytes of file names that are not valid UTF-8


class PathText(TypeDecorator[Path]):
    """An absolute path. Undecodable bytes (Python's lone surrogates) are kept as private-use characters."""

    # Byte order, so that "below this folder" is a range of the index on every database.
    impl = Text().with_variant(Text(collation="C"), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else encode_path(str(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Path | None:
        del dialect
        return None if value is None else Path(decode_path(value))


def encode_path(text: str) -> str:
    """Replace lone surrogates, which no database stores."""
    if text.isascii():
        return text
    return "".join(chr(ord(c) - 0xDC00 + _ESCAPE_BASE) if "\udc80" <= c <= "\udcff" else c for c in text)


def decode_path(text: str) -> str:
    """The inverse of `encode_path`."""
    if text.isascii():
        return text
    low, high = chr(_ESCAPE_BASE + 0x80), chr(_ESCAPE_BASE + 0xFF)
    return "".join(chr(ord(c) - _ESCAPE_BASE + 0xDC00) if low <= c <= high else c for c in text)


metadata = MetaData()
_SHIFTED = text("clock_shift != 0")

shoot = Table(
    "shoot",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", PathText, nullable=False, unique=True),
    Column("opened_at", DateTime, nullable=False),
    Column("scanned_at", DateTime),
)

frame = Table(
    "frame",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", PathText, nullable=False, unique=True),
    Column("folder", PathText, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("missing", Boolean, nullable=False, server_default=false()),
    Column("problem", Text),  # why it could not be read; NULL: nothing wrong
    Column("pair", String(20)),  # records.Pair of its RAW and its picture; NULL: not compared
    Column("width", Integer),
    Column("height", Integer),
    Column("captured_at", DateTime),  # the camera's clock, put right
    Column("utc_offset", Integer),  # minutes
    Column("camera", String(250)),
    Column("lens", String(250)),
    Column("exposure_time", Float),  # seconds
    Column("f_number", Float),
    Column("iso", Integer),
    Column("exposure_bias", Float),  # EV
    Column("focal_length", Float),  # mm
    Column("flag", String(10)),  # pick, reject or NULL
    Column("rating", Integer, nullable=False, server_default="0"),
    Column("label", String(10)),
    Column("title", Text),
    Column("description", Text),
    Column("categories", Text),  # JSON: names by agency
    Column("keyword_order", Text),  # JSON: as the user sends them to agencies
    # Seconds by which the camera's clock was put right: `captured_at` has them already.
    Column("clock_shift", Integer, nullable=False, server_default="0"),
    Index("ix_frame_folder", "folder"),
    Index("ix_frame_shifted", "folder", sqlite_where=_SHIFTED, postgresql_where=_SHIFTED),
)

frame_file = Table(
    "frame_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("frame_id", ForeignKey("frame.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # 0 is the file that is shown
    Column("path", PathText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
)

model = Table(
    "model",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("version", String(50), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", DateTime, nullable=False),
    Index("ix_model_identity", "name", "version", "sha256", unique=True),
)

embedding = Table(
    "embedding",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("model_id", ForeignKey("model.id"), nullable=False),
    Column("vector", LargeBinary, nullable=False),  # little-endian float16
    Column("signature", LargeBinary),  # the small luminance patch that grouping aligns
)

score = Table(
    "score",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("name", String(50), primary_key=True),
    Column("model_id", ForeignKey("model.id"), nullable=False),
    Column("value", Float, nullable=False),
    Column("spread", Float),
)

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shoot_id", ForeignKey("shoot.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("suggested_id", ForeignKey("frame.id")),
    Column("reasons", Text, nullable=False),  # a JSON list of phrases
)

series_member = Table(
    "series_member",
    metadata,
    Column("shoot_id", ForeignKey("shoot.id"), primary_key=True),
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("series_id", ForeignKey("series.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

# What grouping found; `series` is what stands once the photographer's edits are laid over it.
found_series = Table(
    "found_series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shoot_id", ForeignKey("shoot.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("suggested_id", ForeignKey("frame.id")),
    Column("reasons", Text, nullable=False),  # a JSON list of phrases
)

found_member = Table(
    "found_member",
    metadata,
    Column("shoot_id", ForeignKey("shoot.id"), primary_key=True),
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("found_id", ForeignKey("found_series.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

# A place that the photographer gave frames: a series by hand, or "alone".
hand_series = Table(
    "hand_series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
)

# The photographer's word on a frame's series; it holds in every shoot that the frame is in.
series_edit = Table(
    "series_edit",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("hand_id", ForeignKey("hand_series.id"), index=True),  # NULL: where grouping puts it
    Column("chosen", Boolean, nullable=False),  # as the suggested frame of its series
)

keyword = Table(
    "keyword",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("source", String(150), primary_key=True),  # "person", "dismissed" or the model's name@version
    Column("confidence", Float),
)

# Which model version tagged a frame: a frame without keywords may still have been judged.
tagging = Table(
    "tagging",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("model_id", ForeignKey("model.id"), nullable=False),
)

# A step is what one undo takes back: one key press, or one command over many frames.
step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("name", String(200), nullable=False),
    Column(
        "state", String(10), nullable=False
    ),  # done, undone, dropped (undone, then something else was done)
    Index("ix_step_state", "state"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", ForeignKey("step.id"), nullable=False, index=True),
    Column("frame_id", ForeignKey("frame.id"), nullable=False, index=True),
    Column("field", String(20), nullable=False),  # as `decisions.Field`, and "series"
    Column("before", Text),
    Column("after", Text),
)

# What other programs' files said of a frame when both sides last agreed: what either side then changed is
# what differs from it.
sidecar = Table(
    "sidecar",
    metadata,
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("path", PathText, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("agreed", Text, nullable=False),  # JSON
    Column("agreed_at", DateTime, nullable=False),
    Column("asks", Boolean, nullable=False, server_default=false()),  # both sides changed: the user's to say
)

# Frames' files brought elsewhere. Each file's intent is written before it is touched, so that a delivery that
# was cut short can be gone on with, or taken back.
delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("kind", String(10), nullable=False),  # copy, move, hardlink, ingest, trash
    Column("destination", PathText, nullable=False),
    Column("settings", Text, nullable=False),  # JSON
    Column("state", String(10), nullable=False),  # open, done, undoing, undone
)

delivery_file = Table(
    "delivery_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("delivery_id", ForeignKey("delivery.id"), nullable=False, index=True),
    Column("frame_id", ForeignKey("frame.id"), index=True),  # NULL: a card's file, not yet catalogued
    Column("together", Integer, nullable=False),  # files of one frame have the same number
    Column("source", PathText, nullable=False),
    Column("target", PathText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("sha256", String(64)),
    # planned, copied (verified beside its target), done, present (was there already), failed, back (copied
    # back beside its source), undone
    Column("state", String(10), nullable=False),
    Column("problem", Text),
)

# What agencies report. An asset without sales is on sale all the same: that is knowledge, too.

sales_report = Table(
    "sales_report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("imported_at", DateTime, nullable=False),
    Column("path", PathText, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("told_on", Date, nullable=False),  # the file's own date: its lifetime totals are of that day
    Column("agency", String(50), nullable=False),
    Column("form", String(50), nullable=False),  # which reader read it
    Column("mapping", Text, nullable=False),  # JSON: how its columns were understood
    Column("rows", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

asset = Table(
    "asset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", String(50), nullable=False),
    Column("number", String(100)),  # the agency's own id; it or the file name is known
    Column("file_name", String(300)),  # as uploaded
    Column("title", Text),
    Column("uploaded_on", Date),
    Column("state", String(10), nullable=False, server_default="open"),  # records.AssetState
    Column("frame_id", ForeignKey("frame.id")),
    Column("how", String(20)),  # what the match rests on: records.MatchedBy
    Column("picture", PathText),  # the uploaded file, once the user has shown it
    Index("ix_asset_number", "agency", "number"),
    Index("ix_asset_file_name", "agency", "file_name"),
    Index("ix_asset_frame_id", "frame_id"),
)

# What a report says of an asset as a whole: that it is on sale and, where the agency tells lifetime totals,
# those (else NULL). Single sales stand in `sale`.
asset_listing = Table(
    "asset_listing",
    metadata,
    Column("asset_id", ForeignKey("asset.id"), primary_key=True),
    Column("report_id", ForeignKey("sales_report.id"), primary_key=True),
    Column("sales", Integer),
    Column("earnings", Float),
    Column("currency", String(3)),
)

asset_candidate = Table(
    "asset_candidate",
    metadata,
    Column("asset_id", ForeignKey("asset.id"), primary_key=True),
    Column("frame_id", ForeignKey("frame.id"), primary_key=True),
    Column("how", String(20), nullable=False),
    Column("similarity", Float),  # of the pictures, −1…1
)

sale = Table(
    "sale",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", ForeignKey("asset.id"), nullable=False),
    Column("report_id", ForeignKey("sales_report.id"), nullable=False),
    # Of time, licence, amount, count and place among equals: the same in every report that tells of it.
    Column("identity", LargeBinary, nullable=False),
    Column("sold_at", DateTime),
    Column("count", Integer, nullable=False),  # −1: a refund
    Column("royalty", Float),
    Column("currency", String(3)),
    Column("licence", String(100)),
    Index("ix_sale_identity", "asset_id", "identity", unique=True),
)

# A sale that a later report tells again; it stays when the first report is removed.
sale_again = Table(
    "sale_again",
    metadata,
    Column("sale_id", ForeignKey("sale.id"), primary_key=True),
    Column("report_id", ForeignKey("sales_report.id"), primary_key=True),
)

column_mapping = Table(
    "column_mapping",
    metadata,
    Column("header", String(64), primary_key=True),  # SHA-256 of the file's header row
    Column("mapping", Text, nullable=False),  # JSON
    Column("used_at", DateTime, nullable=False),
)
