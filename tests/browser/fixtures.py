"""A phone for tests; a conftest of another folder imports `browser` and `phone` from here."""

import os
from collections.abc import Iterator

import pytest

from tests.browser import driver
from tests.browser.driver import Phone


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """One Chromium for the run; without Chromium the test is skipped, or fails when DTI_REQUIRE_BROWSER=1."""
    missing = driver.missing()
    if missing is not None:
        if os.environ.get("DTI_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    phone = Phone(tmp_path_factory.mktemp("chromium"))
    yield phone
    phone.close()


@pytest.fixture
def phone(browser: Phone) -> Iterator[Phone]:
    """A fresh tab, phone-sized and light; a script error in the page fails the test."""
    browser.fresh()
    yield browser
    assert browser.problems() == []
