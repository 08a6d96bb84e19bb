"""One sentence over a picture that is not what it should be."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from photoclip.core.listing import PhotoRow
from photoclip.core.models import Problem
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.viewer.pictures import Fidelity, Picture
from photoclip.gui.widgets.fading_panel import STYLE


class ViewerNotice(QLabel):
    """In the middle where there is no picture, else at its lower edge; never in the way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.setStyleSheet(STYLE)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_alone = False
        self._room = QRect()
        self.hide()

    def explain(self, picture: Picture | None, row: PhotoRow | None) -> None:
        """Say what is wrong with a picture, or nothing."""
        is_alone = picture is not None and picture.fidelity is Fidelity.NOTHING
        self._say("" if picture is None else self._sentence(picture, row), is_alone)

    def say_gone(self, *, has_picture: bool) -> None:
        """The library has no such photo any more; its picture may still be on show."""
        self._say(self.tr("This photo is no longer in your library."), not has_picture)

    def place(self, room: QRect) -> None:
        """Find a place in the room that the picture has."""
        self._room = room
        self.setMaximumWidth(max(1, room.width() - 2 * SPACE_LARGE))
        line = self.fontMetrics().horizontalAdvance(self.text()) + 2 * SPACE_LARGE + 4
        width = min(line, room.width() - 2 * SPACE_LARGE)
        self.resize(width, self.heightForWidth(width))
        place = self.rect()
        place.moveCenter(room.center())
        if not self._is_alone:
            place.moveBottom(room.bottom() - SPACE_LARGE)
        self.move(place.topLeft())

    def _say(self, text: str, is_alone: bool) -> None:
        self._is_alone = is_alone
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.place(self._room)

    def _sentence(self, picture: Picture, row: PhotoRow | None) -> str:
        if picture.fidelity in (Fidelity.ORIGINAL, Fidelity.ROUGH):
            return ""
        if picture.fidelity is Fidelity.AWAY or (row is not None and row.is_offline):
            why = self.tr("The drive of this photo is away.")
        elif picture.problem is Problem.VANISHED:
            file = self.tr("The file of this photo is no longer there.")
            folder = self.tr("The folder of this photo is no longer there.")
            why = folder if picture.is_folder_gone else file
        elif picture.problem is not None:
            why = words.reason(picture.problem, picture.message)
        else:
            why = picture.message or self.tr("This picture cannot be read.")
        if picture.fidelity is Fidelity.NOTHING:
            return why
        return self.tr("{reason} You see its small preview.").format(reason=why)
