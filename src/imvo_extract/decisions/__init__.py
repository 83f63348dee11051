"""What reviewers decided about facts, kept in decisions.yaml and applied to every extraction."""
