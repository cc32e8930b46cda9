"""The catalogue of bad inputs: what a case is, how it is tried, and the cases, a file for each kind."""
