"""`--debug`: tracebacks, and what the pipeline decides and sends, told on standard error."""

from __future__ import annotations

import sys

_STATE = {"on": False}


def enabled() -> bool:
    """Tell whether this run was asked to explain itself."""
    return _STATE["on"]


def enable(wanted: bool) -> bool:
    """Have every logger of the package write to standard error, where that is `wanted`."""
    if wanted and not enabled():
        import logging

        _STATE["on"] = True
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(relativeCreated)6.0f ms  %(name)s: %(message)s"))
        logger = logging.getLogger("audionews")
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    return wanted
