"""The demo's log, which the tests of stories read, is the one that the demo makes."""

from tests.demo.told import FILE, demo_log, lines


def test_X20_the_log_that_stories_are_tested_with_is_the_demos() -> None:
    renew = "The demo has changed. Run: python -m tests.demo.told"
    assert lines(demo_log()) == FILE.read_text(encoding="utf-8"), renew
