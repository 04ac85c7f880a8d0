"""Files wherever fsspec reads them; those of object stores through obstore, where that is what is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from audionews.support.errors import UsageError
from audionews.support.extras import how_to_add

_OWN = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "abfss": "adlfs"}
"""The packages by which fsspec itself reads object stores."""


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system at an address, and the path in it.

    Raises:
        UsageError: there is none, or a library is missing.
    """
    scheme = address.partition("://")[0].lower()
    try:
        import fsspec

        if scheme in _OWN and find_spec(_OWN[scheme]) is None and find_spec("obstore"):
            from obstore.fsspec import register

            register(scheme)
        store, base = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise UsageError(f"{address} needs a library: {error}.", hint=how_to_add("cluster")) from error
    except ValueError as error:
        raise UsageError(f"{address} cannot be read: {error}.", hint="Sources may be whatever fsspec reads.") from error
    return store, base
