"""The codebook: first-order concepts, second-order themes, aggregate dimensions, and the data structure they form."""
