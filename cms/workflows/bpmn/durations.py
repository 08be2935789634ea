"""Times of BPMN timers (ISO 8601) as working days."""

import re

_ISO = re.compile(r"R?\d*/?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
YEAR, MONTH, WEEK = 250, 21, 5


def working_days(duration: str) -> int | None:
    """Return “P10D” as 10, “P2W” as 10, “PT48H” as 2; None for what is no duration, at least 1 and at most 999.

    A day of a timer counts as a working day, a week as five, a month as 21.
    """
    found = _ISO.fullmatch(duration.strip())
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(part[:6]) if part else 0 for part in found.groups())
    rest = hours * 3600 + minutes * 60 + seconds
    total = years * YEAR + months * MONTH + weeks * WEEK + days + -(-rest // 86400)
    return min(max(total, 1), 999)
