"""Classifiers of albums: what judgements change, and what they never change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance.learned import (
    TextPrior,
    first_unlike,
    held_out_logits,
    learn,
    question_rank,
)

DIM = 16


def cloud(count: int, towards: int, seed: int) -> np.ndarray:
    """Unit vectors around one axis."""
    vectors = np.random.default_rng(seed).normal(0.0, 0.25, (count, DIM)).astype(np.float32)
    vectors[:, towards] += 1.0
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def axis(number: int, length: float = 1.0) -> np.ndarray:
    return np.eye(DIM, dtype=np.float32)[number] * np.float32(length)


RIGHT, WRONG = cloud(40, 0, 1), cloud(40, 1, 2)
MEAN = np.concatenate([RIGHT, WRONG]).mean(axis=0)
NOTHING = np.empty((0, DIM), np.float32)


def test_without_judgements_an_album_is_what_its_words_find() -> None:
    prior = TextPrior(axis(0, 8.0), -4.0)
    learned = learn(prior, MEAN, NOTHING, np.empty(0, np.bool_))
    assert np.allclose(learned.logits(RIGHT), prior.logits(RIGHT), atol=1e-5)


def test_examples_alone_tell_two_things_apart() -> None:
    vectors = np.concatenate([RIGHT[:2], WRONG[:2]])
    learned = learn(TextPrior.none(DIM), MEAN, vectors, np.array([True, True, False, False]))
    assert learned.logits(RIGHT[2:]).min() > learned.logits(WRONG[2:]).max()


def test_a_few_answers_set_words_right_that_meant_something_else() -> None:
    prior = TextPrior(axis(1, 8.0), -4.0)
    assert np.median(prior.logits(WRONG)) > prior.logits(RIGHT).max()
    vectors = np.concatenate([RIGHT[:4], WRONG[:4]])
    learned = learn(prior, MEAN, vectors, np.array([True] * 4 + [False] * 4))
    assert np.median(learned.logits(RIGHT[4:])) > np.median(learned.logits(WRONG[4:]))


def test_the_solution_is_where_the_posterior_is_flat() -> None:
    """Its gradient, by finite differences over direction and offset, is nought."""
    from photoclip.relevance.learned import OFFSET_VARIANCE, WEIGHT_VARIANCE

    prior = TextPrior(axis(0, 5.0), -2.0)
    vectors = np.concatenate([RIGHT[:3], WRONG[:3]]).astype(np.float64)
    belongs = np.array([True, False, True, False, False, True])
    learned = learn(prior, MEAN, vectors.astype(np.float32), belongs)

    def loss(direction: np.ndarray, offset: float) -> float:
        logits = vectors @ direction + offset
        weights = direction - prior.direction
        change = offset - prior.offset + weights @ MEAN
        likelihood = (belongs * logits - np.logaddexp(0, logits)).sum()
        return (
            -likelihood
            + weights @ weights / (2 * WEIGHT_VARIANCE)
            + change**2 / (2 * OFFSET_VARIANCE)
        )

    direction, offset = learned.direction.astype(np.float64), learned.offset
    here = loss(direction, offset)
    for number in range(DIM):
        for step in (1e-2, -1e-2):
            assert loss(direction + step * axis(number), offset) >= here - 1e-6
    assert min(loss(direction, offset + step) for step in (1e-2, -1e-2)) >= here - 1e-6


@given(
    belongs=st.lists(st.booleans(), min_size=1, max_size=30),
    factor=st.floats(-2000.0, 2000.0),
    offset=st.floats(-500.0, 500.0),
)
def test_whatever_is_said_and_believed_the_result_is_finite(
    belongs: list[bool], factor: float, offset: float
) -> None:
    vectors = np.concatenate([RIGHT, WRONG])[: len(belongs)]
    prior = TextPrior(axis(0, factor), offset)
    learned = learn(prior, MEAN, vectors, np.array(belongs))
    assert np.isfinite(learned.logits(vectors)).all()
    assert np.isfinite(held_out_logits(prior, MEAN, vectors, np.array(belongs))).all()


def test_contradictory_answers_to_one_picture_meet_in_the_middle() -> None:
    same = np.repeat(RIGHT[:1], 20, axis=0)
    learned = learn(TextPrior.none(DIM), MEAN, same, np.array([True, False] * 10))
    assert abs(float(learned.logits(same[:1])[0])) < 0.5


def test_held_out_answers_are_foretold_where_things_are_clear() -> None:
    vectors = np.concatenate([RIGHT[:10], WRONG[:10]])
    belongs = np.array([True] * 10 + [False] * 10)
    logits = held_out_logits(TextPrior.none(DIM), MEAN, vectors, belongs)
    assert ((logits > 0) == belongs).all()


@pytest.mark.parametrize("count", [1, 2, 7, 5000])
def test_questions_stay_within_the_library(count: int) -> None:
    logits = np.linspace(4.0, -9.0, count).astype(np.float32)
    for said in range(25):
        assert 0 <= question_rank(logits, [True] * said) < count


def test_questions_reach_deeper_while_everything_was_wrong() -> None:
    logits = np.linspace(-2.0, -9.0, 5000).astype(np.float32)
    deep = [question_rank(logits, [False] * said) for said in range(1, 10)]
    found = [question_rank(logits, [True, *[False] * (said - 1)]) for said in range(1, 10)]
    assert all(one >= two for one, two in zip(deep, found, strict=True))
    assert max(deep) > max(found)


def test_shots_of_one_moment_are_asked_about_once() -> None:
    assert first_unlike(np.stack([RIGHT[0], RIGHT[0], WRONG[0]]), RIGHT[:1]) == 2
    assert first_unlike(RIGHT[:2], NOTHING) == 0
    assert first_unlike(RIGHT[:1], RIGHT[:1]) == 0


def test_words_that_are_far_too_sure_can_be_corrected() -> None:
    generator = np.random.default_rng(7)
    vectors = generator.normal(size=(40, 32)).astype(np.float32)
    vectors[:, 0] += np.repeat([3.0, 1.0], 20)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    belongs = np.arange(40) < 20
    # The words say yes to everything, by odds of e^100 and more.
    direction = np.eye(1, 32, dtype=np.float32)[0] * 2000
    prior = TextPrior(direction, 100.0)
    learned = learn(prior, vectors.mean(axis=0), vectors, belongs).logits(vectors)
    assert (learned[belongs] > 0).all()
    assert (learned[~belongs] < 0).mean() > 0.9
