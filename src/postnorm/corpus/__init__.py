"""Many posts: files, archives, tables and streams of them."""
