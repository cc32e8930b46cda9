"""What is not the article: repeated bodies and promotions."""
