"""argparse that speaks Vietnamese to the operator."""

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn, TypeAlias

Run = Callable[[argparse.Namespace], int]
Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"

_WORDS = {
    "usage: ": "Cách dùng: ",
    "positional arguments": "Tham số",
    "options": "Tuỳ chọn",
    "show this help message and exit": "hiện trợ giúp này",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
    "the following arguments are required: %s": "thiếu tham số: %s",
    "unrecognized arguments: %s": "không hiểu tham số: %s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid %(type)s value: %(value)r": "giá trị không hợp lệ: %(value)r",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r không có; hãy chọn: %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s có thể là: %(matches)s",
}


def _translate(text: str) -> str:
    return _WORDS.get(text, text)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Vietnamese; a wrong call says what to type next and exits with 2."""

    def error(self, message: str) -> NoReturn:
        print(f"{message}\nXem cách dùng: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


argparse._ = _translate  # type: ignore[attr-defined]  # the only seam argparse has for another language
