"""Signed notices to addresses of partners."""
