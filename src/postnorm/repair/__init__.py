"""What transport broke: characters and whitespace."""
