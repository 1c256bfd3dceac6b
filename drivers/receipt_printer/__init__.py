"""Receipt printers (凭条打印机)."""
