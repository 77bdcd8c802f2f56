"""The article's list of libraries: each setting of adamcore is the rule that it stands for.

PyTorch's and Optax's settings are held to these libraries' own paths in test_oracle, rule by rule.
Keras is written out here, as in keras/src/optimizers of its sources.
"""

import re
from pathlib import Path

import numpy as np
import pytest

import adamcore

ARTICLE = Path(__file__).parents[2] / "content" / "adam-optimizer" / "7-adam-in-practice.md"
LIBRARIES = ("PyTorch", "Optax", "Keras")
GRADIENTS = np.random.default_rng(0).standard_normal((200, 4)) * np.array([1e-6, 1e-3, 1, 100])
THETA = np.array([1.0, -2.0, 0.5, 3.0])
LR = 0.001


def settings():
    """The settings that the list prints, by library and rule."""
    text = ARTICLE.read_text("utf-8")
    return {
        (library, code.partition("(")[0]): code
        for library in LIBRARIES
        for line in re.findall(rf"^- {library}: (.*)$", text, re.MULTILINE)
        for code in re.findall(r"`([^`]+)`", line)
    }


def rule(library, name):
    """The rule of an entry, at a learning rate of 0.001."""
    code = settings()[library, name].replace(f"{name}(", f"adamcore.{name}(lr={LR}, ")
    return eval(code.replace(", )", ")"), {"adamcore": adamcore})


def path(law):
    theta, state, points = THETA, law.init(THETA), []
    for g in GRADIENTS:
        theta, state = law.step(theta, g, state)
        points.append(theta)
    return np.array(points)


def keras_adam(*, decay=0.0, amsgrad=False, eps=1e-7, beta1=0.9, beta2=0.999):
    """Adam.update_step: alpha = lr sqrt(1 - beta2^t) / (1 - beta1^t), m alpha / (sqrt(v) + eps)."""
    theta, points = THETA, []
    m = v = high = np.zeros(4)
    for t, g in enumerate(GRADIENTS, start=1):
        theta = theta - theta * decay * LR
        m, v = m + (g - m) * (1 - beta1), v + (g * g - v) * (1 - beta2)
        high = np.maximum(high, v)
        alpha = LR * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        theta = theta - m * alpha / (np.sqrt(high if amsgrad else v) + eps)
        points.append(theta)
    return np.array(points)


def keras_rmsprop(*, rho=0.9, eps=1e-7):
    """RMSprop.update_step: lr g / sqrt(v + eps)."""
    theta, v, points = THETA, np.zeros(4), []
    for g in GRADIENTS:
        v = rho * v + (1 - rho) * g * g
        theta = theta - LR * g / np.sqrt(v + eps)
        points.append(theta)
    return np.array(points)


def test_the_list_has_every_rule_of_every_library():
    """Four rules, three libraries, and each entry is a rule."""
    found = settings()
    assert set(found) == {
        (library, name) for library in LIBRARIES for name in ("Adam", "AdamW", "RMSProp", "AMSGrad")
    }
    for library, name in found:
        assert type(rule(library, name)) is getattr(adamcore, name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Adam", keras_adam()),
        ("AdamW", keras_adam(decay=0.004)),
        ("AMSGrad", keras_adam(amsgrad=True)),
        ("RMSProp", keras_rmsprop()),
    ],
)
def test_the_settings_for_keras_take_keras_s_path(name, expected):
    """200 steps, with gradients from far below epsilon's reach to far above."""
    assert path(rule("Keras", name)) == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("library", ["PyTorch", "Optax"])
def test_other_libraries_epsilon_is_the_paper_s(library):
    """With Keras's epsilon the paths would differ at the small gradients."""
    assert not np.allclose(path(rule(library, "Adam")), keras_adam(), rtol=1e-6)
