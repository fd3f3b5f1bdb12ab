"""A second study on the same server, which is nobody's business in the first."""

import pytest

from tests.server import Person, Server, Study, make_study


@pytest.fixture(scope="module")
def other_study(server: Server) -> Study:
    """Another study."""
    return make_study(server, "Another study")


@pytest.fixture(scope="module")
def stranger(server: Server, other_study: Study) -> Person:
    """The facilitator of the other study."""
    return Person(server).come(other_study.facilitator_link)
