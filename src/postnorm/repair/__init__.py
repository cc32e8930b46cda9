"""What transport broke: mojibake, characters and whitespace."""
