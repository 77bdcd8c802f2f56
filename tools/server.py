"""A folder over HTTP, as any static host would serve it: for authors, tests and measurements."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler
from threading import Thread
from typing import Any

__all__ = ["Files", "answering", "serving"]


class Files(SimpleHTTPRequestHandler):
    """Answers without a word in the terminal; a machine's own media types do not count."""

    extensions_map = {  # noqa: RUF012 (as its base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Says nothing of readers who went away before they had their answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serving(
    folder: Path, handler: type[SimpleHTTPRequestHandler] = Files, port: int = 0
) -> AbstractContextManager[str]:
    """The address of ``folder``; see ``answering``."""
    return answering(partial(handler, directory=str(folder)), port)


@contextmanager
def answering(handler: Callable[..., BaseRequestHandler], port: int = 0) -> Iterator[str]:
    """Yields the address, http://127.0.0.1:PORT, at which ``handler`` answers; 0 is a free port.

    Raises OSError if the port is taken.
    """
    server = Server(("127.0.0.1", port), handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
