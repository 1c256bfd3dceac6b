"""A4 page printers (A4 打印机)."""
