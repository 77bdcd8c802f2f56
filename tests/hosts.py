"""Static hosts that a reader of the docs would use, each started on a folder as the docs say."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.browser import program

CONFIGURED = Path(__file__).parents[1] / "docs" / "hosting"

# As little as nginx itself needs to run beside others, without root.
NGINX = """\
daemon off;
{user}
pid {at}/pid;
error_log {at}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {at}/a;
    proxy_temp_path {at}/b;
    fastcgi_temp_path {at}/c;
    uwsgi_temp_path {at}/d;
    scgi_temp_path {at}/e;
    {server}
}}
"""
# Root's nginx would serve as another user, who cannot enter the folders of tests.
USER = "user root;" if os.geteuid() == 0 else ""
PLAIN_NGINX = 'server {{ listen 127.0.0.1:{port}; root "{folder}"; }}'


def python(folder: Path, port: int, _: Path) -> list[str]:
    where = ["--bind", "127.0.0.1", "--directory", str(folder)]
    return [sys.executable, "-m", "http.server", *where, str(port)]


def busybox(folder: Path, port: int, _: Path) -> list[str]:
    return ["busybox", "httpd", "-f", "-p", f"127.0.0.1:{port}", "-h", str(folder)]


def nginx(folder: Path, port: int, at: Path) -> list[str]:
    """With what Debian's nginx does by itself."""
    return _nginx(at, PLAIN_NGINX.format(port=port, folder=folder))


def caddy(folder: Path, port: int, _: Path) -> list[str]:
    return ["caddy", "file-server", "--listen", f"127.0.0.1:{port}", "--root", str(folder)]


def nginx_configured(folder: Path, port: int, at: Path) -> list[str]:
    """With docs/hosting/nginx.conf."""
    text = (CONFIGURED / "nginx.conf").read_text()
    assert "listen 80;" in text
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    return _nginx(at, text.replace("/var/www/adam", f'"{folder}"'))


def caddy_configured(folder: Path, port: int, at: Path) -> list[str]:
    """With docs/hosting/Caddyfile."""
    text = (CONFIGURED / "Caddyfile").read_text()
    assert "http://example.org:80" in text
    text = text.replace("http://example.org:80", f"http://127.0.0.1:{port}")
    (at / "Caddyfile").write_text(
        "{\n\tadmin off\n}\n" + text.replace("/var/www/adam", f'"{folder}"')
    )
    return ["caddy", "run", "--config", str(at / "Caddyfile"), "--adapter", "caddyfile"]


def _nginx(at: Path, server: str) -> list[str]:
    (at / "nginx.conf").write_text(NGINX.format(at=at, server=server, user=USER))
    return [str(program("nginx")), "-c", str(at / "nginx.conf"), "-e", str(at / "error.log")]


PLAIN = {"python": python, "busybox": busybox, "nginx": nginx, "caddy": caddy}
CONFIGURED_HOSTS = {"nginx": nginx_configured, "caddy": caddy_configured}

type Command = Callable[[Path, int, Path], list[str]]


@contextmanager
def hosting(name: str, command: Command, folder: Path, at: Path) -> Iterator[str]:
    """The address at which the host serves ``folder``; ``at`` is for files of its own."""
    if name != "python" and program(name) is None:
        pytest.skip(f"no {name} on this machine; python -m tools.browser, as root, installs it")
    port = _free_port()
    words = command(folder, port, at)
    environment = {"HOME": str(at), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    with (at / "log").open("w") as log:
        process = subprocess.Popen(words, cwd=at, env=environment, stdout=log, stderr=log)
    try:
        _wait(process, port, at / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the host does not answer: {log.read_text()}")
