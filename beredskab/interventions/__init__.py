"""The catalogue of what the municipality offers on the three levels. Holds no person."""
