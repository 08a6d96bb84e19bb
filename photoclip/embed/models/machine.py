"""What this machine is, as far as it decides which runtime is the fastest."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from importlib import metadata
from pathlib import Path

import psutil

_RUNTIME_PACKAGES = ("torch", "open_clip_torch", "timm", "onnxruntime", "onnx", "onnxscript")


def cpu_name() -> str:
    """The processor's name as the operating system gives it, with its instruction sets' digest.

    Two machines with one marketing name can differ in AVX-512 or AMX (a virtual machine hides
    them), which changes what is fast.
    """
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    fields = _first_fields(lines)
    name = fields.get("model name") or platform.processor() or platform.machine()
    flags = " ".join(sorted(fields.get("flags", "").split()))
    return f"{name} ({hashlib.sha256(flags.encode()).hexdigest()[:8]})" if flags else name


def _first_fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def core_count() -> int:
    """Processor cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return psutil.cpu_count(logical=True) or 1


def default_threads() -> int:
    """Threads for a model: one a physical core; a hyper-thread adds nothing to matrix work."""
    physical = psutil.cpu_count(logical=False) or core_count()
    return max(1, min(physical, core_count()))


def gpu_signs() -> tuple[str, ...]:
    """Signs of a GPU that need no torch to see: device nodes, the driver's version and tools."""
    signs = []
    if any(Path("/dev").glob("nvidia[0-9]*")) or Path("/proc/driver/nvidia/version").is_file():
        signs.append(f"NVIDIA GPU, driver {_nvidia_driver()}")
    elif platform.system() == "Windows" and shutil.which("nvidia-smi"):
        signs.append("NVIDIA GPU")  # Windows has no device nodes, but the tool comes with a driver
    if Path("/dev/kfd").exists():
        signs.append("AMD GPU")
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        signs.append("Apple GPU")
    return tuple(signs)


def _nvidia_driver() -> str:
    try:
        text = Path("/proc/driver/nvidia/version").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "not loaded"
    return next((word for word in text.split() if word[:1].isdigit() and "." in word), "unknown")


def machine_fingerprint() -> str:
    """A digest that changes when a measured choice of runtime may no longer hold."""
    parts = [
        platform.platform(),
        cpu_name(),
        str(core_count()),
        *gpu_signs(),
        os.environ.get("CUDA_VISIBLE_DEVICES", "all"),
        *(f"{name} {_version(name)}" for name in _RUNTIME_PACKAGES),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"
