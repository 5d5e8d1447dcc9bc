"""What changes phones, their keys and their entries, one module for each noun."""
