"""Connections to the catalog: one a thread, transactions, and errors in the person's words."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

from photoclip.catalog.format.addresses import connection_uri, settled_uri
from photoclip.catalog.format.failures import translate as translate
from photoclip.catalog.format.header import has_wal
from photoclip.catalog.format.suspicion import translated
from photoclip.catalog.functions import register_functions
from photoclip.core.errors import LibraryError, LibraryReadOnlyError
from photoclip.core.wording import Message

BUSY_TIMEOUT_S = 30.0


@dataclass(slots=True)
class _Session:
    """One thread's connection. The lock lets ``close`` wait until nobody is inside."""

    connection: sqlite3.Connection
    thread: weakref.ref[threading.Thread]
    lock: threading.RLock = field(default_factory=threading.RLock)
    depth: int = 0

    def begin(self) -> None:
        if self.depth == 0:
            self.connection.execute("BEGIN IMMEDIATE")
        else:
            self._expect_transaction()
            self.connection.execute(f"SAVEPOINT level_{self.depth}")
        self.depth += 1

    def commit(self) -> None:
        self._expect_transaction()
        if self.depth == 1:
            self.connection.execute("COMMIT")
        else:
            self.connection.execute(f"RELEASE level_{self.depth - 1}")
        self.depth -= 1

    def roll_back(self) -> None:
        self.depth -= 1
        # A full disk makes SQLite roll back by itself; then nothing is left to undo.
        if self.connection.in_transaction:
            if self.depth == 0:
                self.connection.execute("ROLLBACK")
            else:
                self.connection.execute(f"ROLLBACK TO level_{self.depth}")
                self.connection.execute(f"RELEASE level_{self.depth}")

    def _expect_transaction(self) -> None:
        if not self.connection.in_transaction:
            raise LibraryError("The change could not be finished, so all of it was undone.")


class Connections:
    """One connection a thread to the same catalog, all closed together.

    Statements are never shared between threads, readers see a consistent state while another
    thread writes (WAL), and a second writer waits up to ``timeout_s`` seconds for its turn.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, timeout_s: float = BUSY_TIMEOUT_S
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._timeout_s = timeout_s
        self._uri = connection_uri(path, "ro" if read_only else "rwc")
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._lock = threading.Lock()
        self._is_closed = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, for single statements; errors come out translated."""
        with translated(self.path, may_mark=not self.read_only):
            session = self._session()
            with session.lock:
                yield session.connection

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """The same for several statements that must see one and the same state."""
        with self.reading() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing. Inside another one it is a part of that one, and
        an error that leaves it undoes this part only."""
        if self.read_only:
            raise LibraryReadOnlyError(
                "This library is open for looking only.", "Open it without “read only”."
            )
        with translated(self.path, may_mark=True):
            session = self._session()
            with session.lock:
                session.begin()
                try:
                    yield session.connection
                    session.commit()
                except BaseException:
                    session.roll_back()
                    raise

    def close(self) -> None:
        """Close the connections of all threads, each when its thread has left it."""
        with self._lock:
            self._is_closed = True
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            with session.lock:
                session.connection.close()

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if self._is_closed:
            raise LibraryError(Message("The catalog {path} is closed.", path=self.path))
        if session is None:
            session = self._local.session = self._connect()
        return session

    def _connect(self) -> _Session:
        connection = self._open()
        session = _Session(connection, weakref.ref(threading.current_thread()))
        with self._lock:
            self._close_abandoned()
            self._sessions.append(session)
        return session

    def _open(self) -> sqlite3.Connection:
        try:
            return self._open_at(self._uri)
        except sqlite3.OperationalError as error:
            if not (self.read_only and _lacks_room(error)) or has_wal(self.path):
                raise
            # A disk that is full to the last block has no room for the WAL's index either.
            # Nothing is in a WAL, and nobody can write one: the file itself is all there is.
            self._uri = settled_uri(self.path)
            return self._open_at(self._uri)

    def _open_at(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri,
            timeout=self._timeout_s,
            isolation_level=None,
            # Each thread has its own; only close() comes from another thread.
            check_same_thread=False,
            cached_statements=256,
            uri=True,
        )
        try:
            for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA journal_size_limit = {64 << 20}")
            # Whatever the file and its place have to say is said now.
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            register_functions(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _close_abandoned(self) -> None:
        """Close the connections of threads that have ended."""
        for session in list(self._sessions):
            thread = session.thread()
            if thread is None or not thread.is_alive():
                session.connection.close()
                self._sessions.remove(session)


def _lacks_room(error: sqlite3.OperationalError) -> bool:
    codes = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in codes


class Table:
    """A family of tables, reached through the catalog's connections.

    What goes wrong in a public method because the file is damaged comes out as
    CatalogCorruptError, also where a row of it cannot be made into what it stands for.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, one in list(vars(cls).items()):
            if isinstance(one, FunctionType) and not name.startswith("_"):
                setattr(cls, name, _guarded(one))

    def __init__(self, connections: Connections) -> None:
        self._connections = connections


def _guarded(method: FunctionType) -> Callable[..., Any]:
    @functools.wraps(method)
    def guarded(self: Table, *args: Any, **kwargs: Any) -> Any:
        connections = self._connections
        with translated(connections.path, may_mark=not connections.read_only):
            return method(self, *args, **kwargs)

    return guarded
