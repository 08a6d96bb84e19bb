"""One window a library: a second start hands over its folders and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 800
LONGEST_MESSAGE = 1 << 20


class FirstInstance(QObject):
    """Listens for later starts on the same library."""

    folders_given = Signal(list)
    """A later start asks to come to the front, with folders (maybe none) as paths."""

    def __init__(self, library_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = server_name(library_folder)
        if not self._server.listen(name):
            # A crash left its socket behind: nobody answered on it, or we would not be here.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._read(one))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        line = bytes(socket.readLine().data())
        socket.write(b"ok\n")
        socket.flush()
        socket.disconnectFromServer()
        try:
            paths = [Path(os.fsdecode(bytes.fromhex(one))) for one in json.loads(line)]
        except (ValueError, TypeError):
            return
        self.folders_given.emit(paths)


def hand_over(library_folder: Path, folders: list[Path]) -> bool:
    """Give folders to the window that is open on this library; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(library_folder))
    if not socket.waitForConnected(WAIT_MS):
        return False
    names = [os.fsencode(os.path.abspath(one)).hex() for one in folders]
    socket.write(json.dumps(names).encode() + b"\n")
    if not socket.waitForBytesWritten(WAIT_MS):
        return False
    is_answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(WAIT_MS * 4)
    socket.close()
    return is_answered


def server_name(library_folder: Path) -> str:
    """A name that only this person's windows on this library share."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    place = os.fsencode(os.path.realpath(library_folder))
    return "photoclip-" + hashlib.sha256(user.encode() + b"\0" + place).hexdigest()[:24]
