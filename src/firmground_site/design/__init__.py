"""What every page looks like: the base page, forms, components, style and small scripts. It knows nothing of people or cases."""
