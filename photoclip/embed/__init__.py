"""From pictures and words to vectors, in a process of its own."""
