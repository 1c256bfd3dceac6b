"""How much a four-sided candidate looks like a sheet of paper: its features, one number.

The number is what a small network of one hidden layer makes of the features. `score.npz` holds
its weights as `python -m tests.documents.tune` fitted them on drawn scenes; they must be fitted
anew whenever a feature changes.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kiosk.documents.features import measure
from kiosk.documents.geometry import Floats
from kiosk.documents.lines import Cues
from kiosk.documents.quads import Candidates

ACCEPT = -0.5  # log-odds from which a candidate is a page
SURE = 3.0  # and from which no better one is looked for
WEIGHTS = Path(__file__).with_name("score.npz")


class Network(NamedTuple):
    """Features are centred, scaled and clipped; then tanh units and a linear part are added up."""

    mean: Floats  # (F,)
    spread: Floats  # (F,)
    hidden: Floats  # (F, H)
    shift: Floats  # (H,)
    output: Floats  # (H,)
    direct: Floats  # (F,)
    bias: Floats  # ()

    def odds(self, features: Floats) -> Floats:
        """Log-odds (N,) of features (N, F)."""
        scaled = self.scaled(features)
        units = np.tanh(scaled @ self.hidden + self.shift)
        return np.asarray(units @ self.output + scaled @ self.direct + self.bias)

    def scaled(self, features: Floats) -> Floats:
        """Features as the network takes them: no freak value outweighs all others."""
        return np.clip((features - self.mean) / self.spread, -4, 4)


@cache
def network() -> Network:
    """The shipped weights."""
    with np.load(WEIGHTS) as stored:
        return Network(**{name: stored[name].astype(np.float64) for name in Network._fields})


def likelihood(picture: Cues, found: Candidates) -> Floats:
    """Log-odds (N,) that each candidate is the page."""
    if not len(found.quads):
        return np.empty(0)
    return network().odds(measure(picture, found))
