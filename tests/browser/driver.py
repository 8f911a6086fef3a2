"""Chromium as Debian ships it, driven through its own chromedriver; nothing is downloaded."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--disable-features=SpareRendererForSitePerProcess,Translate,OptimizationHints,MediaRouter",
    "--lang=vi",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
PATIENCE = 10.0


def chromium() -> str | None:
    """Path of the browser, or None."""
    return os.environ.get("DTI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def missing() -> str | None:
    """What is missing to drive a browser, in words; None when all is there."""
    if chromium() is None:
        return "Chromium is not installed (apt install chromium chromium-driver)"
    if shutil.which("chromedriver") is None:
        return "chromedriver is not installed (apt install chromium-driver)"
    return None


class Phone:
    """A phone-sized browser window and what a person does with it. `By` is CSS everywhere."""

    def __init__(self, profile: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium() or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.resize(390, 844)

    def resize(self, width: int, height: int, *, mobile: bool = False) -> None:
        """Set the viewport in CSS pixels."""
        metrics = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 2 if mobile else 1,
            "mobile": mobile,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def dark(self, on: bool = True) -> None:
        """prefers-color-scheme."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if on else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def open(self, address: str) -> None:
        """Go to an address."""
        self.driver.get(address)

    def new_tab(self, address: str) -> str:
        """Open a second tab, show it, and return its handle."""
        self.driver.switch_to.new_window("tab")
        self.resize(390, 844)
        self.driver.get(address)
        return self.driver.current_window_handle

    def fresh(self) -> None:
        """Close all tabs but one, which is light and phone-sized and shows nothing."""
        first, *others = self.driver.window_handles
        for handle in others:
            self.driver.switch_to.window(handle)
            self.driver.close()
        self.driver.switch_to.window(first)
        self.driver.get("about:blank")
        self.resize(390, 844)
        self.dark(False)
        self.problems()

    def switch(self, handle: str) -> None:
        """Show another tab."""
        self.driver.switch_to.window(handle)

    def wait(self, check: Callable[[], Any], timeout: float = PATIENCE) -> Any:
        """The first true value of `check`; elements that vanish meanwhile are looked up again."""
        from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException

        gone = (NoSuchElementException, StaleElementReferenceException)
        return WebDriverWait(self.driver, timeout, 0.05, ignored_exceptions=gone).until(lambda _: check())

    def find(self, css: str) -> WebElement:
        """The first element, waiting until it is visible."""

        def visible() -> WebElement | None:
            return next(
                (e for e in self.driver.find_elements(By.CSS_SELECTOR, css) if e.is_displayed()), None
            )

        found: WebElement = self.wait(visible)
        return found

    def all(self, css: str) -> list[WebElement]:
        """Every element now."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def see(self, text: str, css: str = ".words", timeout: float = PATIENCE) -> WebElement:
        """The last element of this kind that contains `text`, waiting until there is one."""

        def there() -> WebElement | None:
            return next((e for e in reversed(self.all(css)) if text in e.text), None)

        found: WebElement = self.wait(there, timeout)
        return found

    def tap(self, label: str) -> None:
        """Tap the last button or link with exactly this label."""

        def tapped() -> bool:
            for element in reversed(self.all("button, a.key, a.person")):
                if element.text.strip() == label and element.is_displayed():
                    self.driver.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", element)
                    element.click()
                    return True
            return False

        self.wait(tapped)

    def type(self, text: str) -> None:
        """Type into the composer and send with Enter."""
        from selenium.webdriver.common.keys import Keys

        self.find("textarea").send_keys(text, Keys.ENTER)

    def attach(self, *paths: Path) -> None:
        """Choose files as the file dialog would."""
        self.driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys("\n".join(map(str, paths)))

    def script(self, code: str, *values: Any) -> Any:
        """Evaluate in the page."""
        return self.driver.execute_script(code, *values)

    def problems(self) -> list[str]:
        """Errors of the console, network noise of a stopped server aside."""
        entries: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]  # untyped there
        return [e["message"] for e in entries if e["level"] == "SEVERE" and "net::ERR" not in e["message"]]

    def keys(self, *keys: str) -> None:
        """Type into whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        """The label or text of what has the focus."""
        label = (
            "const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent.trim()"
        )
        return str(self.script(label))

    def screenshot(self, path: Path) -> None:
        """Save what is on the screen."""
        self.driver.save_screenshot(str(path))

    def close(self) -> None:
        """Quit the browser."""
        self.driver.quit()
