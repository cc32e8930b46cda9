"""Coverage-guided fuzzing: targets that are plain functions of bytes, their corpus, and what runs them."""
