"""Writing files, which only this module does, for `staging` and `scratch` too: under its name, a file is complete.

A file is written under a hidden name beside its place, flushed to the disk, and renamed. At whatever moment a process
is killed, readers find the old or the new version; whoever writes a file again removes the temporary one of a writer
that died. Which files are ours is told by a seal in their names, and whether their writer lives by a lock that dies
with it: nothing else in a folder of the user's is touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import zlib
from time import sleep
from typing import TYPE_CHECKING, BinaryIO

from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

TEMPORARY = ".part"
_WRITTEN = re.compile(r"\.(.+)\.([0-9a-f]{4})([0-9a-f]{4})\.part", re.DOTALL)
"""Hidden names of files that are being written: name, dice, and the seal that tells that they are ours."""
PAUSE, _TRIES = 0.1, 20
"""Seconds between attempts to replace a file that another program on Windows has open, and how many there are."""
_MODE = 0o666  # less the user's umask, as `open` does; mkstemp's 0600 could not be read by a web server


@contextlib.contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn an OSError in the block into a StorageError, one sentence that names `path`.

    Raises:
        StorageError: in place of any OSError.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise StorageError(f"Cannot write {path}: {why}.", hint=_mend(error)) from error


def _mend(error: OSError) -> str | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "Make room on the disk and run the command again: finished sentences are kept."
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}:
        return "Something else stands where this is needed: choose another place."
    if error.errno in {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}:
        return "Its file system lacks what is needed, as locks: choose a folder on another one."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "Choose a folder that you may write to with --output."
    return None


@contextlib.contextmanager
def writing(path: Path, *, durable: bool = True, private: bool = False) -> Iterator[BinaryIO]:
    """Yield a file that replaces `path` when the block ends, or is removed if the block raises.

    `durable=False` leaves out the flush to the disk, for files that can be checked and made again. A `private` file is
    its owner's alone to read, where the system knows of that.

    Raises:
        StorageError: the disk is full or read-only, or there is no permission to write there.
    """
    with storing(path):
        if is_special(path, follow=False):
            raise OSError(errno.EEXIST, "a device or a pipe stands there")
        if is_folder(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        sweep(path.parent, _short(path.name))
        hidden, opened = _temporary(path)
        try:
            with opened as file:
                if private and sys.platform != "win32":
                    os.fchmod(file.fileno(), 0o600)
                yield file
                file.flush()
                if durable:
                    _sync(file.fileno())
                if sys.platform != "win32":  # where open files can be renamed, the lock is held until it is done
                    hidden.replace(path)
            if sys.platform == "win32":
                _replace(hidden, path)
            if durable:
                flush(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                hidden.unlink()
            raise


@contextlib.contextmanager
def growing(path: Path) -> Iterator[BinaryIO | None]:
    """Yield a hidden file beside `path` that `grown` finds as long as the block runs, and that is then gone.

    None where it cannot be made, or where no reader could tell that its writer is gone (Windows). Never raises itself.
    """
    hidden = None
    with contextlib.suppress(OSError, StorageError):
        if sys.platform != "win32":
            sweep(folder(path.parent), _short(path.name))
            hidden, file = _temporary(path)
    if hidden is None:
        yield None
        return
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):
            hidden.unlink()
        with contextlib.suppress(OSError):
            file.close()
        remove_empty(path.parent)


def grown(path: Path) -> BinaryIO | None:
    """Open what `growing(path)` is writing, the newest where several are; None where nobody writes it. Never raises."""
    with contextlib.suppress(OSError):
        names = [one for one in path.parent.iterdir() if is_temporary(one.name, _short(path.name))]
        for found in sorted(names, key=lambda one: one.stat().st_ctime_ns, reverse=True):
            file = found.open("rb")
            if is_growing(file):
                return file
            file.close()
    return None


def is_growing(file: BinaryIO) -> bool:
    """Tell whether the writer of a file that `grown` opened lives, and has not ended."""
    return bool(os.fstat(file.fileno()).st_nlink) and hold(file.fileno()) is False


def _replace(hidden: Path, path: Path) -> None:
    """Rename a finished file to its name; on Windows, wait a moment for whoever has the old one open."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        try:
            hidden.replace(path)
        except PermissionError:  # a player, an indexer, a virus scanner
            sleep(PAUSE)
        else:
            return
    hidden.replace(path)


def is_special(path: Path, *, follow: bool = True) -> bool:
    """Tell whether a device, a pipe, a socket or a link of the system's is at `path`, whose place no file must take.

    `/dev/stdout` is such a link: it leads to a file where standard output goes to one.
    """
    try:
        here = path.lstat().st_mode
        mode = path.stat().st_mode if follow else here
    except OSError:
        return False
    if stat.S_ISLNK(here) and f"{os.path.realpath(path.parent)}/".startswith(("/dev/", "/proc/")):
        return True
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))


def deliver(path: Path, data: bytes | str) -> None:
    """Write `data` to a file that the user names: into a device or pipe, in the place of any other file.

    Raises:
        StorageError: as `writing`.
    """
    if not is_special(path):
        write(path, data)
        return
    with storing(path), os.fdopen(os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0)), "wb") as device:
        device.write(data.encode("utf-8") if isinstance(data, str) else data)


def try_place(path: Path) -> None:
    """See whether `deliver` could write to `path`, before the work that is to come there.

    Raises:
        StorageError: as `writing`.
    """
    if not is_special(path):
        with contextlib.suppress(_TriedError), writing(path, durable=False):
            raise _TriedError


class _TriedError(Exception):
    """The place serves."""


def hidden_name(name: str) -> str:
    """Return a name for what becomes the file `name`: dice, and a seal that no stranger's file bears but by chance."""
    short, dice = _short(name), os.urandom(2).hex()
    return f".{short}.{dice}{_seal(short, dice)}{TEMPORARY}"


