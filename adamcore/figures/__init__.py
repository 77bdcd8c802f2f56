"""The article's figures, one module each: ``from adamcore.figures import mgf; mgf.draw()``.

Every module has ``PARAMETERS``, the state that the article shows, and ``draw(**parameters)``, which
returns a Drawing. Only these modules import matplotlib.
"""
