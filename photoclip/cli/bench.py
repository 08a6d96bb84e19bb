"""``photoclip bench``: measures this machine and prints the measurements that are kept.

The measuring itself lies in the folder ``benchmarks`` of the source, which a packaged
application does not carry.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from photoclip.app.paths import resources_folder
from photoclip.cli.output import note, say, say_json
from photoclip.core.errors import PhotoClipError
from photoclip.core.wording import Message


def run_bench(*, photos: int, model: str, vectors: int, as_json: bool) -> None:
    """Run the benchmarks one after the other; a table, or one JSON object."""
    place = _benchmarks()
    results: dict[str, Any] = {}
    plans = {
        "indexing": ["indexing.py", "--photos", str(photos), "--model", model, "--rounds", "1"],
        "cold_search": ["cold_search.py", "--rounds", "5"],
        "queries": ["queries.py", "--count", str(vectors)],
    }
    for name, (script, *words) in plans.items():
        note(f"Measuring: {name.replace('_', ' ')} …")
        results[name] = _run(place / script, words)
    if as_json:
        say_json(results)
        return
    _say_indexing(results["indexing"])
    _say_queries(results)
    _say_kept(place / "results")


def run_window_bench(*, photos: int, as_json: bool) -> None:
    """Measure the window in a library of ``photos``; the worst gap of its heartbeat comes first."""
    place = _benchmarks()
    note(f"Making a library of {photos:,} photos, and measuring the window in it …")
    result = _run(place / "window.py", ["--photos", str(photos)])
    if as_json:
        say_json(result)
        return
    _say_machine(result["machine"])
    say(
        f"Start     window visible after {result['visible_s']:.2f} s, first thumbnails after "
        f"{result['first_thumbnails_s']:.2f} s, worst gap {result['start_worst_ms']:.0f} ms"
    )
    gaps = [f"{name} {one['worst_ms']:.0f} ms" for name, one in result["stalls"].items()]
    say(f"Stalls    worst gap {result['worst_ms']:.0f} ms while indexing: {', '.join(gaps)}")
    say(
        f"Search    {result['key_to_results_ms']:.0f} ms from key press to results, "
        f"{result['key_to_results_while_indexing_ms']:.0f} ms while indexing "
        f"({result['text_embedding_ms']:.0f} ms of it for the words)"
    )
    say(
        f"Indexing  {result['indexing_ratio']:.2f} of its speed with a search on show "
        f"(in turns: {result['indexing_with_a_search_on_show']} photos/s, with all photos "
        f"{result['indexing_with_all_on_show']}); new words are answered in "
        f"{result['new_words_to_results_median_ms']} ms meanwhile"
    )
    say(f"Memory    {result['memory_mb']:.0f} MiB in the window's process")


def _benchmarks() -> Path:
    place = resources_folder().parent / "benchmarks"
    if not (place / "indexing.py").is_file():
        raise PhotoClipError(
            "The benchmarks are not part of this installation.",
            "Get PhotoClip's source and run “photoclip bench” there.",
        )
    return place


def _run(script: Path, words: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True)
    if done.returncode:
        raise PhotoClipError(
            Message("{name} failed: {error}", name=script.name, error=done.stderr.strip()[-400:])
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _say_indexing(result: dict[str, Any]) -> None:
    _say_machine(result["machine"])
    say(f"Model     {result['model']}: {result['runtime']}")
    say(
        f"Indexing  {result['photoclip_photos_per_s']:.1f} photos/s of 12 megapixels, "
        f"{result['ratio']:.1f} times the plain way ({result['plain_photos_per_s']:.1f})"
    )
    shares = [f"{name} {share:.0%}" for name, share in result["stage_share"].items() if share]
    say(f"Stages    {', '.join(shares)}")
    limit = result["slowest_stage_limit_photos_per_s"]
    say(f"Limit     {result['slowest_stage']} alone would allow {limit:.0f} photos/s")


def _say_machine(machine: dict[str, Any]) -> None:
    say(f"Machine   {machine['cpu']}, {machine['cores']} cores, {' '.join(machine['features'])}")


def _say_queries(results: dict[str, Any]) -> None:
    cold, queries = results["cold_search"], results["queries"]
    say(f"Cold      photoclip search answers in {cold['cold_search_s']:.2f} s")
    say(
        f"Queries   {queries['count']:,} photos: {queries['beyond_embedding_ms']:.1f} ms beyond "
        f"the text embedding ({queries['text_embedding_ms']:.1f} ms), search is "
        f"{queries['index']}; first answer {queries['open_to_first_answer_s']:.2f} s after opening"
    )


def _say_kept(folder: Path) -> None:
    """Where earlier measurements lie, each with the machine it was taken on."""
    for path in sorted(folder.glob("*.json")):
        say(f"Kept      {path.relative_to(folder.parent.parent)}")
