"""The truth of a library: one SQLite file. The only package that imports sqlite3."""
