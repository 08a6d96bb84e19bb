"""Classifiers of albums: what judgements change, and what they never change."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance.learned import (
    OFFSET_VARIANCE,
    TRUSTS,
    WEIGHT_VARIANCES,
    Strengths,
    TextPrior,
    first_unlike,
    held_out_logits,
    learn,
    question_rank,
    strengths,
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
    prior, found = TextPrior(axis(0, 5.0), -2.0), Strengths(0.5, 100.0)
    vectors = np.concatenate([RIGHT[:3], WRONG[:3]]).astype(np.float64)
    belongs = np.array([True, False, True, False, False, True])
    learned = learn(prior, MEAN, vectors.astype(np.float32), belongs, found)

    def loss(direction: np.ndarray, offset: float) -> float:
        logits = vectors @ direction + offset
        weights = direction - found.trust * prior.direction
        change = offset - found.trust * prior.offset + weights @ MEAN
        likelihood = (belongs * logits - np.logaddexp(0, logits)).sum()
        return (
            -likelihood
            + weights @ weights / (2 * found.variance)
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


TEXT = TextPrior(axis(0, 8.0), -4.0)
"""Words that mean the photos of RIGHT."""

ALL = np.concatenate([RIGHT, WRONG])

answers = st.lists(st.tuples(st.integers(0, len(ALL) - 1), st.booleans()), min_size=1, max_size=12)


@given(answers, st.randoms(use_true_random=False))
def test_answers_in_any_order_teach_the_same(
    said: list[tuple[int, bool]], order: random.Random
) -> None:
    other = list(said)
    order.shuffle(other)
    one, two = (
        learn(TEXT, MEAN, ALL[[photo for photo, _ in part]], np.array([is_in for _, is_in in part]))
        for part in (said, other)
    )
    assert np.allclose(one.logits(ALL), two.logits(ALL), atol=0.02)


@given(answers)
def test_strengths_stay_within_what_was_measured(said: list[tuple[int, bool]]) -> None:
    vectors, belongs = ALL[[photo for photo, _ in said]], np.array([is_in for _, is_in in said])
    found = strengths(TEXT, MEAN, vectors, belongs)
    assert TRUSTS[0] * 0.999 <= found.trust <= TRUSTS[-1] * 1.001
    assert WEIGHT_VARIANCES[0] * 0.999 <= found.variance <= WEIGHT_VARIANCES[-1] * 1.001


def test_words_that_answers_contradict_are_trusted_less() -> None:
    vectors = np.concatenate([RIGHT[:5], WRONG[:5]])
    is_right = np.array([True] * 5 + [False] * 5)
    agreed = strengths(TEXT, MEAN, vectors, is_right)
    contradicted = strengths(TEXT, MEAN, vectors, ~is_right)
    assert contradicted.trust < agreed.trust
    assert contradicted.variance > agreed.variance


def test_a_yes_to_what_the_words_find_leaves_their_ranking_alone() -> None:
    best = np.argsort(-TEXT.logits(ALL))[:1]
    learned = learn(TEXT, MEAN, ALL[best], np.array([True])).logits(ALL)
    assert (learned[: len(RIGHT)].min() > learned[len(RIGHT) :]).all()


def test_one_slip_among_few_answers_does_not_turn_the_words_round() -> None:
    for agreed in (0, 1, 2, 4):
        vectors = np.concatenate([RIGHT[:1], RIGHT[1 : 1 + agreed], WRONG[:agreed]])
        belongs = np.array([False] + [True] * agreed + [False] * agreed)
        learned = learn(TEXT, MEAN, vectors, belongs).logits(WRONG[5:])
        assert (learned < 0).mean() > 0.9, agreed


def test_the_same_answer_again_says_less_each_time() -> None:
    """Nine, ten, eleven of the same yes: each moves the photo by less than a twentieth of the
    first one."""
    photo = WRONG[:1]

    def logit(times: int) -> float:
        vectors = np.repeat(photo, times, axis=0)
        return float(learn(TEXT, MEAN, vectors, np.ones(times, np.bool_)).logits(photo)[0])

    first = logit(1) - float(TEXT.logits(photo)[0])
    steps = np.diff([logit(times) for times in (9, 10, 11)])
    assert first > 0
    assert (np.abs(steps) < first / 20).all()


def test_many_answers_are_weighed_by_some_of_them_in_any_order() -> None:
    cycle = np.arange(400) % len(ALL)
    belongs = cycle < len(RIGHT)
    mixed = np.random.default_rng(3).permutation(400)
    one = strengths(TEXT, MEAN, ALL[cycle], belongs)
    two = strengths(TEXT, MEAN, ALL[cycle[mixed]], belongs[mixed])
    assert (one.trust, one.variance) == pytest.approx((two.trust, two.variance), rel=1e-3)
