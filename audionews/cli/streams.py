"""Standard streams that can always be written: those that were closed, and terminals that cannot show Bengali."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from io import BytesIO, TextIOWrapper

from audionews.support.errors import UsageError

_PRINTERS = ("audionews.cli.", "rich.", "typer.")
_STATE = {"replaced": False}


def open_streams(*, json: tuple[bool, bool] = (False, False)) -> None:
    """Put an empty stream where whoever started us closed one (Python has None there), and let none refuse a letter.

    A code page without Bengali (cp1252, latin-1) shows a `?` in its place: the episode is worth more than the message.
    Where standard output, or standard error, is `json` for a machine, letters are escaped, so that nothing is lost.
    """
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    for name in closed:
        setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))
    if closed:
        _fill_descriptors()
    codecs.register_error("audionews.people", _shown)
    codecs.register_error("audionews.json", _escaped)
    for stream, machine in zip((sys.stdout, sys.stderr), json, strict=True):
        if not isinstance(stream, TextIOWrapper):
            continue
        refusing = {"strict", "backslashreplace", *(() if _has_bengali(stream.encoding) else ("surrogateescape",))}
        if stream.errors in refusing:
            stream.reconfigure(errors="audionews.json" if machine else "audionews.people")


def _has_bengali(encoding: str) -> bool:
    """Tell whether an encoding has our letters; Python lets the locale C escape bytes, and refuse letters."""
    try:
        "\N{BENGALI LETTER A}".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _fill_descriptors() -> None:
    """Leave no standard descriptor free: the next file to be opened would get it, and all that a library prints."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


def _shown(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    _STATE["replaced"] = True
    return "?" * (error.end - error.start), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write letters as JSON strings have them (RFC 8259, section 7)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


def hint() -> str | None:
    """Return what to do about letters that could not be shown; None where all could."""
    if not _STATE["replaced"]:
        return None
    how = "chcp 65001, or set PYTHONUTF8=1" if os.name == "nt" else "export PYTHONIOENCODING=utf-8"
    return f"Each ? stands for a letter that {sys.stdout.encoding} does not have. {how} shows them all."


def is_of_streams(error: OSError) -> bool:
    """Tell by where it was raised an error of writing what is printed: it carries no name of a file."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = trace.tb_frame.f_globals.get("__name__", "") if trace else ""
    return error.filename is None and where.startswith(_PRINTERS)


def close_streams() -> None:
    """Write out what is left in the streams; a full or broken one is told already."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # Python would try once more, and complain
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def piped_text() -> str:
    """Return the text on standard input.

    Raises:
        UsageError: as `piped`.
    """
    from audionews.sources.charsets import decode

    return decode(piped())


def piped() -> bytes:
    """Return what is on standard input.

    Raises:
        UsageError: it is longer than any text that is read.
    """
    from audionews.sources.charsets import MOST_BYTES

    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"Standard input holds more than {MOST_BYTES // 1_000_000} MB of text.")
    return data
