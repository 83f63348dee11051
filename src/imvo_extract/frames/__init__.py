"""The output folder from Python: typed records, and data frames of the tables."""
