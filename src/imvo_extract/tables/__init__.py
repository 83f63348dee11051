"""Extractions as flat, typed rows: the tables that every export, schema and data frame shares."""
