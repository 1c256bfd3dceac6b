"""Code readers (扫码器): scan engines, and cameras that look for codes."""
