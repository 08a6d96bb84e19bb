"""What a measurement was taken on, without naming the machine."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
from collections.abc import Iterator
from pathlib import Path

PACKAGES = (
    "numpy", "pillow", "hnswlib", "usearch", "onnxruntime", "torch", "open_clip_torch",
)  # fmt: skip
FEATURES = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16")


def describe_machine() -> dict[str, object]:
    """CPU model, its vector features, cores, system, and versions of what does the work."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    lines = dict(
        (part.strip() for part in line.split(":", 1)) for line in text.splitlines() if ":" in line
    )
    flags = set(lines.get("flags", "").split())
    return {
        "cpu": lines.get("model name") or platform.processor() or platform.machine(),
        "features": [one for one in FEATURES if one in flags],
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        **dict(_versions()),
    }


def _versions() -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            yield name, importlib.metadata.version(name)
