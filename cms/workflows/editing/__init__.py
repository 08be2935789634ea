"""What an editor meets in place of JSON."""
