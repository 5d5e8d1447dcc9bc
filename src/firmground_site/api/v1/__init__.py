"""The first version of the interface: one public operation in each file."""
