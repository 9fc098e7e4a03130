"""The command line: thin commands over the library. Nothing imports it, and importing it loads nothing heavy."""
