"""Three ways out of the document model: HTML, PDF and Word."""
