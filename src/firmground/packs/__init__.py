"""Data packs: everything particular to a territory, as dated, cited, versioned data.

Reads TOML and CSV into frozen values, lets one pack extend another, picks the version in force on a day, and gives every
part a digest. It must not know what rules mean: expressions stay plain data here and are read by ``firmground.rules``.
"""
