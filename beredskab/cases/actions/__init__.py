"""Writes of the road. Each is one verb in one transaction, with its row in the log."""
