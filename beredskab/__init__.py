"""Preparedness against extremism that works, for Danish municipalities."""

__version__ = "0.1.0"
