"""Pages of which one is shown, in a space of its own size."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """Like a ``QStackedWidget``, which would be as high as its highest page, whichever is shown."""

    def __init__(self) -> None:
        """Begin without pages; the first one added is shown."""
        super().__init__()
        self._pages: list[QWidget] = []
        self._current = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, page: QWidget) -> None:
        """Put a page behind the others."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._column.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show one page alone."""
        number = self._pages.index(page)
        if number != self._current:
            self._pages[self._current].hide()
            self._current = number
            page.show()

    def current(self) -> QWidget:
        """The page shown."""
        return self._pages[self._current]
