"""What the databases know of a row: poster and plot, the candidates with their reasons, and another search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.candidate import Candidate, Match, Scored
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Item
from jforg_gui.domain.metadata import ArtworkRole, DisplayOrder
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.details.outcome_page import empty
from jforg_gui.ui.details.poster import Poster
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.labels import Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.look_up import LookUp
from jforg_gui.ui.online_words import candidate_reasons, candidate_title, order_word
from jforg_gui.ui.session import Session
from jforg_gui.ui.text import plain, problem_sentence, translate
from jforg_gui.ui.theme import SMALL, Theme
from jforg_gui.workflow.typed import query_for, words_of

_POSTER: Final = QSize(76, 114)
_SMALL_POSTER: Final = QSize(40, 60)
_MOST_SHOWN: Final = 5
_LONGEST_PLOT: Final = 420
_LONGEST_OVERVIEW: Final = 110


class WorkView(QWidget):
    """The poster and the plot of the work a row belongs to."""

    def __init__(self, look_up: LookUp, jobs: Jobs, theme: Theme) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.poster = Poster(look_up, jobs, _POSTER)
        self.plot = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        self.plot.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.poster, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.plot, 1)

    def show_item(self, item: Item) -> None:
        """Show what is known of a row."""
        episode = item.known.episodes[0] if item.known.episodes else None
        work = item.known.work
        plot = (episode.plot if episode is not None else None) or (work.plot if work is not None else None) or ""
        self.plot.setText(_shortened(plot, _LONGEST_PLOT))
        chosen = item.match.chosen if item.match is not None else None
        url = chosen.poster if chosen is not None else None
        if url is None and work is not None:
            url = next((one.url for one in work.artwork if one.role is ArtworkRole.POSTER), None)
        self.poster.show_url(url)
        self.setVisible(bool(plot or url))


class CandidateView(QWidget):
    """One candidate: small poster, title and year, who offers it and why, what it is about, and the button."""

    def __init__(self, one: Scored, look_up: LookUp, jobs: Jobs, theme: Theme, *, taken: bool, open_: bool) -> None:
        """Show it; ``taken`` when it is the one chosen, ``open_`` when it can be chosen now."""
        super().__init__()
        self.candidate = one.candidate
        self.poster = Poster(look_up, jobs, _SMALL_POSTER)
        self.poster.show_url(one.candidate.poster)
        title = candidate_title(one.candidate)
        self.button = QPushButton(translate("Online", "Taken") if taken else translate("Online", "Take this"))
        self.button.setAccessibleName(f"{self.button.text()}: {title}")
        self.button.setEnabled(open_ and not taken)
        self.button.setAutoDefault(False)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(theme, title, strong=True, wrap=True))
        words.addWidget(Words(theme, candidate_reasons(one), tint=Tint.SECONDARY, scale=SMALL, wrap=True))
        about = ", ".join(filter(None, (one.candidate.creator, one.candidate.overview)))
        if about:
            words.addWidget(Words(theme, _shortened(about, _LONGEST_OVERVIEW), scale=SMALL, wrap=True))
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.poster, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{title}. {candidate_reasons(one)}")


class OnlinePart(QWidget):
    """The candidates of one row, or of several that are all to be the same work, and what can be done about them."""

    def __init__(self, session: Session, look_up: LookUp, jobs: Jobs, theme: Theme) -> None:
        """Begin without a row."""
        super().__init__()
        self._session, self._look_up, self._jobs, self._theme = session, look_up, jobs, theme
        self._row = -1
        self._selected: list[int] = []
        self._match: Match | None = None
        self._shown: tuple[Scored, ...] = ()
        self._asked = 0
        self.candidates: list[CandidateView] = []
        self._caption = Words(theme, tint=Tint.SECONDARY, scale=SMALL, strong=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.said = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        self.whole = QCheckBox()
        self.whole.setChecked(True)
        self.order = QComboBox()
        self.field = QLineEdit()
        self.search = QPushButton()
        self.keep = QPushButton()
        self._lay_out()
        self.field.returnPressed.connect(self._search)
        self.search.clicked.connect(self._search)
        self.keep.clicked.connect(self._keep)
        self.order.activated.connect(self._reorder)
        look_up.failed.connect(self._failed)

    def _lay_out(self) -> None:
        retold(self, self._say)
        self.field.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._caption)
        column.addLayout(self._list)
        column.addWidget(self.said)
        column.addWidget(self.whole)
        column.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.field)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.search, self.keep):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)

    def _say(self) -> None:
        self.order.setAccessibleName(translate("Online", "How episodes are counted"))
        self.search.setText(translate("Online", "Search again"))
        self.keep.setText(translate("Online", "Keep file's name"))
        name = translate("Online", "Title and year, an id, or an address")
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self._row = -1  # what is shown is shown anew

    def show_rows(self, rows: Sequence[int]) -> None:
        """Show what was found for one row, or for the first of several: what is chosen is then taken for all."""
        index = rows[0]
        item = self._session.rows[index].item
        same = index == self._row and item.match is self._match and len(rows) == len(self._selected)
        self._row, self._match, self._selected = index, item.match, list(rows)
        alike = len({self._session.rows[row].item.kind for row in rows}) == 1
        searchable = alike and item.ignored is None and self._session.query_of(index) is not None
        self.setVisible(searchable and (self._look_up.wanted or item.match is not None))
        if self.isHidden():
            return
        if not same:
            self._asked += 1
            self._show(item.match.candidates if item.match is not None else ())
            query = self._session.query_of(index)
            self.field.setText(words_of(query) if query is not None else "")
            self.said.setText(translate("Online", "You keep the file's name.") if _kept(item.match) else "")
        self._enable()

    def _enable(self) -> None:
        editable = self._session.editable
        selected = len(self._selected)
        rows = len(self._session.rows_of_work(self._row)) if selected == 1 else 1
        self.whole.setText(translate("Online", "For all %Ln {file|files} of this work", None, rows))
        self.whole.setVisible(rows > 1 and editable)
        for widget in (self.field, self.search):
            widget.setVisible(editable)
        # where the databases are in doubt, the problem's own box offers it
        self.keep.setVisible(editable and self._match is not None and self._match.chosen is not None)
        orders = self._match.orders if self._match is not None and self._match.chosen is not None else ()
        self.order.setVisible(bool(orders) and editable and selected == 1)
        self.order.clear()
        for order in (DisplayOrder.AIRED, *orders):
            self.order.addItem(order_word(order), order)
        current = self._match.order if self._match is not None else None
        self.order.setCurrentIndex(max(0, self.order.findData(current)))
        self.said.setVisible(bool(self.said.text()))
        found = translate("Online", "Found online") if self.candidates else translate("Online", "Search online")
        many = translate("Online", "One work for all %Ln selected {file|files}", None, selected)
        self._caption.setText(found if selected == 1 else many)
        self._caption.setVisible(bool(self.candidates or self.said.text() or editable))

    def _show(self, found: Sequence[Scored]) -> None:
        empty(self._list)
        self.candidates = []
        self._shown = tuple(found)
        chosen = self._match.chosen if self._match is not None else None
        for one in found[:_MOST_SHOWN]:
            view = CandidateView(
                one,
                self._look_up,
                self._jobs,
                self._theme,
                taken=one.candidate == chosen,
                open_=self._session.editable,
            )
            view.button.clicked.connect(lambda _checked=False, candidate=one.candidate: self._choose(candidate))
            self.candidates.append(view)
            self._list.addWidget(view)

    def focus_search(self) -> None:
        """Put the focus where another title can be typed."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _rows(self) -> list[int]:
        if len(self._selected) > 1:
            return self._selected
        whole = self.whole.isChecked() and not self.whole.isHidden()
        return self._session.rows_of_work(self._row) if whole else [self._row]

    def _choose(self, candidate: Candidate) -> None:
        query = self._session.query_of(self._row)
        if query is not None:
            self._look_up.choose(self._rows(), query, candidate, self._shown)

    def _reorder(self, _index: int) -> None:
        query, match = self._session.query_of(self._row), self._match
        if query is not None and match is not None and match.chosen is not None:
            order = DisplayOrder(self.order.currentData())
            wanted = None if order is DisplayOrder.AIRED else order
            rows = self._session.rows_of_work(self._row)
            self._look_up.choose(rows, query, match.chosen, match.candidates, wanted)

    def _keep(self) -> None:
        self._session.keep_names(self._rows())

    def _search(self) -> None:
        known = self._session.query_of(self._row)
        if known is None or not self.field.text().strip():
            return
        self._asked += 1
        asked = self._asked
        self.said.setText(translate("Online", "Searching…"))
        self.said.show()
        self._look_up.search(query_for(self.field.text(), known), lambda found: self._found(asked, found))

    def _found(self, asked: int, found: list[Scored]) -> None:
        if asked == self._asked:
            self._show(found)
            self.said.setText("" if found else translate("Online", "Nothing found for these words."))
            self._enable()

    def _failed(self, problem: Problem) -> None:
        self.said.setText(plain(problem_sentence(problem)))
        self.said.show()


def _kept(match: Match | None) -> bool:
    return match is not None and match.by_person and match.chosen is None


def _shortened(text: str, longest: int) -> str:
    """A text on one line, cut between words."""
    line = plain(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"
