"""Files that were made once and are served until what went in changes."""
