"""An application from its first answer to its last correction."""
