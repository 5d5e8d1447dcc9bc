"""Made-up entries of lists with known truth, for measuring and training. Nobody in them exists: documents begin with SYN."""
