"""What comes along with code that is copied, or old: prompts, fences, notebooks, Python 2."""

from __future__ import annotations

import re

PYTHON_3 = "This is Python 2, and Python 3 runs here: "
NO_INSTALL = "Nothing can be installed in this box, and lines for a shell do not run: remove them."

# What stands in the source, in any line; the first that is there is told.
_PASTED = [
    (
        r"^[ \t]*(>>>|\.\.\. |In \[\d+\]:)",
        "The code was copied with its prompts: remove >>> and ... before the lines.",
    ),
    (r"^[ \t]*(```|~~~)", "The code was copied with its fence: remove the lines of ``` around it."),
    (r"^[ \t]*(!|\$ |pip3? install|conda install|python3? -m)", NO_INSTALL),
    (
        r"^[ \t]*%%?\w",
        "Lines with % are commands of a notebook, and this is plain Python: remove them.",
    ),
    (
        r"^[ \t]*(\?\??[\w.]+|[\w.]+\?\??)[ \t]*$",
        "A question mark is of a notebook: write help(name).",
    ),
]
# What the compiler finds in a line that Python 2 has allowed.
_STATEMENTS = [
    (r"^\s*print\b(?!\s*\()", "print is a function, print(...)."),
    (r"^\s*exec\b(?!\s*\()", "exec is a function, exec(...)."),
    (r"^\s*except\b[^:]*,", "write except Kind as name, or a tuple of kinds in parentheses."),
    (r"^\s*raise\s+\w+\s*,", "write raise Kind(words)."),
    (r"<>", "write != for <>."),
    (r"`", "write repr(...) for backticks."),
    (r"(?<![\w.])0\d", "write 0o777 for 0777."),
    (r"(?<![\w.])\d+[lL]\b", "integers are long without an L."),
    (r"\b[uU][rR]['\"]", "write r'...' for ur'...'."),
    (r"\b(def\s+\w+\s*\(|lambda\b)[^:]*\([^)]*\)", "take the tuple apart inside the function."),
]
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2032\u2033]")

_NAMES = {
    "xrange": "range",
    "raw_input": "input",
    "unicode": "str",
    "basestring": "str",
    "long": "int",
    "unichr": "chr",
    "reduce": "functools.reduce",
    "file": "open",
    "reload": "importlib.reload",
    "execfile": "exec(open(...).read())",
    "cmp": "(a > b) - (a < b)",
    "izip": "zip",
    "imap": "map",
    "apply": "f(*args)",
    "intern": "sys.intern",
}
_MODULES = {
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "httplib": "http.client",
    "ConfigParser": "configparser",
    "Queue": "queue",
    "StringIO": "io",
    "cStringIO": "io",
    "cPickle": "pickle",
    "Tkinter": "tkinter",
    "__builtin__": "builtins",
    "HTMLParser": "html.parser",
    "commands": "subprocess",
    "copy_reg": "copyreg",
    "thread": "_thread",
    "sets": "set",
}
_GONE = {
    "asynchat asyncore imp distutils smtpd": "3.12",
    "aifc audioop cgi cgitb chunk crypt imghdr mailcap msilib nis nntplib ossaudiodev pipes sndhdr"
    " spwd sunau telnetlib uu xdrlib lib2to3": "3.13",
}
_ATTRIBUTES = {
    "has_key": "key in dictionary",
    "iteritems": "items()",
    "iterkeys": "keys()",
    "itervalues": "values()",
    "viewitems": "items()",
    "sortkeys": "sorted",
    "izip": "zip",
    "imap": "map",
    "ifilter": "filter",
    "izip_longest": "itertools.zip_longest",
    "maxint": "sys.maxsize",
    "letters": "string.ascii_letters",
    "lowercase": "string.ascii_lowercase",
    "uppercase": "string.ascii_uppercase",
    "maketrans": "str.maketrans",
    "getcwdu": "os.getcwd()",
    "urlencode": "urllib.parse.urlencode",
    "func_name": "__name__",
    "next": "next(iterator)",
    "decode": "str, which needs no decoding,",
}


def of_syntax(error: BaseException, words: str, source: str) -> str:
    """For a SyntaxError, by the line of ``source`` that it names, or by others."""
    number = getattr(error, "lineno", None) or 0
    rows = source.split("\n")
    at = rows[number - 1] if 0 < number <= len(rows) else ""
    for pattern, sentence in _PASTED:
        if re.search(pattern, source, re.MULTILINE):
            return sentence
    if _QUOTES.search(at):
        return "These quotes are typographic: type ' or \" instead."
    if "invalid non-printable character" in words:
        return "There is a character that cannot be seen: delete it, and type a space instead."
    for pattern, sentence in _STATEMENTS:
        if re.search(pattern, at):
            return PYTHON_3 + sentence
    return ""


def of_python_2(kinds: set[str], words: str) -> str:
    """For what Python 3 calls otherwise, by the words of an error that has these ``kinds``."""
    found = dict(re.findall(r"(name|attribute|module named|import name) '(\w+)'", words))
    if "NameError" in kinds and (new := _NAMES.get(found.get("name", ""))):
        return f"{PYTHON_3}write {new}."
    if "ModuleNotFoundError" in kinds:
        return _module(found.get("module named", ""))
    if "TypeError" in kinds and re.search(r">>: 'builtin_function_or_method'", words):
        return f"{PYTHON_3}write print(..., file=f)."
    name = found.get("attribute") or found.get("import name") or ""
    return f"{PYTHON_3}write {_ATTRIBUTES[name]}." if name in _ATTRIBUTES else ""


def _module(name: str) -> str:
    if name in _MODULES:
        return f"{PYTHON_3}the module is {_MODULES[name]}."
    for names, version in _GONE.items():
        if name in names.split():
            return f"{name} has been removed from Python with version {version}."
    return ""
