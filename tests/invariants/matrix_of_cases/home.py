"""The coordinator's list, and the case as one page."""

from tests.invariants.rows import CASE_PEOPLE, PARTNERS, POLICE, Row, a_case

OVERSEES = frozenset({"karen", "stine", "mette"})


ROWS = {
    # The list of their own municipality for those who oversee; everybody else is sent to the work that is theirs.
    "cases:home": Row({"GET": CASE_PEOPLE | POLICE | PARTNERS | {"nanna", "dorte"}}),
    "cases:case": Row({"GET": OVERSEES}, a_case),  # stine and mette: number and stage only
}
