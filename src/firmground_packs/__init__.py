"""Data packs: rules and facts as TOML and CSV. There is no code here."""
