"""Draws docs/relevance-reliability.svg from benchmarks/results/relevance.json.

python -m benchmarks.relevance.plot
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SIZE, LEFT, TOP, GAP = 260, 60, 48, 80
TITLES = {"starter": "Starter, trained scale and bias", "general": "Without a bias: background"}


def panel(name: str, measured: dict[str, Any], left: int) -> list[str]:
    """One diagram: bars of what was true, the diagonal, a dot's area for the share."""
    bottom = TOP + SIZE
    lines = [
        f'<text x="{left}" y="{TOP - 24}" class="title">{TITLES[name]}</text>',
        f'<text x="{left}" y="{TOP - 8}">expected calibration error {measured["ece"]:.3f}</text>',
        f'<rect x="{left}" y="{TOP}" width="{SIZE}" height="{SIZE}" class="frame"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIZE}" y2="{TOP}" class="ideal"/>',
    ]
    for one in measured["reliability"]:
        x, y = left + one["claimed"] * SIZE, bottom - one["true"] * SIZE
        width = (one["high"] - one["low"]) * SIZE - 2
        lines.append(
            f'<rect x="{left + one["low"] * SIZE + 1:.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{bottom - y:.1f}" class="bar"/>'
        )
        radius = 2 + 10 * one["weight"] ** 0.5
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="dot"/>')
    for tenth in range(0, 11, 2):
        x, y = left + tenth / 10 * SIZE, bottom - tenth / 10 * SIZE
        lines.append(f'<text x="{x:.0f}" y="{bottom + 16}" class="middle">{tenth / 10:.1f}</text>')
        lines.append(f'<text x="{left - 6}" y="{y + 4:.0f}" class="end">{tenth / 10:.1f}</text>')
    middle = left + SIZE / 2
    lines.append(f'<text x="{middle}" y="{bottom + 36}" class="middle">probability shown</text>')
    return lines


def main() -> None:
    """Draw it."""
    results = ROOT / "benchmarks" / "results" / "relevance.json"
    report = json.loads(results.read_text(encoding="utf-8"))
    width, height = LEFT + 2 * SIZE + GAP + 20, TOP + SIZE + 52
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">',
        "<title>Reliability: how often the query was true of the photo</title>",
        "<style>text{font:12px sans-serif;fill:#333}.title{font-weight:600}.middle{text-anchor:"
        "middle}.end{text-anchor:end}.frame{fill:none;stroke:#999}.ideal{stroke:#999;"
        "stroke-dasharray:4 4}.bar{fill:#8fb8de}.dot{fill:#1f5f99;fill-opacity:.8}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="{TOP + SIZE / 2:.0f}" class="middle" transform="rotate(-90 16 '
        f'{TOP + SIZE / 2:.0f})">share that was true</text>',
        *panel("starter", report["starter"], LEFT),
        *panel("general", report["general"], LEFT + SIZE + GAP),
        "</svg>",
    ]
    (ROOT / "docs" / "relevance-reliability.svg").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
