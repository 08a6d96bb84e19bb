"""Teaching an album: one large photo, yes or no, and how good the album has become by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from photoclip.gui.keys.action import Where
from photoclip.gui.keys.keymap import keymap
from photoclip.gui.language import words
from photoclip.gui.language.reviews import explanation, measured, progress
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.review.parts import AnswerStrip, KeyButton, ReviewStage
from photoclip.gui.review.queue import ReviewQueue
from photoclip.gui.widgets.focus_ring import focus_next
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.parts import ElidedLabel, IconButton, label

if TYPE_CHECKING:
    from photoclip.core.albums import Album
    from photoclip.gui.actions.context import ActionContext

WAIT_MS = 300
"""Only who waits longer is told that a photo is being chosen."""

PASSED_ON = ("F1", "F11", "Ctrl+Q")
"""The window's own keys that work here too."""


class ReviewPage(QWidget):
    """Covers the window while a person teaches an album; Esc ends it."""

    ended = Signal(int)
    """The album that was taught."""

    def __init__(self, context: ActionContext) -> None:
        super().__init__(context.parent)
        library, bridge = context.library, context.bridge
        self.setProperty("kind", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window, self._toast = context.parent, context.toast
        self._before: QWidget | None = None
        self.queue = ReviewQueue(library, bridge)
        self.stage = ReviewStage(bridge, library.browse, library.thumbnails, self, library.previews)
        self.answers = AnswerStrip(bridge, library.thumbnails)
        self.question = ElidedLabel(kind="heading")
        self.progress = label("", "quiet")
        self.note = ElidedLabel(kind="secondary")
        self.explanation = label("", "quiet", wraps=True)
        self.explanation.hide()
        self._body = QStackedWidget()
        self._body.addWidget(self.stage)
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self._say_waiting)
        self._make_buttons()
        self._lay_out()
        self.queue.changed.connect(self._show)
        self.queue.failed.connect(self._fail)
        self.stage.gone.connect(self.queue.drop)
        self.stage.described.connect(self._describe)
        context.parent.installEventFilter(self)
        self.hide()

    @property
    def photo_id(self) -> int | None:
        """The photo that is asked about, None while there is none."""
        return self.stage.photo_id if self.message is None else None

    @property
    def message(self) -> MessagePage | None:
        """What is said in place of a photo, None while there is one."""
        shown = self._body.currentWidget()
        return shown if isinstance(shown, MessagePage) else None

    def start(self, album: Album) -> None:
        """Ask about the photos of an album that learns, or of one of words, which does from now."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.stage.clear()
        self._show_message(None)
        self.queue.begin(album)
        self.show()
        self.raise_()
        self.setFocus()
        self._show()
        self._describe()

    def end(self) -> None:
        """Back to where the review was begun. All that was answered stays."""
        album = self.queue.album
        if album is None:
            return
        self._patience.stop()
        self.queue.end()
        self.stage.clear()
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.ended.emit(album.id)

    # What keys and buttons do

    def judge(self, said: bool | None) -> None:
        """Yes, no, or (None) the next photo, please."""
        shown = self.stage.canvas.picture
        is_seen = shown is not None and shown.photo_id == self.photo_id
        # No word on a photo that nobody has seen yet.
        if self.photo_id is not None and (is_seen or said is None):
            self.queue.answer(said, self.stage.row)

    def back(self) -> None:
        """The photo before again; what was said of it is taken back."""
        self.queue.back()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # What lies beneath cannot be seen, so that its shortcuts wait.
            pressed = QKeySequence(event.keyCombination())
            if pressed not in [QKeySequence(one) for one in PASSED_ON]:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # Every key ends here: a letter would begin a search in the window beneath.
        if event.isAutoRepeat():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_first()
            return
        commands: dict[str, Callable[[], object]] = {
            "review.yes": lambda: self.judge(True),
            "review.no": lambda: self.judge(False),
            "review.skip": lambda: self.judge(None),
            "review.back": self.back,
            "review.end": self.end,
        }
        command = commands.get(keymap().find(Where.REVIEW, event, is_loose=True))
        if command is not None:
            command()

    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: N802
        focus_next(self, is_forward)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    # How it looks

    def _make_buttons(self) -> None:
        self.yes = KeyButton(self.tr("Yes"), ["Y"], lambda: self.judge(True))
        self.no = KeyButton(self.tr("No"), ["N"], lambda: self.judge(False))
        self.skip = KeyButton(self.tr("Skip"), ["Space", "Right"], lambda: self.judge(None))
        self.undo = KeyButton(self.tr("Back"), ["Left"], self.back)
        self.done = KeyButton(self.tr("Done"), ["Esc"], self.end)
        self.info = IconButton("info", self.tr("What these numbers mean"))
        self.info.setCheckable(True)
        self.info.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.info.toggled.connect(self.explanation.setVisible)

    def _lay_out(self) -> None:
        first, second, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, last):
            row.setSpacing(SPACE)
        first.addWidget(self.question, 1)
        first.addWidget(self.done)
        second.addWidget(self.progress)
        second.addWidget(self.info)
        second.addWidget(self.note, 1)
        last.addWidget(self.answers, 1)
        last.addSpacing(SPACE)
        for one in (self.undo, self.skip, self.no, self.yes):
            last.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.explanation)
        column.addSpacing(SPACE)
        column.addWidget(self._body, 1)
        column.addSpacing(SPACE)
        column.addLayout(last)

    def _show(self) -> None:
        queue = self.queue
        if queue.album is None:
            return
        self._show_photo()
        can_answer = self.photo_id is not None
        asks = self.tr("Does this photo belong in “{album}”?").format(album=queue.album.name)
        self.question.set_text(queue.album.name if self.message is not None else asks)
        for one in (self.yes, self.no, self.skip):
            one.setEnabled(can_answer)
        self.undo.setEnabled(bool(queue.steps))
        self.answers.show_steps(queue.steps)
        self.progress.setText(progress(queue.total, queue.review))
        self.note.set_text(measured(queue.review))
        self.explanation.setText(explanation(queue.review))
        if self._window.focusWidget() is None or not self._window.focusWidget().isEnabled():
            self.setFocus()

    def _show_photo(self) -> None:
        queue = self.queue
        ids = queue.upcoming
        if queue.is_sure or queue.is_over:
            self._patience.stop()
            self._say_over()
        elif ids:
            self._patience.stop()
            self._show_message(None)
            before = [queue.steps[-1].photo_id] if queue.steps else []
            if self.stage.photo_id == ids[0]:
                self.stage.follow(np.array([*before, *ids], np.int64), len(before))
            else:
                self.stage.set_photos(np.array([*before, *ids], np.int64), len(before))
        else:
            self.stage.clear()
            if not self._patience.isActive() and self.message is None:
                self._patience.start()

    def _describe(self) -> None:
        """What a screen reader says, with every new photo anew."""
        album, row = self.queue.album, self.stage.row
        if album is None:
            return
        spoken = [self.tr("Teach “{album}”").format(album=album.name)]
        if row is not None and self.photo_id is not None:
            spoken.append(words.printable(row.name))
            self.stage.canvas.setAccessibleName(spoken[-1])
        self.setAccessibleName(", ".join(spoken))

    def _say_waiting(self) -> None:
        title = self.tr("Choosing the photo that teaches most…")
        self._show_message(MessagePage("sparkles", title))

    def _say_over(self) -> None:
        done = (self.tr("Done"), self.end)
        if self.queue.upcoming:
            title = self.tr("There is nothing useful left to ask")
            text = self.tr(
                "The album is sure of every other photo: more answers would hardly change it."
            )
            choices = [done, (self.tr("Ask all the same"), self.queue.go_on)]
        elif self.queue.total:
            title = self.tr("Every photo has been asked about")
            text = self.tr("You can change an answer in the album at any time.")
            choices = [done]
        else:
            title = self.tr("There are no photos to ask about yet")
            text = self.tr("Photos can be asked about once they are taken in.")
            choices = [done]
        shown = self.message
        if shown is None or shown.title.text() != title:
            self._show_message(MessagePage("circle-check", title, text, choices))

    def _show_message(self, page: MessagePage | None) -> None:
        former = self.message
        if page is not None:
            self._body.addWidget(page)
            self._body.setCurrentWidget(page)
        else:
            self._body.setCurrentWidget(self.stage)
        if former is not None:
            self._body.removeWidget(former)
            former.deleteLater()

    def _press_first(self) -> None:
        if self.message is not None and self.message.buttons:
            self.message.buttons[0].click()

    def _fail(self, error: Exception) -> None:
        self.end()
        self._toast.say(words.told(error))
