"""A bot of a few lines: greets with buttons, counts, keeps a pinned status, thanks for files."""

import threading
from typing import Any

import httpx

from sandbox.client import RefusedByTheSandbox, Sandbox

COMMANDS = [
    {"command": "diem", "description": "Điểm và xếp hạng"},
    {"command": "trogiup", "description": "Trợ giúp"},
]
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Cộng một", "callback_data": "plus"}, {"text": "Báo động", "callback_data": "alert"}],
        [{"text": "Xem trang", "url": "https://example.vn/huong-dan"}],
    ]
}


class LittleBot(threading.Thread):
    """Polls until stopped; survives the sandbox's restarts."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.api = Sandbox(url)
        self.stopping = threading.Event()
        self.status: dict[int, int] = {}
        self.count: dict[int, int] = {}

    def run(self) -> None:
        offset = 0
        while not self.stopping.is_set():
            try:
                self.api.call("setMyCommands", commands=COMMANDS)
                self.api.call("setMyDescription", description="Bot nhỏ để thử.")
                while not self.stopping.is_set():
                    for update in self.api.call("getUpdates", offset=offset, timeout=1):
                        offset = update["update_id"] + 1
                        self.handle(update)
            except (httpx.HTTPError, RefusedByTheSandbox):
                self.stopping.wait(0.1)

    def stop(self) -> None:
        self.stopping.set()
        self.join(5)
        self.api.close()

    def handle(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            self.pressed(update["callback_query"])
        elif "message" in update and "pinned_message" not in update["message"]:
            self.told(update["message"])

    def told(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start"):
            self.greet(chat, text)
        elif "document" in message or "photo" in message:
            name = message.get("document", {}).get("file_name", "ảnh")
            self.api.call("sendMessage", chat_id=chat, text=f"Đã nhận {name}: {message.get('caption', '')}")
        else:
            self.api.call("sendChatAction", chat_id=chat, action="typing")
            self.api.call("sendMessage", chat_id=chat, text=f"Bạn viết: {text}")

    def greet(self, chat: int, text: str) -> None:
        words = (
            f"<b>Chào bạn</b> ({text.removeprefix('/start').strip() or 'không có thư mời'}) <i>a &lt; b</i>"
        )
        self.api.call("sendMessage", chat_id=chat, text=words, parse_mode="HTML", reply_markup=BUTTONS)
        sent = self.api.call("sendMessage", chat_id=chat, text="Trạng thái\nĐếm: 0")
        self.status[chat], self.count[chat] = sent["message_id"], 0
        self.api.call("pinChatMessage", chat_id=chat, message_id=sent["message_id"])

    def pressed(self, query: dict[str, Any]) -> None:
        chat = query["from"]["id"]
        alert = query["data"] == "alert"
        text = "Coi chừng!" if alert else "Đã cộng"
        self.api.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)
        if not alert:
            self.count[chat] += 1
            words = f"Trạng thái\nĐếm: {self.count[chat]}"
            self.api.call("editMessageText", chat_id=chat, message_id=self.status[chat], text=words)
