"""Types and rules that every other part shares. Imports no torch, reads no files."""
