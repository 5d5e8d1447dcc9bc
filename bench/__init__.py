"""The benchmarks: each measures Firmground against a named alternative on the same input; ``script/bench`` runs them."""
