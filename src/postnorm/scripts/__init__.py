"""Simplified and Traditional: detection and conversion."""
