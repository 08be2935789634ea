"""The album “Lever la tête”, plate by plate: what is drawn, what is said, and what the transcript tells."""
