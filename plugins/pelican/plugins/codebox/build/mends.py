"""Lines added to the end of modules that would do otherwise in a browser, or be slow there."""

from __future__ import annotations

__all__ = ["MENDS", "mended"]

ZONES = "site-packages/pytz/zoneinfo"  # the world's time zones; they come when they are asked for

# By paths in the folder of the standard library; LIBRARY stands for that folder.
MENDS = {
    "site-packages/numpy/linalg/_linalg.py": """
from codebox_reader.numeric import Checked as _Checked
_umath_linalg = _Checked(_umath_linalg)
del _Checked
""",
    # There are no threads, and no widgets of a notebook.
    "site-packages/tqdm/std.py": """
tqdm.monitor_interval = 0
""",
    "site-packages/tqdm/notebook.py": """
from .std import tqdm as tqdm_notebook, trange as tnrange
tqdm, trange = tqdm_notebook, tnrange
""",
    "site-packages/matplotlib/artist.py": """
from codebox_reader.artists import when_asked as _when_asked
Artist._update_set_signature_and_docstring = classmethod(
    _when_asked(Artist._update_set_signature_and_docstring.__func__)
)
""",
    "site-packages/matplotlib/font_manager.py": """
from codebox_reader.fonts import arrange as _arrange
_arrange(fontManager, FontEntry)
""",
    "site-packages/matplotlib/animation.py": """
from codebox_reader.animations import told as _told
Animation.save = _told(Animation.save)
""",
    "zoneinfo/_tzpath.py": f"""
TZPATH = ("LIBRARY/{ZONES}",)
""",
    "site-packages/dateutil/tz/tz.py": f"""
TZPATHS.append("LIBRARY/{ZONES}")
""",
    # Asked for a zone that is in none of the places above.
    "site-packages/dateutil/zoneinfo/__init__.py": f"""
def getzoneinfofile_stream():
    import os.path
    if not os.path.isdir("LIBRARY/{ZONES}"):
        raise ModuleNotFoundError("No time zones", name="pytz")
""",
}


def mended(files: dict[str, bytes], library: str) -> dict[str, bytes]:
    """``files`` by their paths in the browser, with the lines that belong to them.

    ``library`` is the folder of the standard library there.
    """
    lines = {f"{library}/{path}": text.replace("LIBRARY", library) for path, text in MENDS.items()}
    more = {path: files[path] + text.encode() for path, text in lines.items() if path in files}
    return files | more
