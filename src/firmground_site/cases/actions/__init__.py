"""The actions of cases, by what they are about."""
