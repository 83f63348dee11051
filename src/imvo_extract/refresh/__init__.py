"""The output folder brought up to date, and what changed on the way kept for review."""
