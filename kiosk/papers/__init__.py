"""What is printed: built from typed inputs, personal data masked here and nowhere else."""
