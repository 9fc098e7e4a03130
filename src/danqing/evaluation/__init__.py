"""How near drawn pictures come to real ones: one metric a file. Networks are handed in as callables."""
