"""Switches off, before anything else is imported, what dependencies would send to their makers.

Every process of PhotoClip passes through ``photoclip/__init__.py`` first, which imports this: the
window, the shell, the worker (a spawned child imports ``photoclip.embed.worker.entry`` to know
what to run), scripts that use the library, benchmarks, and the frozen program. The variables are
set whatever the person's environment says, since the promise is PhotoClip's own.

What was looked through, in the versions installed when this was written (strings and sources
searched for telemetry, analytics, addresses and connections opened at import):

- onnxruntime 1.32: carries a client (1DS) that writes a device id and a database of events below
  the user's cache and looks up mobile.events.data.microsoft.com as soon as a session is made.
  ``disable_telemetry_events()`` comes too late; ORT_DISABLE_TELEMETRY is read at load time.
- huggingface_hub 2.4: ``send_telemetry``, and names of libraries and agents in the headers of
  requests. Off by HF_HUB_DISABLE_TELEMETRY, DISABLE_TELEMETRY or DO_NOT_TRACK, read at import.
- hf_xet 1.8: telemetry of transfers, in transfers alone, which HF_HUB_OFFLINE prevents;
  HF_HUB_DISABLE_XET keeps it from being loaded.
- transformers 5.24: says its versions in its requests, unless HF_HUB_DISABLE_TELEMETRY; for a
  model that is not on the disk it would ask the hub, which HF_HUB_OFFLINE prevents.
- timm 1.0, open_clip 3.3, torchvision 0.29: download weights where they are named; openclip.py
  names none.
- torch 2.14: ``_log_api_usage_once`` goes nowhere in the public builds; its "telemetry" in
  torch.xpu reads temperatures. torch.hub downloads only when it is asked to.
- usearch 2.26: fetches an extension for SQLite from GitHub where ``sqlite_path()`` asks for it,
  which nothing here does.
- Qt 6.11: QtWebEngine and QtNetwork are not imported but for QLocalSocket
  (``gui/desktop/instance.py``), which is a Unix socket.
- rawpy, pillow, pillow_heif, numpy, tokenizers, safetensors, hnswlib, numkong, tqdm, onnx,
  onnxscript, rich, typer, watchdog, psutil, send2trash, appdirs, filelock, ftfy: nothing.

``tests/test_privacy.py`` runs the program under strace and fails on any socket of the Internet.
"""

from __future__ import annotations

import os
from typing import Final

SWITCHES: Final = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
"""Reporting, off. Set by :func:`switch_off` in every process."""

OFFLINE: Final = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_XET": "1",
}
"""Downloads, off. Set by :func:`go_offline` where a model is built."""


def switch_off() -> None:
    """Set what keeps dependencies from reporting, whatever the environment says."""
    os.environ.update(SWITCHES)


def go_offline() -> None:
    """Set what keeps the libraries of models off the network.

    Apart, since a script that uses PhotoClip's library may download things of its own. To be
    called before transformers and huggingface_hub are imported, which read this once.
    """
    os.environ.update(OFFLINE)


def keep_compiler_files(folder: str) -> None:
    """Have torch's compiler keep its files in ``folder``, made when needed.

    Its own choice is a folder in the shared temporary one, made as soon as an export begins, which
    stays there for everybody to see.
    """
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = folder


switch_off()
