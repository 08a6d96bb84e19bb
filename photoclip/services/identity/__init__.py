"""Which photo a file holds, who follows whom, and whether a file still is what is meant.

Decides, and changes nothing outside the catalog.
"""
