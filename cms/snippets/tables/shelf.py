"""Contents that were read lately, by their fingerprint. What never changes may stay in the memory of a process."""

from collections import OrderedDict
from threading import Lock

from cms.snippets.tables.content import Content

MOST_ROWS = 300_000


class Shelf:
    """Keeps the contents used last, up to so many rows in all."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self.most_rows = most_rows
        self._kept: OrderedDict[str, Content] = OrderedDict()
        self._lock = Lock()

    def get(self, fingerprint: str) -> Content | None:
        with self._lock:
            if found := self._kept.get(fingerprint):
                self._kept.move_to_end(fingerprint)
            return found

    def put(self, content: Content) -> Content:
        with self._lock:
            self._kept[content.fingerprint] = content
            self._kept.move_to_end(content.fingerprint)
            while len(self._kept) > 1 and sum(len(one.rows) for one in self._kept.values()) > self.most_rows:
                self._kept.popitem(last=False)
        return content


SHELF = Shelf()
