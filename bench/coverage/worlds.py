"""Invented worlds: how many people there are, and who is on which list. Here everything is known."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

DEPENDENCES = ("independent", "two lists attract", "two lists avoid", "people differ")
DENSITIES = ("ample", "sparse")
FAULTS = ("links", "records", "people")
LISTS = (2, 3, 4, 5)
AUDITS = (100, 200, 400)
BALANCED = tuple(product(DEPENDENCES, LISTS, DENSITIES))  # each as often as any other
ODDS = 3.0  # of being on the second list for who is on the first, when lists attract; a third when they avoid
SPREAD = 1.0  # the standard deviation of how easily people are found, in log odds


@dataclass(frozen=True)
class World:
    """What a world is like: its people, how likely each list has one, how lists depend, how links fail and are audited."""

    people: int
    chances: tuple[float, ...]
    dependence: str
    density: str
    faults: str
    recall: float
    precision: float
    audit: int

    @property
    def lists(self) -> int:
        return len(self.chances)


def make_world(number: int, rng: np.random.Generator) -> World:
    """World by number: dependence, lists and density in turn, everything else by chance."""
    dependence, lists, density = BALANCED[number % len(BALANCED)]
    low, high, fewest, most = (0.15, 0.40, 1000, 5000) if density == "ample" else (0.04, 0.12, 500, 3000)
    return World(
        people=int(rng.integers(fewest, most + 1)),
        chances=tuple(float(each) for each in rng.uniform(low, high, lists)),
        dependence=dependence,
        density=density,
        faults=str(rng.choice(FAULTS)),
        recall=float(rng.uniform(0.6, 0.95)),
        precision=float(rng.uniform(0.95, 1.0)),
        audit=int(rng.choice(AUDITS)),
    )


def captures(world: World, rng: np.random.Generator) -> Flags:
    """Who (rows) is on which list (columns). Chances of the world are those of a person in the middle."""
    log_odds = np.log(np.array(world.chances) / (1 - np.array(world.chances)))
    easy = rng.normal(scale=SPREAD, size=world.people) if world.dependence == "people differ" else np.zeros(world.people)
    found = np.zeros((world.people, world.lists), dtype=bool)
    for place in range(world.lists):
        odds = log_odds[place] + easy
        if place == 1 and world.dependence in DEPENDENCES[1:3]:
            sign = 1 if world.dependence == "two lists attract" else -1
            odds = odds + sign * np.log(ODDS) * (found[:, 0] - world.chances[0])
        found[:, place] = rng.random(world.people) < 1 / (1 + np.exp(-odds))
    return found
