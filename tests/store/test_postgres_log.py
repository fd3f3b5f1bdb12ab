"""PostgreSQL keeps the same contract as SQLite, and is set up as it must be."""

import pytest

from tests.store.contract import LogContract
from tests.store.contract_leading import LeadingContract
from tests.store.contract_snapshots import SnapshotContract
from tests.store.contract_values import ValuesContract
from tests.store.contract_withdrawal import WithdrawalContract
from tests.store.contract_words import WordsContract
from tests.store.contract_writer import WriterContract


@pytest.fixture
def place(postgres_url: str) -> str:
    """A database without tables."""
    return postgres_url


class TestPostgresLog(LogContract):
    """Rules L1 to L3, L6 and L7 on PostgreSQL."""


class TestPostgresWriter(WriterContract):
    """Rules L4 and L5 on PostgreSQL."""


class TestPostgresWithdrawal(WithdrawalContract):
    """Rules W1 to W5 on PostgreSQL."""


class TestPostgresLeading(LeadingContract):
    """Rules A23 to A26 on PostgreSQL."""


class TestPostgresWords(WordsContract):
    """Rules L8 to L14 on PostgreSQL."""


class TestPostgresSnapshots(SnapshotContract):
    """Rules L30 to L35 on PostgreSQL."""


class TestPostgresValues(ValuesContract):
    """Rules L22, L23 and L41 on PostgreSQL."""
