"""Files: walking a shoot folder, pairing RAW+JPEG, decoding, EXIF, thumbnails. No Qt, no SQL."""
