"""Opening the catalogue, at this program's schema, and its transactions.

SQLite runs in WAL mode, so that the GUI reads while a scan writes. Write transactions begin IMMEDIATE: one
that reads first and is then overtaken by another writer would fail at once, whatever the busy timeout.
"""

from __future__ import annotations

import contextlib
import copy
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

SCHEMA = "0005"  # the newest file in migrations/versions
KNOWN_SCHEMAS = ("0001", "0002", "0003", "0004", "0005")
BUSY_TIMEOUT_MS = 5000
HASTY_TIMEOUT_MS = 300
# A whole check of a large catalogue takes seconds; `aesthcull doctor` does that one.
CHECKED_AT_OPENING_BYTES = 64 * 2**20
_SQLITE_MAGIC = b"SQLite format 3\0"


class CatalogueError(Exception):
    """A catalogue that cannot be used; one line that names it and the reason."""


class Catalogue:
    """An opened catalogue. `notice` tells the user what happened at opening, if anything did."""

    def __init__(self, engine: sa.Engine, name: str, notice: str | None) -> None:
        self._engine = engine
        self.name = name
        self.notice = notice
        self._patience_ms = BUSY_TIMEOUT_MS
        # This program's own writers wait here, so that what SQLite waits for is another program.
        self._writing = threading.Lock()

    def hasty(self) -> Catalogue:
        """The same catalogue for a thread that must not stand still: what it writes while another program
        has locked the catalogue fails soon."""
        hasty = copy.copy(self)
        hasty._patience_ms = HASTY_TIMEOUT_MS
        return hasty

    def is_held(self, seconds: float) -> bool:
        """Whether another of this program's writers holds the catalogue that long."""
        if self._writing.acquire(timeout=seconds):
            self._writing.release()
            return False
        return True

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection for reading. Raises CatalogueError."""
        with _errors(self.name), self._connect(write=False) as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, *, durable: bool = False) -> Iterator[sa.Connection]:
        """A transaction: it survives the program's end when the block ends, and a power cut where it is
        `durable`, as does all that was written before; nothing of it stays when it raises. Raises
        CatalogueError."""
        with (
            _errors(self.name),
            self._writing,
            self._connect(write=True, durable=durable) as connection,
            connection.begin(),
        ):
            yield connection

    def check(self) -> list[str]:
        """What SQLite's integrity check finds wrong; empty when whole. Reads the entire catalogue."""
        with self.read() as connection:
            if connection.dialect.name != "sqlite":
                return []
            rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
            return [str(row) for row in rows if row != "ok"]

    def _connect(self, *, write: bool, durable: bool = False) -> sa.Connection:
        return self._engine.connect().execution_options(
            aesthcull_write=write, aesthcull_durable=durable, aesthcull_patience=self._patience_ms
        )

    def close(self) -> None:
        """Close every connection; SQLite then folds the write-ahead log into the file."""
        self._engine.dispose()


def open_catalogue(place: str) -> Catalogue:
    """Open (creating or migrating) the catalogue at a path or an SQLAlchemy URL.

    A damaged SQLite file is set aside under another name and a new one is begun; `notice` says so. Raises
    CatalogueError for a catalogue of a newer version, another program's file, or one that cannot be opened.
    """
    url, path = _url(place)
    notice = None
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CatalogueError(f"catalogue {place}: cannot be created: {error.strerror}") from error
        damage = _damage(path)
        if damage is not None:
            aside = _set_aside(path)
            notice = (
                f"catalogue {path} is damaged ({damage}). It was set aside as {aside.name}, untouched; "
                "a new catalogue was begun"
            )
    try:
        engine = sa.create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise CatalogueError(f"catalogue {place}: {str(error).splitlines()[0]}") from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin)
    catalogue = Catalogue(engine, place, notice)
    try:
        _bring_up_to_date(catalogue)
        # Not before: it is written into the file, which may have turned out to be another program's.
        if engine.dialect.name == "sqlite":
            with _errors(place), engine.connect() as connection:
                _outside_transaction(connection, "PRAGMA journal_mode=WAL")
    except BaseException:
        catalogue.close()
        raise
    return catalogue


