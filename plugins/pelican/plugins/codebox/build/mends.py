"""Lines added to the end of modules that would do otherwise in a browser than at a desk."""

from __future__ import annotations

from .wheels import LIBRARY, SITE

__all__ = ["MENDS", "mended"]

ZONES = f"{SITE}/pytz/zoneinfo"  # the world's time zones; they come when they are asked for

MENDS = {
    f"{SITE}/numpy/linalg/_linalg.py": """
from codebox_reader.numeric import Checked as _Checked
_umath_linalg = _Checked(_umath_linalg)
del _Checked
""",
    # There are no threads, and no widgets of a notebook.
    f"{SITE}/tqdm/std.py": """
tqdm.monitor_interval = 0
""",
    f"{SITE}/tqdm/notebook.py": """
from .std import tqdm as tqdm_notebook, trange as tnrange
tqdm, trange = tqdm_notebook, tnrange
""",
    f"{SITE}/matplotlib/font_manager.py": """
from codebox_reader.fonts import arrange as _arrange
_arrange(fontManager, FontEntry)
""",
    f"{SITE}/matplotlib/animation.py": """
from codebox_reader.animations import told as _told
Animation.save = _told(Animation.save)
""",
    f"{LIBRARY}/zoneinfo/_tzpath.py": f"""
TZPATH = ({ZONES!r},)
""",
    f"{SITE}/dateutil/tz/tz.py": f"""
TZPATHS.append({ZONES!r})
""",
    # Asked for a zone that is in none of the places above.
    f"{SITE}/dateutil/zoneinfo/__init__.py": f"""
def getzoneinfofile_stream():
    import os.path
    if not os.path.isdir({ZONES!r}):
        raise ModuleNotFoundError("No time zones", name="pytz")
""",
}


def mended(files: dict[str, bytes]) -> dict[str, bytes]:
    """``files`` by their paths in the browser, with the lines that belong to them."""
    more = {path: files[path] + MENDS[path].encode() for path in MENDS if path in files}
    return files | more
