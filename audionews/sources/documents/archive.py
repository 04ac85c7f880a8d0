"""Documents that are ZIP archives of XML: their parts, within limits, and without what hostile ones bring."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PART = 30_000_000  # bytes unpacked
_MOST_ALL = 100_000_000
_MOST_PARTS = 20_000
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


class Archive:
    """The parts of a ZIP archive."""

    def __init__(self, data: bytes) -> None:
        """Open an archive.

        Raises:
            SourceError: it is damaged.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise SourceError("It is damaged: its parts cannot be found.") from error
        if len(self.names) > _MOST_PARTS:
            raise SourceError("It has more parts than any document needs.")
        self._left = _MOST_ALL

    def read(self, name: str) -> bytes:
        """Return the part called `name`.

        Raises:
            SourceError: it is not there, too large, encrypted, or damaged.
        """
        most = min(_MOST_PART, self._left)
        try:
            with self._zip.open(name) as part:
                data = part.read(most + 1)
        except KeyError as error:
            raise SourceError(f"It is damaged: its part {name} is missing.") from error
        except RuntimeError as error:  # an encrypted part
            raise SourceError("It is protected by a password.") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise SourceError(f"It is damaged: its part {name} cannot be unpacked.") from error
        if len(data) > most:
            raise SourceError("It is far larger unpacked than any document needs.")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> _Element:
        """Return the tree of a part.

        Raises:
            SourceError: as `read`, or it is no XML, or declares entities.
        """
        import lxml.etree

        data = self.read(name)
        if _ENTITIES.search(data) or _ENTITIES.search(data.replace(b"\0", b"")):
            raise SourceError("It declares entities, which is not read.")
        parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
        try:
            root = lxml.etree.fromstring(data, parser)
        except (lxml.etree.LxmlError, ValueError) as error:
            raise SourceError(f"It is damaged: its part {name} cannot be read.") from error
        if root is None:
            raise SourceError(f"It is damaged: its part {name} is empty.")
        return root
