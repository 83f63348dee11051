"""Pending changes, looked at one by one: accepted, rejected or corrected."""
