"""Two extractions side by side."""
