"""Every decoder of bytes from outside, fed with what no device should ever send."""
