from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from aesthcull.catalogue import decisions, queries, store
from aesthcull.catalogue.store import CatalogueError, open_catalogue
from aesthcull.catalogue.tables import metadata


def test_the_migrations_make_the_tables_that_the_code_describes(tmp_path: Path) -> None:
    open_catalogue(str(tmp_path / "c.sqlite")).close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'c.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_catalogue_is_opened_by_path_or_by_url(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "c.sqlite"
    first = open_catalogue(str(path))
    shoot = queries.open_shoot(first, tmp_path)
    first.close()
    second = open_catalogue(f"sqlite:///{path}")
    assert [s.path for s in queries.recent_shoots(second)] == [shoot.path]
    second.close()


def test_writing_uses_the_write_ahead_log(tmp_path: Path) -> None:
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    with catalogue.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    catalogue.close()


def test_a_newer_catalogue_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    open_catalogue(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match="newer aesthcull"):
        open_catalogue(str(path))
    assert path.read_bytes() == before


def make_old(path: Path, schema: str) -> None:
    """A catalogue as the version with this schema made it."""
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
    engine.dispose()


@pytest.mark.parametrize("schema", store.KNOWN_SCHEMAS)
def test_an_older_catalogue_is_brought_up_to_date_with_its_marks(tmp_path: Path, schema: str) -> None:
    path, folder = tmp_path / "c.sqlite", tmp_path / "shoot"
    make_old(path, schema)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO frame (path, folder, added_at, rating, flag) VALUES (?, ?, '2024-01-01', 4, 'pick')",
            (str(folder / "a.jpg"), str(folder)),
        )
        connection.execute("INSERT INTO frame_file VALUES (1, 1, 0, ?, 9, 9)", (str(folder / "a.jpg"),))
    connection.close()
    again = open_catalogue(str(path))
    (frame,) = queries.frames_of(again, queries.open_shoot(again, folder))
    assert (frame.rating, frame.flag, frame.title) == (4, "pick", None) and again.check() == []
    assert decisions.mark(again, [frame.id], {"title": "A bridge"}, "Title") is not None
    again.close()


@pytest.mark.parametrize("damage", ["not sqlite at all", "header only", "pages"])
def test_a_damaged_catalogue_is_set_aside_never_overwritten(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "c.sqlite"
    whole = open_catalogue(str(path))
    for number in range(200):
        queries.open_shoot(whole, tmp_path / f"shoot {number}")
    whole.close()
    data = bytearray(path.read_bytes())
    if damage == "not sqlite at all":
        data = bytearray(b"my precious notes" * 100)
    elif damage == "header only":
        data = data[:100]
    else:
        data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    fresh = open_catalogue(str(path))
    assert fresh.notice is not None and "set aside" in fresh.notice
    assert queries.recent_shoots(fresh) == []
    fresh.close()
    aside = [p for p in tmp_path.iterdir() if "damaged" in p.name and p.suffix == ".sqlite"]
    assert [p.read_bytes() for p in aside] == [bytes(data)]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "digikam4.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE Albums (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match="another program"):
        open_catalogue(str(path))
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_wrong_address_is_one_clear_line(tmp_path: Path) -> None:
    for place in ("nonsense://x/y", "sqlite:///" + str(tmp_path), str(tmp_path)):
        with pytest.raises(CatalogueError) as caught:
            open_catalogue(place)
        assert "\n" not in str(caught.value)


def test_a_locked_catalogue_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aesthcull.catalogue.store.BUSY_TIMEOUT_MS", 50)
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    other = sqlite3.connect(tmp_path / "c.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CatalogueError, match="locked by another program"):
        queries.open_shoot(catalogue, tmp_path)
    other.execute("ROLLBACK")
    other.close()
    assert queries.open_shoot(catalogue, tmp_path).path == tmp_path
    catalogue.close()
