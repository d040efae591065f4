"""Confidential casework: the road of a concern from the first call to a fair close."""
