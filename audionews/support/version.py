"""The version of the package, where every room may read it; `pyproject.toml` names the same."""

__version__ = "0.1.0"
