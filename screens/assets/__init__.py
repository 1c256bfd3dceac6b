"""Pictures, and the script that draws them."""
