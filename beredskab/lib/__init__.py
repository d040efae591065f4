"""Small helpers that know nothing of the domain and nothing of Django."""
