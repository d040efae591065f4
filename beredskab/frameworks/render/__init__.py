"""A report shown: as terminal text, JSON, one HTML file, Word, and the matrix as a picture. No template engine."""
