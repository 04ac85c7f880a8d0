"""Units of measure in Latin letters, alone (kg) or two with a stroke (mmol/L)."""

from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of

UNITS = tables.mapping("units")
ONE = any_of(list(UNITS))
"""Matches a unit of the table."""
TWO = rf"{ONE} ?/ ?{ONE}(?![A-Za-z0-9/])"
ONE_OR_TWO = rf"(?:{TWO}|{ONE}(?![A-Za-z0-9/]))"


def said(written: str, per: str) -> str:
    """Return what is said for a unit, or two with `per` between; what is no unit of the table as it is written."""
    joined = written.replace(" /", "/").replace("/ ", "/")
    if joined in UNITS:
        return UNITS[joined]
    many, stroke, one = joined.partition("/")
    return f"{UNITS[many]} {per} {UNITS[one]}" if stroke and {many, one} <= UNITS.keys() else written
