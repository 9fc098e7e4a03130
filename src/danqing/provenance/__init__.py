"""Where a picture came from: its manifest, how that is written into a file, and how it is read back."""
