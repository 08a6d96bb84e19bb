"""Campaigns that try to lose something; each says what was tried, survived and lost."""
