"""Vectors shaped like those of real photos, any number of them, and queries like a person's texts.

Independent normal numbers would be a poor stand-in: all photos equally far from each other, which
no graph index can be good at and no library looks like. The constants below were measured with
the starter model on the 89 sample photos (each whole and in 7 crops) and their captions:

- the mean of photos has length 0.32, that of texts 0.25, with a cosine of 0.22 between them;
- around its mean, a photo's variance of 0.90 falls into one part that differs from subject to
  subject and another that differs between pictures of one subject (crops: 0.19); both spread over
  dimensions with an eigenvalue spectrum that falls off as exp(-i / 45): about 90 of 512 dimensions
  take part, and the last 200 hold less than 1 %;
- cosines: photo and photo 0.08 in the median (1 % to 99 %: -0.11 to 0.45), text and photo 0.01
  (-0.16 to 0.30), text and its own photo 0.29 (5 % to 95 %: 0.05 to 0.47).

Model: photo = mean + subject + variation (+ for bursts: a small change of the photo before it).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

PHOTO_MEAN = 0.32
TEXT_MEAN = 0.25
MEANS_COSINE = 0.22
SUBJECT_VARIANCE = 0.55
VARIATION_VARIANCE = 0.35
BURST_VARIANCE = 0.04
BURST_SHARE = 0.25
SPECTRUM_DECAY = 45.0
TEXT_MATCH = 0.36
PHOTOS_A_SUBJECT = 200
CHUNK = 16384


@dataclass(frozen=True)
class PhotoSpace:
    """A library's subjects. basis: float32 (d, d), orthogonal; spread: float32 (d,), sums to 1."""

    dim: int
    basis: Array
    spread: Array
    photo_mean: Array
    text_mean: Array
    subjects: Array

    @classmethod
    def make(cls, count: int, dim: int = 512, seed: int = 0) -> PhotoSpace:
        """The space of a library of ``count`` photos."""
        rng = np.random.default_rng(seed)
        basis = np.linalg.qr(rng.standard_normal((dim, dim)))[0].astype(np.float32)
        spread = np.exp(-np.arange(dim) / SPECTRUM_DECAY)
        spread = (spread / spread.sum()).astype(np.float32)
        directions = np.linalg.qr(rng.standard_normal((dim, 2)))[0].T.astype(np.float32)
        photo = directions[0]
        text = MEANS_COSINE * photo + np.sqrt(1 - MEANS_COSINE**2) * directions[1]
        subjects = max(20, count // PHOTOS_A_SUBJECT)
        noise = rng.standard_normal((subjects, dim), dtype=np.float32)
        centres = (noise * np.sqrt(SUBJECT_VARIANCE * spread)) @ basis.T
        return cls(
            dim, basis, spread, PHOTO_MEAN * photo, (TEXT_MEAN * text).astype(np.float32), centres
        )

    def photos(self, count: int, seed: int = 1) -> Array:
        """float32 (count, d), unit length."""
        rng = np.random.default_rng(seed)
        out = np.empty((count, self.dim), np.float32)
        # Few subjects have many photos and most have few, as in anybody's library.
        weights = 1.0 / (np.arange(len(self.subjects)) + 10.0)
        for start in range(0, count, CHUNK):
            piece = out[start : start + CHUNK]
            chosen = rng.choice(len(self.subjects), len(piece), p=weights / weights.sum())
            piece[...] = self.photo_mean + self.subjects[chosen]
            piece += self._noise(rng, len(piece), VARIATION_VARIANCE)
            follows = np.flatnonzero(rng.random(len(piece)) < BURST_SHARE)
            follows = follows[follows > 0]
            piece[follows] = piece[follows - 1] + self._noise(rng, len(follows), BURST_VARIANCE)
            piece /= np.linalg.norm(piece, axis=1, keepdims=True)
        return out

    def texts(self, count: int, seed: int = 2) -> Array:
        """float32 (count, d), unit length: each names one subject, across the modality gap."""
        rng = np.random.default_rng(seed)
        named = self.subjects[rng.integers(len(self.subjects), size=count)]
        named = named / np.linalg.norm(named, axis=1, keepdims=True)
        rest = 1 - TEXT_MEAN**2 - TEXT_MATCH**2
        texts = self.text_mean + TEXT_MATCH * named + self._noise(rng, count, rest)
        unit: Array = texts / np.linalg.norm(texts, axis=1, keepdims=True)
        return unit

    def _noise(self, rng: np.random.Generator, count: int, variance: float) -> Array:
        noise = rng.standard_normal((count, self.dim), dtype=np.float32)
        turned: Array = (noise * np.sqrt(variance * self.spread)) @ self.basis.T
        return turned