def _url(place: str) -> tuple[sa.URL | str, Path | None]:
    if "://" not in place:
        path = Path(place).expanduser().absolute()
        return sa.URL.create("sqlite", database=str(path)), path
    if place.startswith("sqlite"):
        with contextlib.suppress(ArgumentError):
            database = sa.make_url(place).database
            if database and database != ":memory:":
                return place, Path(database).absolute()
    return place, None


def _damage(path: Path) -> str | None:
    """Why this SQLite file is damaged; None when it is whole, empty or not there. Raises CatalogueError."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            return None
        with path.open("rb") as file:
            if file.read(len(_SQLITE_MAGIC)) != _SQLITE_MAGIC:
                return "it is not an SQLite file"
    except OSError as error:
        raise CatalogueError(f"catalogue {path}: {error.strerror}") from error
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if path.stat().st_size <= CHECKED_AT_OPENING_BYTES:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            return None if found == "ok" else str(found)
    except sqlite3.OperationalError as error:
        # Locked, read-only or an I/O error: not damage, and never a reason to set it aside.
        raise CatalogueError(f"catalogue {path}: {_reason(str(error))}") from error
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
    return None


def _set_aside(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    try:
        for tail in ("", "-wal", "-shm"):
            part = path.with_name(path.name + tail)
            if part.exists():
                part.rename(aside.with_name(aside.name + tail))
    except OSError as error:
        raise CatalogueError(
            f"catalogue {path}: damaged, and cannot be set aside: {error.strerror}"
        ) from error
    return aside


def _bring_up_to_date(catalogue: Catalogue) -> None:
    with catalogue.read() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        found = None
        if "alembic_version" in tables:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        elif tables:
            raise CatalogueError(
                f"catalogue {catalogue.name}: the database belongs to another program "
                f"(it holds {', '.join(sorted(tables)[:3])}); nothing was changed"
            )
    if found == SCHEMA:
        return
    if found is not None and found not in KNOWN_SCHEMAS:
        raise CatalogueError(
            f"catalogue {catalogue.name}: made by a newer aesthcull (schema {found}, this one knows up to "
            f"{SCHEMA}); update aesthcull, or choose another catalogue with --catalogue"
        )
    with catalogue.write() as connection:
        _migrate(connection)


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # only when a migration is due: 0.2 s of imports
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA)


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin
    for pragma in ("foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _outside_transaction(connection: sa.Connection, statement: str) -> None:
    connection.exec_driver_sql("ROLLBACK")  # SQLAlchemy has begun one
    connection.exec_driver_sql(statement).close()
    connection.exec_driver_sql("BEGIN")  # for SQLAlchemy to end


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={options.get('aesthcull_patience', BUSY_TIMEOUT_MS)}")
    # NORMAL: a commit survives the death of the program; only a power cut may take the last ones back.
    durable = options.get("aesthcull_durable", False)
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("aesthcull_write", False) else "BEGIN")


@contextlib.contextmanager
def _errors(name: str) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise CatalogueError(f"catalogue {name}: {_reason(str(error.orig))}") from error
    except DatabaseError as error:
        if error.orig is not None and "malformed" in str(error.orig):
            raise CatalogueError(
                f"catalogue {name}: damaged ({error.orig}); run `aesthcull doctor`"
            ) from error
        raise


def _reason(told: str) -> str:
    """SQLite's or a server's word for what went wrong, in a user's words where we know them."""
    first = told.splitlines()[0]
    if "locked" in first:
        return "it is locked by another program; close that one and try again"
    if "readonly" in first:
        return "it or its folder is write-protected, and reading it takes a lock file beside it"
    return "the disk is full" if "full" in first else first
