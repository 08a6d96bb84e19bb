"""What fills an album of several words, asked for while photos come and go."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from photoclip.services.search.matching import LibraryScores, TextMatcher


def test_photos_that_come_between_two_texts_of_one_album_wait_for_the_next_look() -> None:
    class GrowingScores(LibraryScores):
        """A library into which a photo is taken, and from which one goes, at each question."""

        def __init__(self) -> None:
            self.asked = 0

        def model_id(self) -> int | None:
            return 1

        def spoken(self, texts: Any) -> list[str]:
            return list(texts)

        def probabilities(self, text: str) -> Any:
            self.asked += 1
            found = {"cat": [0.1, 0.2, 0.9], "dog": [0.8, 0.3, 0.4]}[text]
            ids = np.arange(3) + self.asked
            return ids[::-1], np.array(found[::-1], np.float32)

    ids, probabilities = TextMatcher(GrowingScores()).probabilities(["cat", "dog"])
    assert dict(zip(ids.tolist(), probabilities.tolist(), strict=True)) == pytest.approx(
        {2: 0.8, 3: 0.9}
    )
