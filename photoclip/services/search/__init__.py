"""From a query to photos with probabilities, or to the verdict that nothing matches.

Reads the catalog and the vectors; changes nothing but remembered cut-offs.
"""
