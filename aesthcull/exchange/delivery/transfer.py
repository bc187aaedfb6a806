"""One file from here to there, so that nothing is overwritten and nothing is lost.

A copy is written beside its target under another name, flushed to the disk, read again from it and compared;
only then it gets its name. Linking it under that name refuses what came to be there meanwhile, and is all or
nothing; where a file system knows no links (cards and sticks), looking first and renaming has to do.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import itertools
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from aesthcull.job import Job
from aesthcull.photos.naming import fold

BLOCK = 2**20
TIME_STEP_NS = 2 * 10**9  # FAT's times are even seconds
# A volume without hard links, or a file that this user may not link.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
# A system that does not flush folders (Windows, many network disks), or does not let this user open them.
_NO_FLUSH = frozenset(
    {
        errno.EINVAL,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.ENOSYS,
        errno.EBADF,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
    }
)


class Changed(OSError):
    """A file that does not hold what it should."""


def copy_verified(source: Path, parts: Sequence[Path], job: Job, *, to_edit: bool = False) -> str:
    """Copy a file to new files with its times and permissions; returns the SHA-256 that all of them have.
    `to_edit`: their owner may write to them, whatever the source says; cards are often read-only.

    Advances the job by the bytes that were written. Raises OSError, naming the file, when one cannot be read
    or written, or does not hold afterwards what was read; Cancelled. The parts are then removed.
    """
    try:
        before = source.stat()
        digest = _copy(source, parts, job)
        after = source.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Changed(errno.EIO, "changed while it was copied", str(source))
        for part in parts:
            if content_digest(part, job.check) != digest:
                raise Changed(errno.EIO, "what was written differs from what was read", str(part))
            _keep_status(part, before, stat.S_IWUSR if to_edit else 0)
            _keep_attributes(source, part)
    except BaseException:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise
    return digest


def _copy(source: Path, parts: Sequence[Path], job: Job) -> str:
    """Copy and flush; the digest of what was read."""
    with contextlib.ExitStack() as stack:
        reading = stack.enter_context(source.open("rb", buffering=0))
        writing = []
        for part in parts:
            with naming(part):
                writing.append(stack.enter_context(part.open("xb", buffering=0)))
        digest = hashlib.sha256()
        for block in _digested(reading, source, digest):
            for part, file in zip(parts, writing, strict=True):
                with naming(part):
                    _write(file, block)
            job.advance(len(block) * len(parts))
        for part, file in zip(parts, writing, strict=True):
            with naming(part):
                os.fsync(file.fileno())
                _forget(file.fileno())
    return digest.hexdigest()


def content_digest(path: Path, check: Callable[[], None]) -> str:
    """The SHA-256 of a file as the disk holds it. Raises OSError, and what `check` raises."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        for _ in _digested(file, path, digest):
            check()
    return digest.hexdigest()


def _digested(file: io.FileIO, path: Path, digest: hashlib._Hash) -> Iterator[memoryview]:
    """The file's blocks, each good until the next but one is asked for. The digest, which takes as long as
    the reading, is reckoned beside it; it is whole when the blocks have ended."""
    buffers = [memoryview(bytearray(BLOCK)) for _ in range(2)]
    with ThreadPoolExecutor(1) as pool:
        reckoning: Future[None] | None = None
        for number in itertools.count():
            buffer = buffers[number % 2]
            count = _read(file, buffer, path)
            if reckoning is not None:
                reckoning.result()
            if not count:
                return
            reckoning = pool.submit(digest.update, buffer[:count])
            yield buffer[:count]


def place(part: Path, target: Path) -> None:
    """Give a finished file its name. Raises FileExistsError when the name is taken, OSError; the part stays
    then."""
    with naming(target):
        _rename(part, target)


def move_within(source: Path, target: Path) -> None:
    """Move a file within its volume. Raises FileExistsError when the target is taken, OSError with EXDEV when
    it lies on another volume, other OSErrors; the source stays then."""
    _rename(source, target)


def _rename(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileExistsError:
        if not is_same(source, target):
            raise  # else it was cut short here
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        source.rename(target)
        return
    try:
        source.unlink()
    except OSError:
        target.unlink()  # the source may not be removed: then it was not moved
        raise


def is_same(one: Path, other: Path) -> bool:
    """Whether two names are links to one file; False for a name that is not there, and for one name in other
    letters on a disk that does not heed case."""
    if fold(str(one)) == fold(str(other)):
        return False
    try:
        first, second = one.stat(), other.stat()
    except OSError:
        return False
    return os.path.samestat(first, second) and first.st_nlink > 1


def same_content(one: Path, other: Path, check: Callable[[], None]) -> bool:
    """Whether two files hold the same. Their size and time prove nothing: two cameras, or one in a burst,
    write RAWs of one size in one second. Raises OSError, and what `check` raises."""
    size = one.stat().st_size
    if size != other.stat().st_size:
        return False
    if size <= BLOCK:
        check()
        return one.read_bytes() == other.read_bytes()
    return content_digest(one, check) == content_digest(other, check)


def same_time(one: int, other: int) -> bool:
    """Whether two times in ns are the same on a file system that knows only even seconds."""
    return abs(one - other) <= TIME_STEP_NS


def flush_folders(folders: Iterable[Path]) -> None:
    """Write folders' entries to the disk, where the system can. Raises OSError, naming the folder, where the
    disk fails; a folder that is gone has nothing to be written."""
    for folder in folders:
        try:
            with naming(folder):
                _flush(folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in _NO_FLUSH:
                raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are not there; on the disk before anything is put into them.
    Raises OSError."""
    if folder.is_dir():
        return
    new = [above for above in (folder, *folder.parents) if not os.path.lexists(above)]
    folder.mkdir(parents=True, exist_ok=True)
    flush_folders({above.parent for above in new})


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors of the block name `path`."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error


def _read(file: io.FileIO, block: memoryview, path: Path) -> int:
    with naming(path):
        return file.readinto(block) or 0


def _write(file: io.FileIO, block: memoryview) -> None:
    while block:
        block = block[file.write(block) :]


def _forget(handle: int) -> None:
    """Drop what the system remembers of the file, so that the next read is from the disk."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _keep_attributes(source: Path, part: Path) -> None:
    """What desktops note beside a file's content, tags and comments, as far as the volume takes it."""
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(source):
                with contextlib.suppress(OSError):
                    os.setxattr(part, name, os.getxattr(source, name))


def _keep_status(part: Path, status: os.stat_result, more: int) -> None:
    """Times and permissions, and `more` of these; a card's file system has fewer of them."""
    with contextlib.suppress(OSError):
        part.chmod(stat.S_IMODE(status.st_mode) | more)
    with naming(part):
        os.utime(part, ns=(status.st_atime_ns, status.st_mtime_ns))
