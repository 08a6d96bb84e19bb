"""What the desktop does with files: open them, and show where they lie. For background threads.

The one module that knows how Linux, Windows and macOS differ in this.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QProcess, QUrl

from photoclip.core.errors import PhotoClipError
from photoclip.gui.desktop.programs import Program

Start = Callable[[str, list[str]], bool]
"""Starts a program with arguments on its own; whether it started."""

IS_MAC, IS_WINDOWS = sys.platform == "darwin", sys.platform == "win32"
ANSWER_MS = 3000
HANDING_ON = ("xdg-open", "gio", "open")
PATIENCE_S = 2.0
_going_on: list[subprocess.Popen[bytes]] = []
"""Started, and to be asked for their end some time."""
_MANAGER = "org.freedesktop.FileManager1"
_MANAGER_PATH = "/org/freedesktop/FileManager1"


class DesktopError(PhotoClipError):
    """The desktop has nothing that does what was asked for."""


def url_text(path: str) -> str:
    """A path as a file URL, whatever bytes its name is made of."""
    if os.sep == "/":
        return "file://" + quote(os.fsencode(path))
    return QUrl.fromLocalFile(path).toString(QUrl.ComponentFormattingOption.FullyEncoded)


def start_program(program: str, arguments: list[str]) -> bool:
    """Start a program that goes on without us; one that only hands files on is waited for."""
    if program in HANDING_ON:
        return hand_on(program, arguments)
    started, _ = QProcess.startDetached(program, arguments)
    return bool(started)


def hand_on(program: str, arguments: list[str], patience_s: float = PATIENCE_S) -> bool:
    """Whether a program like xdg-open found another that takes the file.

    Some of them become the program that they found: one that goes on has found one.
    """
    _going_on[:] = [one for one in _going_on if one.poll() is None]
    try:
        process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(patience_s) == 0
    except subprocess.TimeoutExpired:
        _going_on.append(process)
        return True


def open_files(paths: Sequence[str], start: Start = start_program) -> None:
    """Open each file with its default program. Raises DesktopError."""
    for path in paths:
        if not _open_one(path, start):
            raise DesktopError(
                "No program for this kind of picture could be started.",
                "Choose a default program for pictures in the settings of your system.",
            )


def open_with(program: Program, paths: Sequence[str], start: Start = start_program) -> None:
    """Open files with one program: all at once where it takes several. Raises DesktopError."""
    for name, *arguments in commands_of(program.command, paths):
        if not start(name, arguments):
            raise DesktopError(
                f"The program {program.name} could not be started.",
                "Check that it is still installed, or choose another one.",
            )


def show_in_file_manager(paths: Sequence[str], start: Start = start_program) -> None:
    """Open the folder of the files with the files chosen in it. Raises DesktopError."""
    folder = os.path.dirname(paths[0])
    if IS_MAC:
        is_shown = start("open", ["-R", *paths])
    elif IS_WINDOWS:
        is_shown = start("explorer.exe", ["/select,", paths[0].replace("/", "\\")])
    else:
        is_shown = _ask_file_manager(paths) or _open_one(folder, start)
    if not is_shown:
        raise DesktopError(
            f"No file manager could be started for {folder}.",
            "Open the folder in a file manager of your choice.",
        )


def commands_of(command: str, paths: Sequence[str]) -> list[list[str]]:
    """The calls that an Exec line stands for (Desktop Entry Specification 1.5, field codes).

    One call with all files where the line says %F or %U, else one call a file.
    """
    words = shlex.split(command)
    if any(word in ("%F", "%U") for word in words):
        return [[one for word in words for one in _filled(word, paths)]]
    if not any("%f" in word or "%u" in word for word in words):
        words.append("%f")
    return [[one for word in words for one in _filled(word, [path])] for path in paths]


def _filled(word: str, paths: Sequence[str]) -> list[str]:
    if word in ("%F", "%f"):
        return list(paths)
    if word in ("%U", "%u"):
        return [url_text(one) for one in paths]
    if len(word) == 2 and word[0] == "%" and word != "%%":
        return []  # icon, name and place of the entry itself: nobody needs them
    if paths:
        word = word.replace("%f", paths[0]).replace("%u", url_text(paths[0]))
    return [word.replace("%%", "%")]


def _open_one(path: str, start: Start) -> bool:
    if IS_MAC:
        return start("open", [path])
    if IS_WINDOWS:
        try:
            os.startfile(path)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    return start("xdg-open", [url_text(path)]) or start("gio", ["open", url_text(path)])


def _ask_file_manager(paths: Sequence[str]) -> bool:
    """Over D-Bus, which alone can choose files in the folder; False where nobody answers."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    name = f"photoclip-{id(paths)}"
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, name)
    try:
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(_MANAGER, _MANAGER_PATH, _MANAGER, "ShowItems")
        message.setArguments([[url_text(one) for one in paths], ""])
        answer = bus.call(message, QDBus.CallMode.Block, ANSWER_MS)
        return answer.type() == QDBusMessage.MessageType.ReplyMessage
    finally:
        QDBusConnection.disconnectFromBus(name)


def pictures_folder() -> str:
    """Where people keep pictures, or their home."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.PicturesLocation
    return QStandardPaths.writableLocation(place) or str(Path.home())
