"""What people are promised about data: for now, the pages of the log."""
