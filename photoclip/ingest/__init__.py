"""From folders on disk to changes."""
