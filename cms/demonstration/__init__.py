"""Loads the demonstration: a Region that has worked with the platform for some months."""
