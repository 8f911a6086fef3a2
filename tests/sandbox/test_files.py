"""Uploads and downloads."""

from sandbox.client import Person, Sandbox
from tests.sandbox.pictures import make_png
from tests.sandbox.refusals import refusal


def test_a_file_comes_back_byte_by_byte(sandbox: Sandbox, person: Person) -> None:
    content = bytes(range(256)) * 5000
    person.attach(content, "số liệu.xlsx")
    document = sandbox.call("getUpdates")[-1]["message"]["document"]
    found = sandbox.call("getFile", file_id=document["file_id"])
    answer = sandbox.http.get(f"/file/bot{sandbox.token}/{found['file_path']}")
    assert answer.content == content
    assert found["file_size"] == len(content)


def test_a_file_over_20_mb_arrives_but_cannot_be_fetched(sandbox: Sandbox, person: Person) -> None:
    person.attach(b"0" * (20 * 1024 * 1024 + 1), "video.mp4")
    document = sandbox.call("getUpdates")[-1]["message"]["document"]
    assert refusal(sandbox, "getFile", file_id=document["file_id"]) == (400, "Bad Request: file is too big")


def test_an_unknown_file_id_is_refused(sandbox: Sandbox) -> None:
    assert refusal(sandbox, "getFile", file_id="abc") == (400, "Bad Request: invalid file_id")


def test_nothing_outside_the_files_folder_can_be_fetched(sandbox: Sandbox) -> None:
    for path in (
        "..%2fsandbox.sqlite",
        "documents/..%2f..%2fsandbox.sqlite",
        "documents/file_99999.pdf",
        "x",
    ):
        assert sandbox.http.get(f"/file/bot{sandbox.token}/{path}").status_code == 404


def test_a_name_with_folders_keeps_only_its_last_part(sandbox: Sandbox, person: Person) -> None:
    person.attach(b"x", "../../etc/b\x07ao cao.pdf")
    document = sandbox.call("getUpdates")[-1]["message"]["document"]
    assert "/" not in document["file_name"]
    assert document["file_name"].endswith("ao cao.pdf")


def test_web_pages_and_drawings_are_downloaded_not_shown(sandbox: Sandbox, person: Person) -> None:
    person.attach(b"<script>alert(1)</script>", "trang.html")
    person.attach(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "hinh.svg")
    for update in sandbox.call("getUpdates"):
        answer = sandbox.http.get(f"/sandbox/files/{update['message']['document']['file_id']}")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")


def test_a_large_photo_comes_in_two_sizes_of_which_the_last_is_the_picture(
    sandbox: Sandbox, person: Person
) -> None:
    picture = make_png(180, 120)
    person.attach(picture, "anh.png", kind="photo")
    small, large = sandbox.call("getUpdates")[-1]["message"]["photo"]
    assert [(p["width"], p["height"]) for p in (small, large)] == [(90, 60), (180, 120)]
    contents = [
        sandbox.http.get(
            f"/file/bot{sandbox.token}/{sandbox.call('getFile', file_id=p['file_id'])['file_path']}"
        ).content
        for p in (small, large)
    ]
    assert contents[1] == picture
    assert len(contents[0]) == small["file_size"]
    assert contents[0] != picture
