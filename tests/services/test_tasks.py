"""Work in the background: it is told to stop, and nothing begins after the end."""

from __future__ import annotations

import threading

import pytest

from photoclip.services.tasks import CancelToken, TaskRunner


def test_a_task_gives_its_result_or_its_error() -> None:
    tasks = TaskRunner()

    def fail(_token: CancelToken) -> None:
        raise ValueError("no")

    assert tasks.submit("count", lambda _: 3).result(10) == 3
    with pytest.raises(ValueError, match="no"):
        tasks.submit("fail", fail).result(10)
    tasks.close()


def test_a_task_that_is_begun_while_the_others_are_stopped_is_refused() -> None:
    tasks = TaskRunner()
    runs = threading.Event()

    def follow(token: CancelToken) -> str:
        runs.set()
        assert token.wait(30)
        # Nobody would ever tell this one to stop, and closing would wait for it.
        with pytest.raises(RuntimeError, match="after the end"):
            tasks.submit("wait", lambda second: second.wait(60))
        return "stopped"

    task = tasks.submit("follow", follow)
    assert runs.wait(10)
    tasks.close()
    assert task.result(0) == "stopped"
