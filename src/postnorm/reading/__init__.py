"""From bytes or text to a post: decoding, front matter, metadata."""
