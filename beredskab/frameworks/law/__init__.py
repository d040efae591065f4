"""The law of casework as data: bases for a disclosure, "may I share this?", clocks, urgent competence. No Django."""
