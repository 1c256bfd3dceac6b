"""Document scanners (扫描仪)."""
