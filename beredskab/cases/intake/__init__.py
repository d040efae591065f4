"""Helpers of the intake that know no table: the interview guide, what was sent, proof of work, rates."""
