"""The tables in the formats that analysts use. Each format is a context that gives a function to write rows with."""
