"""Properties that are worked out once, as those of functools are, without the lock that Python 3.11 takes for each.

A page has some thousands of them. Two threads that ask for the same at once may both work it out, as from Python 3.12
on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["once"]

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 - stands where `property` does
        """A method as an attribute, which is there once it was asked for."""

        def __init__(self, method: Any) -> None:
            self._method, self._name, self.__doc__ = method, method.__name__, method.__doc__

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            """Work it out, and put it where it is found without this one."""
            if instance is None:
                return self
            found = instance.__dict__[self._name] = self._method(instance)
            return found
