"""Settings of the site; publishconf.py adds what only a published site needs."""

import os
from pathlib import Path

ROOT = Path(__file__).parent
CACHE = ROOT / ".cache"

# Figures and prose quote the same runs, which take long: whoever comes first keeps them for the
# others. One thread, as in the processes that draw: another number of threads rounds otherwise.
os.environ.setdefault("ADAMCORE_RESULTS", str(CACHE / "results"))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from adamcore.experiments import digits  # noqa: E402 (NumPy reads the number above)

SITENAME = "Adam Optimizer"
AUTHOR = "Adam Optimizer maintainers"
SITEURL = ""
RELATIVE_URLS = True
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%b %Y"

PATH = str(ROOT / "content")
ARTICLE_PATHS: list[str] = []  # a folder of layers is an article, wherever it lies
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
OUTPUT_PATH = str(ROOT / "output")
DELETE_OUTPUT_DIRECTORY = False
CACHE_PATH = str(CACHE / "pelican")
EXPLORABLE_CACHE = str(CACHE)

LAYERS_FRONT = "adam-optimizer"
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = ["articles"]
ARTICLES_SAVE_AS = "articles/index.html"
TEMPLATE_PAGES = {"404.html": "404.html"}
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM: str | None = None
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

THEME = str(ROOT / "theme")
THEME_STATIC_PATHS = ["static/icons"]

PLUGINS = [
    "assets", "formulas", "values", "figures", "codebox", "predict", "names", "references",
    "layers", "sharing", "papers", "notices", "offline",
]  # fmt: skip

FIGURES_MODULE = "adamcore.figures"
FIGURES_SCRIPTS = str(ROOT / "article" / "figures")
FIGURES_BOX = "your-own-figure"
NAMES = {
    "sgd": [
        "SGD", "Stochastic gradient descent", "Gradient descent", "gradient descent",
    ],
    "momentum": ["Momentum", "momentum", "SGD with momentum"],
    "adagrad": ["AdaGrad"],
    "rmsprop": ["RMSProp"],
    "adam": ["Adam"],
    "amsgrad": ["AMSGrad"],
    "adamw": ["AdamW"],
}  # fmt: skip
VALUES = "adamcore.figures.shown:values"
VALUES_ALLOWED = {
    "1-historical-context": {"1.5": "a coordinate of the start on the ravine"},
    "layer-1": {
        "31.6": "the square root of 1,000, by arithmetic",
        "0.23": "the root of 0.1 / 1.9, by arithmetic",
        "2.1": "a section of Kingma and Ba's paper",
        "0.98": "beta2 of the first Transformer",
        "0.95": "beta2 of GPT-3, as its paper states",
    },
    "7-adam-in-practice": {
        "0.215": "the rate at which warm-up is tried, a setting",
        "0.95": "a value of beta2, a setting",
        "1.4": "a speed-up that Wen et al. report",
        "1.1": "a speed-up that Wen et al. report",
        "1.2": "a model size in Wen et al., in billions",
    },
}

MARKDOWN = {
    "extensions": ["extra", "admonition", "toc", "smarty", "sane_lists"],
    "extension_configs": {
        "codehilite": {"css_class": "highlight", "guess_lang": False},
        "toc": {"toc_depth": "3-4"},
    },
    "output_format": "html5",
}

# Readers import the very package that the figures are drawn with.
CODEBOX_PROJECTS = [str(ROOT)]
CODEBOX_REHEARSE = ["adamcore"]
CODEBOX_DATA = {digits.PACKAGE: [digits.file()]}

SHARING_PICTURE = "article.pictures:preview"
SHARING_ICON = "article.pictures:icon"
SHARING_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SHARING_ORGANIZATIONS = [AUTHOR]
SHARING_SHORT_NAME = "Adam"
SHARING_COLOURS = {"theme": "#fcfbf8", "background": "#fcfbf8"}

KATEX = {"strict": "error", "macros": {}}
FORMULAS_STYLE = False  # the theme has it

ESBUILD = str(ROOT / "node_modules" / ".bin" / "esbuild")
ASSETS_ESBUILD = ESBUILD
ASSETS = {
    "main": "theme/static/js/main.js",
    "theme": "theme/static/js/theme.js",
    "style": "article/style/main.css",
}

NOTICES = [
    "This site carries the work of others, under the licences below.\n"
    "Its own code is under the MIT License, its prose and figures are under CC BY 4.0.",
    "Pyodide, with CPython compiled to WebAssembly (MPL-2.0 and PSF-2.0).\n"
    "Sources: https://github.com/pyodide/pyodide and https://www.python.org/downloads/source/",
    "Optical Recognition of Handwritten Digits, by E. Alpaydin and C. Kaynak (CC BY 4.0): the part "
    "of it that scikit-learn has.\n"
    "Source: https://doi.org/10.24432/C50P49, UCI Machine Learning Repository, 1998.",
]
NOTICES_WHEELS = str(CACHE / "runtime" / "downloads")
COLOPHON_LINKS = [("Licences of others", "notices.txt")]

# The one inline script, theme.js, is added by its hash, and no address leads to another host. KaTeX
# sets its spans by style attributes; the code box runs Python in a worker made from a blob.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "style-src-elem 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self' data:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
