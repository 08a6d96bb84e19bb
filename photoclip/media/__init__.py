"""What a picture file holds: pixels, thumbnails, metadata."""
