from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo, queries
from beredskab.organisation.models import Membership


def test_everybody_in_the_cast_is_there_with_their_roles(cast):
    assert set(cast) == {part.key for part in demo.CAST}
    with as_viewer(cast["pernille"]):
        mine = queries.viewers_of(cast["pernille"].person_id)
    assert mine == (cast["pernille"],)


def test_without_a_viewer_there_are_no_memberships(cast):
    assert not Membership.objects.exists()


def test_a_colleague_is_seen_and_a_neighbour_is_not(cast):
    with as_viewer(cast["pernille"]) as viewer:
        seen = {m.person_id for m in queries.memberships(viewer)}
    assert cast["hanne"].person_id in seen
    assert cast["niels"].person_id not in seen
