"""The register of evidence: reports of any publisher split into claims, what was answered, and where sources disagree."""