def _seal(name: str, dice: str) -> str:
    return f"{zlib.crc32(f'audionews {name} {dice}'.encode('utf-8', 'surrogateescape')) & 0xFFFF:04x}"


def _temporary(path: Path) -> tuple[Path, BinaryIO]:
    """Create a hidden file beside `path`, locked as long as it is open."""
    while True:
        hidden = path.with_name(hidden_name(path.name))
        try:
            file = _create(hidden)
        except FileExistsError:  # the same dice
            continue
        if hold(file.fileno()) is not False and os.fstat(file.fileno()).st_nlink:
            return hidden, file
        file.close()  # somebody swept it away in the moment before it was locked


def hold(descriptor: int) -> bool | None:
    """Lock an open file for as long as it is open; None where the system cannot lock, False where another has."""
    try:
        import fcntl
    except ImportError:  # Windows removes no file that is open
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove the temporary files in `folder` (for the file `name`) whose writers are dead. Never raises."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_temporary(entry.name, name) and entry.is_file(follow_symlinks=False):
                _remove_dead(folder / entry.name)


def is_temporary(found: str, name: str | None = None) -> bool:
    """Tell by its name a file that is being written, or that a killed run left (for the file `name`)."""
    written = _WRITTEN.fullmatch(found) if found.endswith(TEMPORARY) else None
    return written is not None and name in {None, written[1]} and _seal(written[1], written[2]) == written[3]


def _remove_dead(path: Path) -> bool:
    """Remove a temporary file unless its writer lives; tell whether it is gone. Never raises."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            path.unlink()
            return True
        descriptor = os.open(path, flags)
        try:
            if hold(descriptor):
                path.unlink()
                return True
        finally:
            os.close(descriptor)
    return not os.path.lexists(path)


def write(path: Path, data: bytes | str, *, private: bool = False) -> None:
    """Write the whole of `data` (text as UTF-8) to `path`, or nothing; `private` as in `writing`.

    Raises:
        StorageError: as `writing`.
    """
    with writing(path, private=private) as file:
        file.write(data.encode() if isinstance(data, str) else data)


def append(path: Path, line: str) -> None:
    """Add a line to a file that can be made again from something else: a crash may leave its end torn.

    Raises:
        StorageError: the disk is full or read-only, or there is no permission to write there.
    """
    with storing(path), path.open("ab") as file:
        file.write(line.encode() + b"\n")


def make_executable(path: Path) -> None:
    """Let whoever may read a file run it.

    Raises:
        StorageError: its rights cannot be changed.
    """
    with storing(path):
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o444) >> 2)


def link(source: Path, target: Path) -> None:
    """Give `target` the content of `source`, by a hard link where the system has them, else by a copy.

    Raises:
        StorageError: it could be neither linked nor copied.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        with source.open("rb") as content, writing(target) as file:
            shutil.copyfileobj(content, file)


def adopt(paths: Iterable[Path], place: Path) -> None:
    """Put files and folders of others into the folder `place` too, under their names, unless something is there.

    Files are linked where the system has links; symbolic links stay what they are.

    Raises:
        StorageError: they could be neither linked nor copied.
    """
    for path in paths:
        target = place / path.name
        with storing(target):
            if os.path.lexists(target):
                continue
            if is_folder(path):
                shutil.copytree(path, target, symlinks=True)
            elif path.is_symlink():
                target.symlink_to(path.readlink())
            elif path.is_file():
                link(path, target)


def folder(path: Path) -> Path:
    """Make the folder `path`, unless it exists; return it.

    Raises:
        StorageError: it cannot be made, or `path` is no folder.
    """
    with storing(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def remove(path: Path) -> None:
    """Remove a file or a whole folder, if it exists; of a symbolic link, only the link.

    Raises:
        StorageError: it could not be removed.
    """
    with storing(path), contextlib.suppress(FileNotFoundError):
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()


def remove_empty(path: Path) -> None:
    """Remove a folder if nothing is in it. Never raises."""
    with contextlib.suppress(OSError):
        path.rmdir()


def touch(path: Path, *, older_than: float) -> None:
    """Set the modification time of `path` to now, if it is before `older_than` (seconds of the epoch). Never raises."""
    with contextlib.suppress(OSError):
        if path.stat().st_mtime < older_than:
            os.utime(path)


@contextlib.contextmanager
def lock(root: Path, *, wait: float = 600.0, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the folder `root` while the block runs, one process at a time; `waiting` is called once if another holds it.

    Raises:
        StorageError: it was not free within `wait` seconds, or cannot be locked.
    """
    from filelock import FileLock, Timeout

    holder = FileLock(root / ".lock")
    with storing(root / ".lock"):
        try:
            holder.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                holder.acquire(timeout=wait)
            except Timeout as late:
                raise StorageError(
                    f"Another audionews has held {root} for {wait:.0f} s.",
                    hint="Wait for it, or stop it, and run the command again.",
                ) from late
    try:
        yield
    finally:
        holder.release()


def is_folder(path: Path) -> bool:
    """Tell whether a folder is at `path`, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def flush(path: Path) -> None:
    """Flush the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder that one may write to and not read
        return
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    """Flush an open file or folder, where its file system can: fsync(2) fails so on shares of a network and on FUSE."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise


def _create(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _MODE), "wb")


def _short(name: str) -> str:
    """Cut `name` so that our prefix and endings fit into the 255 bytes of a file name; bytes of no letter are left out.

    Such names are old ones in another encoding, which Python reads as surrogates.
    """
    return os.fsencode(name)[:200].decode(errors="ignore") or "file"
