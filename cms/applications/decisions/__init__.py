"""What a decision sets off: messages, documents, grants."""
