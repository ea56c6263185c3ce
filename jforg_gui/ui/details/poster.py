"""A small picture from the network: fetched when it is shown, decoded on a thread, never larger than its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel

from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.look_up import LookUp

_MOST_MEGABYTES: Final = 128


class Poster(QLabel):
    """The place of a picture; it takes no room while there is none."""

    def __init__(self, look_up: LookUp, jobs: Jobs, size: QSize) -> None:
        """Begin without a picture; ``size`` is in logical pixels."""
        super().__init__()
        self._look_up, self._jobs, self._size = look_up, jobs, size
        self._url = ""
        self._job: Job | None = None
        self._waiting: Callable[[Ending], None] = self._fetched
        self.setFixedSize(size)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def show_url(self, url: str | None) -> None:
        """Show the picture of an address; nothing for None."""
        if (url or "") == self._url:
            return
        self._url = url or ""
        self.clear()
        self.hide()
        if url:
            self._follow(self._look_up.picture(url), self._fetched)
        else:
            self._follow(None, self._fetched)

    def _follow(self, job: Job | None, ended: Callable[[Ending], None]) -> None:
        """Wait for one job at a time; what was waited for before is of no interest any more."""
        if self._job is not None:
            self._job.ended.disconnect(self._waiting)
            self._job.cancel()
        self._job, self._waiting = job, ended
        if job is not None:
            job.ended.connect(ended)  # a method of ours: nothing comes back to a picture that has gone

    def _fetched(self, ending: Ending) -> None:
        content, size = ending.result, self._size * self.devicePixelRatioF()
        self._job = None
        if content:
            self._follow(self._jobs.start(lambda _job: decoded(content, size)), self._decoded)

    def _decoded(self, ending: Ending) -> None:
        self._job = None
        if isinstance(ending.result, QImage):
            picture = QPixmap.fromImage(ending.result)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.setPixmap(picture)
            self.show()


def decoded(content: bytes, size: QSize) -> QImage | None:
    """Decode a picture into ``size`` pixels at most; None if it cannot be. For any thread but the GUI's."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(buffer)
    own = reader.size()
    if not own.isValid():
        return None
    reader.setScaledSize(own.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
