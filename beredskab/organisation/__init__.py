"""Authorities, units, people, their roles and how they log in."""
