"""Classifiers of albums: logistic regression over unit vectors with the text as prior.

A photo with vector x belongs with the logit

    f(x) = s · (a · (t · x) + b) + w · (x - m) + c,   w ~ N(0, W² I),  c ~ N(0, C²)

where a, b are what the calibration makes of the text t, and m is the mean of the library. w and c
are the maximum a posteriori (Bishop 2006, "Pattern Recognition and Machine Learning", sections
4.3.3 and 4.4). Without judgements the album is what its words find; each judgement moves it as
far as it is evidence. The prior is not centred at zero, so the regression is solved for the
residual. By the representer theorem w is a sum over the judged photos, so Newton's method works
on as many unknowns as there are judgements (Rasmussen and Williams 2006, "Gaussian Processes for
Machine Learning", algorithm 3.1), and nothing but numpy is needed.

How far the words are to be trusted, s, and how far the answers may lead away from them, W, follow
from the answers: by the marginal likelihood (MacKay 1992, "Bayesian Interpolation"; Rasmussen and
Williams 2006, equation 3.32) of a few values of each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Scores, Vectors
from photoclip.relevance.logistic import logistic

Booleans = npt.NDArray[np.bool_]

TRUSTS = (0.25, 0.5, 1.0)
"""s. Without answers it is 1. Smaller ones than these find too much to be likely."""

WEIGHT_VARIANCES = (10.0, 30.0, 100.0, 300.0)
"""W². Low ones suit labels whose edges are soft, high ones words that mean something else."""

OFFSET_VARIANCE = 2.0
"""C²: how wrong the words may be about how many photos belong."""

SUREST = 6.0
"""The highest logit with which the words may be wrong about a judged photo."""

EXCEPTIONS = 3
"""So many photos about which the words are surer than that and wrong are no exceptions."""

RARE = -3.0
"""The prior logit of an album without words: about one photo in twenty."""

_WEIGHED = 100
"""So many answers say enough about the strengths; to weigh all of thousands would take seconds."""

_STEPS = 50
_SURE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class TextPrior:
    """What is known before any judgement: logit = direction · x + offset; direction: (d,)."""

    direction: Vectors
    offset: float

    @classmethod
    def none(cls, dim: int) -> TextPrior:
        """Of an album without words."""
        return cls(np.zeros(dim, np.float32), RARE)

    def logits(self, vectors: Vectors) -> npt.NDArray[np.float64]:
        """float64 (n,) of vectors (n, d)."""
        return vectors.astype(np.float64) @ self.direction + self.offset


@dataclass(frozen=True, slots=True, eq=False)
class AlbumClassifier:
    """logit(x) = direction · x + offset; direction: float32 (d,)."""

    direction: Vectors
    offset: float

    def logits(self, vectors: Vectors) -> Scores:
        """float32 (n,) of vectors (n, d)."""
        return vectors @ self.direction + np.float32(self.offset)


def tempered(
    prior: TextPrior, vectors: Vectors, belongs: Booleans
) -> tuple[TextPrior, npt.NDArray[np.float64]]:
    """The prior made less sure where the person contradicts it, with its logits, float64 (n,).

    Words of a model without a calibration of its own, or in a library of very like photos, may be
    surer of something wrong than any number of answers could make good; and the more w has to
    undo at one photo, the more it lifts the photos that are unlike it. One or two such photos are
    exceptions, and the person's word on them stands anyhow.
    """
    logits = prior.logits(vectors)
    wrong = np.where(belongs, -logits, logits)
    is_exception = np.count_nonzero(wrong > SUREST) < EXCEPTIONS
    factor = 1.0 if is_exception else SUREST / float(wrong.max())
    return TextPrior(prior.direction * np.float32(factor), prior.offset * factor), logits * factor


@dataclass(frozen=True, slots=True)
class Strengths:
    """trust: s, by which the logits of the words are multiplied. variance: W²."""

    trust: float
    variance: float


USUAL = Strengths(1.0, 100.0)
"""What is taken for few answers, and to choose questions: words that are trusted less make an album
look larger, so that questions reach deeper and find fewer yeses."""

FEWEST = 5
"""Of fewer answers one slip would say that the words mean something else."""


def strengths(prior: TextPrior, mean: Vectors, vectors: Vectors, belongs: Booleans) -> Strengths:
    """What judgements say of both; arguments as of ``learn``.

    The geometric mean over a grid, weighted by the marginal likelihood in Laplace's approximation.
    With few answers all of the grid is likely, and a maximum would jump with each of them. Before
    any answer s is likely in proportion to itself.
    """
    if len(belongs) < FEWEST:
        return USUAL
    _, logits = tempered(prior, vectors, belongs)
    chosen = np.argsort(logits, kind="stable")[:: -(-len(logits) // _WEIGHED)]
    logits, belongs = logits[chosen], belongs[chosen]
    centred = (vectors[chosen] - mean).astype(np.float64)
    products = centred @ centred.T
    grid = [(trust, variance) for trust in TRUSTS for variance in WEIGHT_VARIANCES]
    evidence = np.array(
        [
            _evidence(variance * products + OFFSET_VARIANCE, trust * logits, belongs)
            + math.log(trust)
            for trust, variance in grid
        ]
    )
    likely = np.exp(evidence - evidence.max())
    trust, variance = np.exp(likely @ np.log(grid) / likely.sum()).tolist()
    return Strengths(trust, variance)


def learn(
    prior: TextPrior,
    mean: Vectors,
    vectors: Vectors,
    belongs: Booleans,
    given: Strengths | None = None,
) -> AlbumClassifier:
    """The classifier after judgements. mean: (d,), of the library. vectors: (n, d), unit length,
    of the judged photos. belongs: (n,), what the person said. n may be 0. given: the strengths
    where they are known already."""
    if not len(vectors):
        return AlbumClassifier(prior.direction, prior.offset)
    found = given or strengths(prior, mean, vectors, belongs)
    centred = (vectors - mean).astype(np.float64)
    prior, logits = tempered(prior, vectors, belongs)
    kernel = found.variance * (centred @ centred.T) + OFFSET_VARIANCE
    parts = _solve(kernel, found.trust * logits, belongs)
    weights = found.variance * (parts @ centred)
    offset = found.trust * prior.offset + OFFSET_VARIANCE * float(parts.sum())
    direction = found.trust * prior.direction.astype(np.float64) + weights
    return AlbumClassifier(direction.astype(np.float32), offset - float(weights @ mean))


def held_out_logits(
    prior: TextPrior, mean: Vectors, vectors: Vectors, belongs: Booleans, folds: int = 10
) -> Scores:
    """Cross-validation: the logit of each judged photo, float32 (n,), from a classifier that
    learned without its fold. Folds are stratified, so that none is without a yes. The strengths
    are those of all judgements: two numbers that hardly depend on one of them."""
    logits = np.empty(len(vectors), np.float32)
    found = strengths(prior, mean, vectors, belongs)
    fold = np.empty(len(vectors), np.int64)
    for side in (True, False):
        places = np.flatnonzero(belongs == side)
        fold[places] = np.arange(len(places)) % folds
    for one in np.unique(fold):
        is_out = fold == one
        learned = learn(prior, mean, vectors[~is_out], belongs[~is_out], found)
        logits[is_out] = learned.logits(vectors[is_out])
    return logits


DEPTHS = (0.0, 0.06, 0.2, 0.5, 0.02, 1.2, 0.12, 0.8, 2.0, 0.3)
"""Where in the ranking to ask, one after the other, as parts of the expected size of the album."""

SAME = 0.97
"""Photos whose cosine is above this are shots of one moment: one answer does for all of them."""

_SMALLEST = 30
_UNSEEN = 100


def question_rank(logits: Scores, said: Sequence[bool] | Booleans) -> int:
    """At which place of the falling logits (n,) of photos not judged yet to ask next.

    said: the answers so far, in any order. The top of the ranking finds the yeses that teach most
    when words are badly chosen; the place where the album is expected to end is where a model is
    least certain (Lewis and Gale 1994, "A Sequential Algorithm for Training Text Classifiers");
    deeper ones find what the words miss. To ask at spread places keeps questions diverse. While
    no yes was found the album is taken for larger than it seems, so that questions reach deeper.
    """
    total = float(logistic(logits).sum())
    size = min(max(total, _SMALLEST if np.any(said) else _UNSEEN), len(logits) / 4)
    depth = DEPTHS[len(said) % len(DEPTHS)]
    return min(round(depth * size), max(len(logits) - 1, 0))


def first_unlike(candidates: Vectors, judged: Vectors) -> int:
    """The first of some candidates (k, d) that is no near duplicate of a judged photo (n, d); 0
    where all are."""
    if not len(judged):
        return 0
    is_new = (candidates @ judged.T).max(axis=1) < SAME
    return int(np.argmax(is_new))


def _solve(
    kernel: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
    belongs: Sequence[bool] | Booleans,
) -> npt.NDArray[np.float64]:
    """What each judged photo contributes, float64 (n,): the maximum of the posterior, by Newton's
    method with the step halved until the posterior rises."""
    wanted = np.asarray(belongs, np.float64)
    parts = np.zeros(len(wanted))
    value = _posterior(kernel, prior, wanted, parts)
    for _ in range(_STEPS):
        logits = prior + kernel @ parts
        share = logistic(logits)
        curvature = np.maximum(share * (1.0 - share), 1e-9)
        target = logits - prior + (wanted - share) / curvature
        aim = np.linalg.solve(kernel + np.diag(1.0 / curvature), target)
        step = 1.0
        while step > _SURE:
            trial = parts + step * (aim - parts)
            better = _posterior(kernel, prior, wanted, trial)
            if better >= value:
                break
            step /= 2.0
        else:
            break
        moved, parts = float(np.abs(trial - parts).max()), trial
        gain, value = better - value, better
        if moved < _SURE or gain < _SURE * _SURE:
            break
    return parts


def _evidence(
    kernel: npt.NDArray[np.float64], prior: npt.NDArray[np.float64], belongs: Booleans
) -> float:
    """The logarithm of the marginal likelihood of answers, by Laplace's approximation."""
    parts = _solve(kernel, prior, belongs)
    share = logistic(prior + kernel @ parts)
    root = np.sqrt(share * (1.0 - share))
    spread = np.eye(len(prior)) + root[:, None] * kernel * root
    fit = _posterior(kernel, prior, np.asarray(belongs, np.float64), parts)
    return fit - 0.5 * float(np.linalg.slogdet(spread)[1])


def _posterior(
    kernel: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
    wanted: npt.NDArray[np.float64],
    parts: npt.NDArray[np.float64],
) -> float:
    change = kernel @ parts
    logits = prior + change
    likelihood = wanted * logits - np.logaddexp(0.0, logits)
    return float(likelihood.sum() - 0.5 * parts @ change)
