"""From cosines to probabilities, bands and an honest verdict."""
