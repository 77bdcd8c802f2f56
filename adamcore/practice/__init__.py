"""A tutor for whoever writes Adam: what is wrong with a rule, in one sentence.

>>> import adamcore
>>> from adamcore.practice import diagnose
>>> diagnose(adamcore.Adam).passed
True

`SLIPS` is the catalogue, by rule: each slip is a rule of a few lines with its sentence.
"""

from .catalogue import SLIPS, Slip
from .comparison import Comparison, compare
from .diagnosis import diagnose
from .report import Report

__all__ = ["SLIPS", "Comparison", "Report", "Slip", "compare", "diagnose"]
