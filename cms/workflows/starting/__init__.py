"""Beginning a process from a model or from a file."""
