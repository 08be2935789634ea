"""How gunicorn runs the site: `gunicorn --config python:cms.gunicorn cms.wsgi`."""

from typing import Any

# Read once and shared by the processes: a start takes half the time, and memory with it.
preload_app = True
threads = 4
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Load the renderer while the first visitors read, so that the first to download does not wait for it."""
    from exports.pdf import warm

    warm()
