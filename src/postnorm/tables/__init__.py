"""Data without logic."""
