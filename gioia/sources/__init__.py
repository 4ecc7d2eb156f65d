"""Sources: the register, the frozen documents, their segments, and the search through them."""
