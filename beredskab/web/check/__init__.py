"""The check online: files in memory, read in a child, checked, shown, forgotten."""
