"""What a copy editor fixes: punctuation."""
