"""The definition of trafficking in persons by its elements: act, means and purpose; for a child the means are not needed.

Source: Palermo Protocol (2000), Article 3 (a), (c) and (d). It says which elements are present, absent or not known. It
does not say what a person is: that is for a person to decide.
"""

from firmground.rules.expression import AtLeast, Expression, Not, anything, everything
from firmground.values import Finding, all_of, any_of


def elements_present(*, act: Finding, means: Finding, purpose: Finding, child_at_event: Finding) -> Finding:
    """Whether the elements of the definition are present: act, and purpose, and means unless the person was a child.

    What is not known stays not known unless the other elements settle it. Age counts at the event, not today.
    """
    return all_of((act, purpose, any_of((means, child_at_event))))


def elements_rule(*, act: Expression, means: Expression, purpose: Expression, child_at_event: Expression) -> Expression:
    """The same definition as an expression, so that every engine applies it."""
    return everything(act, purpose, anything(means, child_at_event))


def child_at_event(age_question: str, majority_age: int) -> Expression:
    """Younger than the age of majority at the event; not known when the age is not known."""
    return Not(AtLeast(age_question, majority_age))
