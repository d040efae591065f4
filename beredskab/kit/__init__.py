"""Plumbing of the house around Django: tenant tables, viewer, actions, roles. No table, no personal data."""
