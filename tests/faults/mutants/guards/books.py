"""Files and books that come in are harmless, those that go out calculate nothing that somebody typed."""

from tests.faults.mutants.guard import guard

BOOK_GUARD = "dti_core/excel/guard.py"
GUARDS = (
    guard(
        "what somebody typed is no formula",
        "dti_core/excel/out/inert.py",
        '    return text.lstrip(" \\n").startswith(DANGEROUS) or text.startswith(DANGEROUS)\n',
        "    return False\n",
        "tests/export/test_inert.py",
    ),
    guard(
        "a book that unpacks to too much is not unpacked",
        BOOK_GUARD,
        "    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or text > MOST_TEXT:\n",
        "    if len(parts) > MOST_PARTS:\n",
        "tests/framework/test_from_xlsx_refusals.py",
        "tests/staff/test_roster_commands.py",
    ),
    guard(
        "a book with a document type of its own is refused",
        BOOK_GUARD,
        '                return Weighed(Remark("hostile-book"))\n',
        "                pass\n",
        "tests/framework/test_from_xlsx_refusals.py",
        "tests/staff/test_roster_commands.py",
    ),
    guard(
        "macros are refused",
        BOOK_GUARD,
        '        return Remark("macro-book")\n',
        "        pass\n",
        "tests/framework/test_from_xlsx_refusals.py",
        "tests/staff/test_roster_commands.py",
    ),
    guard(
        "evidence is known by its content",
        "dti_core/campaign/files.py",
        "            return RefusedFile(shown, why_not(path, shown), size)\n",
        '            mime = "application/octet-stream"\n',
        "tests/campaign/test_evidence.py",
    ),
    guard(
        "evidence has a largest size",
        "dti_core/campaign/files.py",
        "        if size > LARGEST:\n",
        "        if size < 0:\n",
        "tests/campaign/test_evidence.py::test_too_large_and_empty_files_are_refused_and_leave_nothing",
    ),
    guard(
        "a name is shown without tricks",
        "dti_core/campaign/files.py",
        '("Cc", "Cf", "Cs", "Co")',
        '("Cs",)',
        "tests/campaign/test_evidence.py::test_names_are_shown_without_tricks",
    ),
    guard(
        "what a person typed never becomes markup",
        "bot/telegram/render.py",
        "    text = escape(span.text, quote=False)\n",
        "    text = span.text\n",
        "tests/telegram/test_render.py",
    ),
)
