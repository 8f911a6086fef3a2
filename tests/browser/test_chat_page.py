"""The chat page in a real browser, against a little bot."""

from pathlib import Path

from selenium.webdriver.common.keys import Keys

from sandbox.client import Person, Sandbox
from sandbox.testing import SandboxProcess
from tests.browser.driver import Phone
from tests.sandbox.pictures import make_png


def start(phone: Phone, address: str) -> None:
    phone.open(address)
    phone.tap("Bắt đầu")
    phone.see("Chào bạn")
    phone.see("Đếm: 0", ".pinned")


def test_a_person_is_found_chosen_and_starts_with_their_invitation(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    phone.open(sandbox.base_url)
    phone.find(".search input").send_keys(f"nguyen hoa {person.id}")
    phone.wait(lambda: len(phone.all(".person")) == 1)
    phone.find(".person").click()
    phone.see("Bot nhỏ để thử.", ".introduction")
    phone.tap("Bắt đầu")
    phone.see("Chào bạn (thu-moi) a < b")
    assert phone.see("/start").text == "/start"
    assert phone.all(".words strong")[0].text == "Chào bạn"


def test_the_payload_of_a_link_is_used_for_whoever_is_chosen(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    phone.open(f"{sandbox.base_url}/?start=lien-ket-42")
    phone.find(f"a[href^='/p/{person.id}']").click()
    phone.tap("Bắt đầu")
    phone.see("Chào bạn (lien-ket-42)")
    assert "start=" not in phone.driver.current_url


def test_typed_text_appears_at_once_and_is_answered(phone: Phone, address: str) -> None:
    start(phone, address)
    phone.type("57")
    phone.see("Bạn viết: 57")
    assert phone.find(".from-me .tick.sent")


def test_shift_enter_makes_a_new_line(phone: Phone, address: str) -> None:
    start(phone, address)
    box = phone.find("textarea")
    box.send_keys("một", Keys.SHIFT, Keys.ENTER, Keys.NULL, "hai", Keys.ENTER)
    phone.see("Bạn viết: một\nhai")


def test_a_tap_shows_the_toast_and_edits_the_pinned_status_in_place(phone: Phone, address: str) -> None:
    start(phone, address)
    before = len(phone.all(".row"))
    phone.tap("Cộng một")
    phone.see("Đã cộng", ".toast")
    phone.see("Đếm: 1", ".pinned")
    assert phone.see("Đếm: 1", ".bubble").find_element("css selector", ".edited").text == "đã sửa"
    assert len(phone.all(".row")) == before
    assert not phone.all(".key.waiting")


def test_an_alert_waits_until_it_is_understood(phone: Phone, address: str) -> None:
    start(phone, address)
    phone.tap("Báo động")
    phone.see("Coi chừng!", "dialog")
    phone.tap("Đã hiểu")
    phone.wait(lambda: not phone.all("dialog"))


def test_a_link_button_opens_apart(phone: Phone, address: str) -> None:
    start(phone, address)
    link = phone.find("a.key")
    assert (link.get_attribute("href"), link.get_attribute("target")) == (
        "https://example.vn/huong-dan",
        "_blank",
    )
    assert "noopener" in (link.get_attribute("rel") or "")


def test_files_are_previewed_sent_and_offered_for_download(
    phone: Phone, address: str, tmp_path: Path
) -> None:
    start(phone, address)
    report, picture = tmp_path / "bao-cao.pdf", tmp_path / "anh.png"
    report.write_bytes(b"%PDF" + b"0" * 3000)
    picture.write_bytes(make_png(64, 40))
    phone.attach(report, picture)
    phone.wait(lambda: len(phone.all(".previews li")) == 2)
    phone.type("bảng kê")
    phone.see("Đã nhận ảnh: bảng kê")
    phone.see("Đã nhận bao-cao.pdf")
    assert "2,9 KB" in phone.see("bao-cao.pdf", ".tile").text
    phone.wait(lambda: phone.script("return document.querySelector('.photo img').naturalWidth") == 64)
    assert not phone.all(".tray li")


def test_a_chosen_file_can_be_left_out(phone: Phone, address: str, tmp_path: Path) -> None:
    start(phone, address)
    path = tmp_path / "nham.txt"
    path.write_text("x")
    phone.attach(path)
    phone.find("button[aria-label='Bỏ tệp nham.txt']").click()
    phone.wait(lambda: not phone.find(".composer .send").is_enabled())


def test_two_tabs_are_two_phones_of_one_person(phone: Phone, address: str) -> None:
    start(phone, address)
    first = phone.driver.current_window_handle
    second = phone.new_tab(address)
    phone.tap("Cộng một")
    phone.see("Đếm: 1", ".pinned")
    phone.type("từ máy thứ hai")
    phone.switch(first)
    phone.see("từ máy thứ hai", ".from-me .words")
    phone.see("Đếm: 1", ".pinned")
    assert not phone.all(".toast"), "the toast belongs to the phone that was tapped"
    phone.switch(second)
    phone.see("Bạn viết: từ máy thứ hai")


def test_a_reload_shows_the_same_chat(phone: Phone, address: str) -> None:
    start(phone, address)
    phone.type("còn đây")
    phone.see("Bạn viết: còn đây")
    rows = [row.text for row in phone.all(".row .words")]
    phone.driver.refresh()
    phone.see("Bạn viết: còn đây")
    assert [row.text for row in phone.all(".row .words")] == rows


def test_the_page_goes_on_after_the_server_was_killed(
    phone: Phone, process: SandboxProcess, address: str
) -> None:
    start(phone, address)
    process.kill()
    phone.see("đang kết nối lại", ".status")
    phone.type("gõ lúc mất mạng")
    phone.find(".tick.sending")
    process.start().close()
    phone.see("Bạn viết: gõ lúc mất mạng", timeout=20)
    assert len([e for e in phone.all(".from-me .words") if e.text == "gõ lúc mất mạng"]) == 1
    assert phone.see("bạn là", ".status")


def test_blocking_and_unblocking(phone: Phone, address: str) -> None:
    start(phone, address)
    phone.find("button[aria-label='Mở trình đơn']").click()
    phone.tap("Chặn bot")
    phone.tap("Bỏ chặn")
    phone.type("lại nói")
    phone.see("Bạn viết: lại nói")


def test_the_commands_menu_sends_a_command(phone: Phone, address: str) -> None:
    start(phone, address)
    phone.find("button[aria-label='Các lệnh']").click()
    phone.see("Điểm và xếp hạng", ".menu")
    phone.keys(Keys.ARROW_DOWN, Keys.ENTER)
    phone.see("Bạn viết: /trogiup")


def test_new_messages_are_counted_while_reading_older_ones(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    person.start()
    for number in range(30):
        sandbox.call("sendMessage", chat_id=person.id, text=f"dòng {number}")
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("dòng 29")
    phone.script("document.querySelector('.scroller').scrollTop = 0")
    phone.find(".to-bottom")
    sandbox.call("sendMessage", chat_id=person.id, text="mới một")
    sandbox.call("sendMessage", chat_id=person.id, text="mới hai")
    phone.wait(lambda: phone.find(".badge").text == "2")
    phone.find(".to-bottom").click()
    phone.wait(lambda: not phone.all(".to-bottom")[0].is_displayed())


def test_tapping_the_pinned_bar_scrolls_to_its_message_even_if_far_back(
    phone: Phone, sandbox: Sandbox, person: Person
) -> None:
    person.start()
    person.wait_for(lambda lines: any(line.pinned for line in lines))
    for number in range(260):
        sandbox.call("sendMessage", chat_id=person.id, text=f"dòng {number}")
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("dòng 259")
    phone.find(".pinned").click()
    phone.find(".row.flash.is-pinned, .row.flash")
    assert "Đếm: 0" in phone.find(".row.flash").text


def test_what_people_write_never_becomes_markup(phone: Phone, sandbox: Sandbox, person: Person) -> None:
    evil = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
    sandbox.add_person(person.id, evil, evil)
    person.start("x")
    person.say(evil)
    sandbox.call("sendMessage", chat_id=person.id, text=evil, reply_markup={
        "inline_keyboard": [[{"text": evil, "callback_data": "x"}]]
    })  # fmt: skip
    phone.open(f"{sandbox.base_url}/p/{person.id}")
    phone.see("<script>")
    assert phone.all(".timeline img, .timeline script") == []
    assert "hacked" not in phone.driver.title.split(" – ")[-1]
    phone.open(sandbox.base_url)
    phone.see("<img", ".person-name")
    assert phone.all(".people img") == []


def test_a_voice_message_is_recorded_and_sent(phone: Phone, person: Person, address: str) -> None:
    start(phone, address)
    phone.find("button[aria-label='Đính kèm']").click()
    phone.tap("Tin nhắn thoại")
    phone.see("0:01", ".recording-time")
    phone.find(".recording .send").click()
    phone.find(".from-me audio")
    assert "voice" in [line.kind for line in person.transcript()]


def test_a_message_the_server_refuses_says_so_and_can_be_sent_again(
    phone: Phone, person: Person, address: str
) -> None:
    start(phone, address)
    once = """const real = window.fetch, body = JSON.stringify({error: 'blocked'});
      window.fetch = async () => { window.fetch = real; return new Response(body, {status: 409}); }"""
    phone.script(once)
    phone.type("bị từ chối")
    phone.find(".tick.failed")
    phone.see("hãy bỏ chặn trước", ".toast")
    phone.tap("Gửi lại")
    phone.see("Bạn viết: bị từ chối")
    assert [line.text for line in person.transcript()].count("bị từ chối") == 1
