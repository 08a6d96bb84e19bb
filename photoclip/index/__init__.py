"""Nearest vectors, exactly or by HNSW."""
