"""Fits and measures the calibration of relevance; docs/relevance.md says what came out."""
