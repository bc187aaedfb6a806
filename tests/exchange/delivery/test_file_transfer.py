"""One file from here to there."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aesthcull.exchange.delivery.transfer import BLOCK, content_digest, copy_verified, move_within, place
from aesthcull.job import Cancelled, Job


@pytest.fixture
def linked_out(tmp_path: Path) -> Iterator[Path]:
    """A file of which no further hard link can be made, as on cards and sticks there can be none at all."""
    most = os.pathconf(tmp_path, "PC_LINK_MAX")
    if most > 70_000:
        pytest.skip("files here may have too many links for a test")
    file, links = tmp_path / "IMG_1.JPG", tmp_path / "links"
    file.write_bytes(b"a picture")
    links.mkdir()
    try:
        for number in range(most):
            os.link(file, links / str(number))
    except OSError:
        pass
    yield file
    shutil.rmtree(links)


def test_a_file_is_moved_where_no_link_can_be_made(linked_out, tmp_path):
    target = tmp_path / "target.JPG"
    target.write_bytes(b"somebody else's")
    with pytest.raises(FileExistsError):
        move_within(linked_out, target)
    assert (linked_out.read_bytes(), target.read_bytes()) == (b"a picture", b"somebody else's")
    target.unlink()
    move_within(linked_out, target)
    assert target.read_bytes() == b"a picture" and not linked_out.exists()


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK - 1])
def test_a_copy_holds_what_the_file_holds_whatever_its_size(tmp_path, size):
    source, parts = tmp_path / "source", [tmp_path / "one", tmp_path / "two"]
    source.write_bytes(os.urandom(size))
    job = Job()
    job.stage("Copying", 2 * size, in_bytes=True)
    digest = copy_verified(source, parts, job)
    assert digest == hashlib.sha256(source.read_bytes()).hexdigest() == content_digest(source, job.check)
    assert all(part.read_bytes() == source.read_bytes() for part in parts)
    assert job.snapshot().done == 2 * size and job.snapshot().in_bytes


def test_a_name_that_is_taken_is_not_given_again(tmp_path):
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        place(part, target)
    assert target.read_bytes() == b"old" and part.exists()


def test_a_cancelled_copy_leaves_nothing(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(bytes(3 * BLOCK))
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        copy_verified(source, [tmp_path / "part"], job)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_an_error_names_the_file_that_could_not_be_written(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"picture")
    with pytest.raises(OSError, match="nowhere") as failed:
        copy_verified(source, [tmp_path / "nowhere" / "part"], Job())
    assert failed.value.filename == str(tmp_path / "nowhere" / "part")
