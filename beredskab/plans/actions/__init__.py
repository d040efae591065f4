"""Writes of the plan: keyword-only verbs with `by=`, each in one transaction with its audit row inside."""
