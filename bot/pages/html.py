"""The pages as plain HTML: no script, readable on an old phone."""

from collections.abc import Iterable
from html import escape

from bot.pages.guard import FIELD
from dti_core.messages import pages as texts

STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "label{display:block;margin:.9rem 0 .2rem}"
    "input{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}"
    "button{font:inherit;margin-top:1.2rem;padding:.6rem 1.2rem}dt{color:#555}dd{margin:0 0 .8rem;"
    "font-family:monospace;overflow-wrap:anywhere}.warn{color:#a40000}"
)


def page(head: str, *parts: str) -> str:
    """A whole page."""
    body = "".join(parts)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{escape(texts.TITLE)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(head)}</h1>{body}</body></html>"
    )


def lead(text: str, *, warn: bool = False) -> str:
    """A paragraph."""
    return f"<p{' class=warn' if warn else ''}>{escape(text)}</p>"


def form(mark: str, label: str, fields: Iterable[tuple[str, str, bool]] = ()) -> str:
    """A form that posts to its own address; what was typed is never written into it again."""
    rows = "".join(_field(*field) for field in fields)
    hidden = f'<input type="hidden" name="{FIELD}" value="{escape(mark)}">'
    return f'<form method="post" autocomplete="off">{hidden}{rows}<button>{escape(label)}</button></form>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names with their values."""
    return (
        "<dl>"
        + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b or texts.EMPTY)}</dd>" for a, b in rows)
        + "</dl>"
    )


def _field(name: str, label: str, needed: bool) -> str:
    need = " required" if needed else ""
    return (
        f'<label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" maxlength="500"'
        f' autocapitalize="off" spellcheck="false" autocomplete="off"{need}>'
    )
