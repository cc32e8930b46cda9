"""What several test files share: strategies, oracles, rules made for testing, counted work."""
