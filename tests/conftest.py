"""No test sees the home of whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANQING_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("DANQING_DEBUG", raising=False)
        yield
