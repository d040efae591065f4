"""The one document model, its readers and its writers. No tables, no Django."""
