"""Reads of the plan. The first argument is the viewer; only `public` has none."""
