"""Plumbing of the house around Django: tenant tables, the viewer, actions, roles. Holds no table and no personal data."""
