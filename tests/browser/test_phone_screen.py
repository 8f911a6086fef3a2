"""Sizes, keyboard, screen reader, many messages."""

import time

import pytest
from selenium.webdriver.common.keys import Keys

from sandbox.client import Person, Sandbox
from tests.browser.driver import Phone

LONG = "Sở-Thông-tin-và-Truyền-thông-" * 8 + " https://example.vn/" + "a" * 200


def fill(sandbox: Sandbox, person: Person) -> None:
    person.start()
    buttons = [[{"text": f"Một nhãn khá dài {i} của nút", "callback_data": str(i)} for i in range(3)]]
    sandbox.call("sendMessage", chat_id=person.id, text=LONG, reply_markup={"inline_keyboard": buttons})
    sandbox.call("sendMessage", chat_id=person.id, text=f"<pre>{'x' * 300}</pre>", parse_mode="HTML")
    person.attach(b"x", "mot-ten-tep-rat-dai-" * 6 + ".pdf", caption=LONG)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_sideways(phone: Phone, sandbox: Sandbox, person: Person, width: int) -> None:
    fill(sandbox, person)
    phone.resize(width, 844)
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("Sở-Thông-tin")
    for box in ("document.documentElement", "document.querySelector('.scroller')"):
        assert phone.script(f"const b = {box}; return b.scrollWidth <= b.clientWidth"), box
    phone.open(sandbox.base_url)
    phone.find(".person")
    assert phone.script("return document.documentElement.scrollWidth") <= width


def test_on_a_desktop_it_is_a_column_in_the_middle(phone: Phone, address: str) -> None:
    phone.resize(1280, 900)
    phone.open(address)
    box = phone.find(".phone").rect
    assert box["width"] <= 480
    assert abs(box["x"] + box["width"] / 2 - 640) < 2


def test_everything_can_be_done_with_the_keyboard_alone(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    phone.open(sandbox.base_url)
    phone.find(".person")
    phone.keys(Keys.TAB)
    phone.keys(str(person.id))
    phone.wait(lambda: len(phone.all(".person")) == 1)
    phone.keys(Keys.TAB)
    phone.keys(Keys.ENTER)
    phone.find(".instead")
    tab_to(phone, "Bắt đầu")
    phone.keys(Keys.ENTER)
    phone.see("Chào bạn")
    phone.wait(lambda: phone.focused() == "Nhập tin nhắn")
    phone.keys("bằng bàn phím", Keys.ENTER)
    phone.see("Bạn viết: bằng bàn phím")
    tab_to(phone, "Cộng một", Keys.SHIFT + Keys.TAB)
    phone.keys(Keys.SPACE)
    phone.see("Đếm: 1", ".pinned")


def tab_to(phone: Phone, label: str, key: str = Keys.TAB) -> None:
    for _ in range(40):
        if phone.focused() == label:
            outline = phone.script("return getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", "the focus must be visible"
            return
        phone.keys(key)
    raise AssertionError(f"no way to {label!r} with the Tab key")


def test_a_screen_reader_is_told_what_everything_is(phone: Phone, sandbox: Sandbox, person: Person) -> None:
    fill(sandbox, person)
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("Sở-Thông-tin")
    log = phone.find("[role=log]")
    assert log.get_attribute("aria-live") == "polite"
    unnamed = """return [...document.querySelectorAll('button, a, input, textarea')]
      .filter(e => e.offsetParent && !(e.getAttribute('aria-label') || e.textContent.trim()
        || e.labels?.length)).map(e => e.outerHTML)"""
    assert phone.script(unnamed) == []
    assert phone.script("return document.documentElement.lang") == "vi"


def test_touch_targets_are_large_enough(phone: Phone, sandbox: Sandbox, person: Person) -> None:
    fill(sandbox, person)
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("Sở-Thông-tin")
    small = """return [...document.querySelectorAll('.key, .icon-button, .primary, textarea')]
      .filter(e => e.offsetParent)
      .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"""
    assert phone.script(small) == []


def test_words_stand_out_from_their_ground_in_light_and_dark(phone: Phone, address: str) -> None:
    ratio = """const probe = document.createElement('i'); document.body.append(probe);
      const value = name => { probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number); };
      const light = c => { const [r, g, b] = c.map(v => v / 255)
          .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b; };
      const [a, b] = [...arguments].map(name => light(value(name))).sort((x, y) => y - x);
      return (a + .05) / (b + .05);"""
    pairs = [("--ink", "--bot"), ("--ink", "--me"), ("--muted", "--surface"), ("--muted", "--bot"),
             ("--me-muted", "--me"), ("--accent", "--surface"), ("--accent-ink", "--accent"),
             ("--danger", "--surface")]  # fmt: skip
    for dark in (False, True):
        phone.dark(dark)
        phone.open(address)
        phone.find(".phone")
        weak = {pair: found for pair in pairs if (found := phone.script(ratio, *pair)) < 4.5}
        assert weak == {}


def test_500_messages_open_quickly_and_older_ones_come_by_scrolling(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    person.start()
    for number in range(500):
        sandbox.call("sendMessage", chat_id=person.id, text=f"dòng {number}")
    began = time.monotonic()
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("dòng 499")
    opened = time.monotonic() - began
    assert opened < 20, "a guard against a page that draws for minutes, not a measurement"

    def scrolled_to_the_top() -> bool:
        phone.script("document.querySelector('.scroller').scrollTop = 0")
        return any(row.text == "/start" for row in phone.all(".row:first-child .words"))

    phone.wait(scrolled_to_the_top, 30)
    numbers = phone.script("return [...document.querySelectorAll('.row')].map(row => Number(row.dataset.id))")
    assert numbers == sorted(set(numbers)), "each message once, in order"
    assert len(numbers) >= 501
