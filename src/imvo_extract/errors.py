"""The one sort of error that is the user's to mend."""

from __future__ import annotations


class UnusableInputError(Exception):
    """Something given to the program cannot be used. ``str(error)`` is one line that says what is wrong and what to do;
    the command line prints it and exits with status 2."""
