"""The page “Learning”: how good suggestions are, and what can be done about it."""
