"""Requirement frameworks as data files, their loader, and the check. No tables, no Django."""
