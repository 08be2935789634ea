"""A content as a CSV file that spreadsheets open, and that they run nothing of."""

import csv
import io

from cms.snippets.tables.content import Content

# What begins so may be run by a spreadsheet (OWASP, “CSV injection”).
_RUN = ("=", "+", "-", "@", "\t", "\r")


def csv_of(content: Content) -> bytes:
    """UTF-8 with its mark, parted by semicolons; a cell that would be run begins with an apostrophe, which the import
    takes away again."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_guarded(one) for one in content.columns])
    writer.writerows([_guarded(one) for one in row] for row in content.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_RUN) else text
