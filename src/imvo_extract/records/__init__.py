"""The contract: what an extraction is, as frozen pydantic models. Knows nothing of texts, rules or files."""
