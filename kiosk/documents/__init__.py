"""Captured pages: find the sheet, straighten it, judge it, pack it. Import the modules you need."""
