"""Where state lives on disk, and how it is written so that a crash loses nothing. Imports ``core`` only."""
