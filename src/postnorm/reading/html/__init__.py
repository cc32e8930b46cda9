"""Pages: from markup to a tree, from the tree to the article, from the article to Markdown."""
