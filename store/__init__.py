"""What is kept: published facts, originals, submissions. SQL stands only in this room."""
