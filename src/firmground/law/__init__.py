"""The law as rules: so far the elements of trafficking in persons; provisions and their coverage come later."""
