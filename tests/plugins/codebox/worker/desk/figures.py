# %% a figure of lines
import numpy as np, matplotlib.pyplot as plt
x = np.linspace(0, 6, 50)
fig, ax = plt.subplots(1, 2, figsize=(6, 3), layout="constrained")
ax[0].plot(x, np.sin(x), label="$\\sin x$"); ax[0].legend(); ax[1].scatter(x, x**2, c=x)
ax[0].set(title="One", xlabel="x"); fig.colorbar(ax[1].collections[0]); fig.savefig("f.png")
print(__import__("os").path.getsize("f.png") > 1000, len(fig.axes), plt.get_fignums())
plt.close("all"); __import__("os").remove("f.png")
# %% families of fonts
import matplotlib, matplotlib.pyplot as plt, io
fig, ax = plt.subplots()
for i, (family, weight) in enumerate([("serif", "normal"), ("serif", "bold"), ("monospace", "bold"), ("monospace", "normal"), ("sans-serif", "bold")]):
    for style in ("normal", "italic"):
        ax.text(0, i / 5, family, family=family, weight=weight, style=style)
ax.set_title("$\\alpha$", family="serif")
fig.savefig(io.BytesIO(), format="svg")
from matplotlib import font_manager as fm
import os
print([os.path.basename(fm.findfont(fm.FontProperties(family=f, weight=w))) for f in ("serif", "monospace", "sans-serif") for w in ("normal", "bold")])
plt.close("all")
# %% the rc of a paper
import matplotlib.pyplot as plt, io
plt.rcParams.update({"font.family": "serif", "mathtext.fontset": "cm", "font.size": 9})
fig, ax = plt.subplots(); ax.plot([1, 2]); ax.set_xlabel(r"$\theta_t = \frac{m}{\sqrt{v}}$ words")
fig.savefig(io.BytesIO(), format="svg"); print("drawn"); plt.close("all")
for fontset in ("stix", "dejavuserif", "stixsans", "dejavusans"):
    with plt.rc_context({"mathtext.fontset": fontset}):
        fig, ax = plt.subplots(); ax.set_title(r"$\mathcal{L}(\theta) \in \mathbb{R}$"); fig.savefig(io.BytesIO(), format="svg"); plt.close(fig)
# %% axes of dates
import datetime, io, matplotlib.pyplot as plt, matplotlib.dates as mdates
days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(60)]
fig, ax = plt.subplots(); ax.plot(days, range(60)); ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
fig.autofmt_xdate(); fig.savefig(io.BytesIO(), format="svg"); print([t.get_text() for t in ax.get_xticklabels()][:2]); plt.close("all")
# %% an error of matplotlib with its line
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2], [1, 2, 3])
# %% styles, logs and histograms
import numpy as np, matplotlib.pyplot as plt, io
with plt.style.context("ggplot"):
    fig, ax = plt.subplots(); ax.hist(np.random.default_rng(0).normal(size=100), bins=20); ax.set_yscale("log"); ax.grid(True)
    ax.annotate("peak", (0, 1), xytext=(1, 2), arrowprops={"arrowstyle": "->"}); ax.imshow(np.eye(3)); ax.contourf(np.eye(4))
    fig.savefig(io.BytesIO(), format="svg"); print("ok"); plt.close("all")
