"""The far end of every wire: byte-level devices and the one-network backend."""
