"""The shell face of the application."""
