"""The page "Check my library": what Jellyfin would misread in libraries that exist, and the way to its repair."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from jforg_gui.domain.errors import UnknownContentsError
from jforg_gui.domain.finding import Finding
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Roots
from jforg_gui.engine import Engine
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.check.bar import CheckBar
from jforg_gui.ui.check.checking import CheckOutcome, CheckProgress, Where, checking, repairing
from jforg_gui.ui.check.details import FindingDetails
from jforg_gui.ui.check.model import FindingsModel
from jforg_gui.ui.check.table import FindingsTable
from jforg_gui.ui.check.words import findings_spoken
from jforg_gui.ui.filter_list import FilterBox, FilterList
from jforg_gui.ui.filters import FINDING_FILTERS, KIND_FILTERS, FilterKey
from jforg_gui.ui.flow import FlowLayout
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.labels import Line, Words
from jforg_gui.ui.language import trouble
from jforg_gui.ui.parts import Parts
from jforg_gui.ui.status_bar import StatusBar
from jforg_gui.ui.text import fill, library_word, plain, plain_path, time_taken, translate
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.foresight import Foresight, foresee

_KEYS: Final = (FilterKey.ALL, *FINDING_FILTERS)
_COUNTING_MS: Final = 100
_NOTHING_READ: Final = CheckProgress(0, "")


class CheckPage(QWidget):
    """Reads libraries in the background and lists what is wrong. It changes nothing itself.

    ``left`` tells that the person wants back to the rows; ``repairs_made`` brings the plan of the repairs that were
    chosen and the folders it is about; ``folder_asked`` that a place shall be shown. Methods are for the GUI thread.
    """

    left = Signal()
    repairs_made = Signal(object, object)
    folder_asked = Signal(str)

    def __init__(self, engine: Engine, jobs: Jobs, theme: Theme) -> None:
        """Build the page; ``check`` starts."""
        super().__init__()
        self._engine, self._jobs, self._theme = engine, jobs, theme
        self._job: Job | None = None
        self._looking: Finding | None = None
        self._about: tuple[str, ...] = ()
        self._where = Where()
        self._progress = _NOTHING_READ
        self.outcome: CheckOutcome | None = None
        self.ended_with = ""
        self.model = FindingsModel(theme, self)
        self.bar = CheckBar(theme)
        self.filters = FilterList(theme, findings_spoken)
        self.filter_box = FilterBox(theme)
        self.table = FindingsTable(self.model, theme)
        self.details = FindingDetails(theme)
        self.status = StatusBar(theme)
        self._counting = QTimer(self, singleShot=True, interval=_COUNTING_MS)
        self._counting.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self.filters.show_keys(_KEYS)
        self._count()

    def _lay_out(self) -> None:
        self.nothing = Words(self._theme, tint=Tint.SECONDARY, wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(16, 24, 16, 8)
        self.kinds = QWidget()
        row = FlowLayout()
        row.setContentsMargins(16, 0, 16, 16)
        self.kinds.setLayout(row)
        self.kind_buttons: dict[Library, QPushButton] = {}
        for library in Library:
            button = QPushButton(library_word(library))
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _checked=False, library=library: self._say_kind(library))
            self.kind_buttons[library] = button
            row.addWidget(button)
        self.kinds.hide()
        self.parts = Parts(self.filters, (self.filter_box, self.nothing, self.kinds), self.table, self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Line(self._theme))
        column.addWidget(self.parts, 1)
        column.addWidget(Line(self._theme))
        column.addWidget(self.status)

    def _connect(self) -> None:
        bar, table = self.bar, self.table
        bar.back.connect(self.leave)
        bar.again.connect(self.check_again)
        bar.where_chosen.connect(self.check)
        bar.folder_asked.connect(self.ask_folder)
        bar.filtered.connect(self._filter)
        bar.review.connect(self.review)
        self.filters.chosen.connect(lambda _key: self._filter())
        self.filter_box.chosen.connect(self.filters.choose)
        self.model.changed.connect(self._count_soon)
        table.selected.connect(self._show)
        table.asked.connect(self._ask_more)
        table.show_asked.connect(self.show_in_folder)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.review)
        self.details.show_asked.connect(self.show_in_folder)
        self.details.remedied.connect(self._review_one)

    # --- checking ---------------------------------------------------------------------------------------------------

    @property
    def checking(self) -> bool:
        """Whether libraries are being read."""
        return self._job is not None

    def check(self, where: Where) -> None:
        """Read libraries and list what is wrong with them; what was listed goes."""
        self.cancel()
        roots = self._engine.settings.roots()
        self._where, self.outcome, self.ended_with, self._progress = where, None, "", _NOTHING_READ
        self.bar.show_roots(roots, where)
        self.model.clear()
        self.kinds.hide()
        if where.folder is None and not roots.folders:
            self.ended_with = translate("Check", "No library folders are set yet. Choose a folder to check.")
            self._tell()
            return
        self._job = self._jobs.start(checking(self._engine, where))
        self._job.produced.connect(self.model.append)
        self._job.progressed.connect(self._progressed)
        self._job.ended.connect(self._ended)
        self._tell()

    def check_again(self) -> None:
        """Read the same once more."""
        self.check(self._where)

    def cancel(self) -> None:
        """Stop reading; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def ask_folder(self) -> None:
        """Ask for a folder that is in no setting, and check it."""
        dialog = QFileDialog(self, translate("Check", "Check a folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.check(Where(path)))
        dialog.rejected.connect(lambda: self.bar.show_roots(self._engine.settings.roots(), self._where))
        dialog.open()

    def _say_kind(self, library: Library) -> None:
        self.check(Where(self._where.folder, library))

    def _progressed(self, progress: CheckProgress) -> None:
        self._progress = progress
        self._tell()

    def _ended(self, ending: Ending) -> None:
        self._job = None
        self.outcome = ending.result
        if ending.error is not None:
            self.ended_with = trouble(ending.error)
            self.kinds.setVisible(isinstance(ending.error, UnknownContentsError))
        elif ending.cancelled:
            files = translate("Check", "%Ln {file|files}", None, self._progress.files)
            said = translate("Check", "Stopped. {files} read; what was found so far can be used.")
            self.ended_with = fill(said, files=files)
        self._count()
        self.table.select_first()

    # --- telling ----------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        strict = self.bar.strict.isChecked()
        self.model.set_filter(self.filters.current, self.bar.field.text(), strict=strict)

    def _count_soon(self) -> None:
        if self.checking:
            if not self._counting.isActive():
                self._counting.start()
        else:
            self._count()

    def _count(self) -> None:
        self._counting.stop()
        counts = self.model.findings.counts()
        self.filters.show_counts(counts)
        self.filter_box.show_keys((*_KEYS, *KIND_FILTERS), counts, self.filters.current)
        repairs = self.model.findings.chosen_count()
        said = translate("Check", "Review repairs")
        if repairs:
            said = translate("Check", "Review %Ln {repair|repairs}", None, repairs)
        self.bar.set_primary(said, enabled=bool(repairs) and not self.checking)
        self._tell()

    def _tell(self) -> None:
        """Say how far it is, or how it ended, in the bar at the bottom and in the place of the rows."""
        findings = translate("Check", "%Ln {finding|findings}", None, self.model.findings.counts()[FilterKey.ALL])
        if self.checking:
            self._tell_progress(findings)
        elif self.outcome is not None and not self.ended_with:
            self._tell_outcome(self.outcome)
        else:
            self.status.say(self.ended_with)
            self.status.offer()
        self._tell_nothing()

    def _tell_progress(self, findings: str) -> None:
        read = translate("Check", "%Ln {file|files} read", None, self._progress.files)
        main = translate("Check", "Reading…")
        if self._progress.folder:
            main = fill(translate("Check", "Reading {folder}…"), folder=plain_path(self._progress.folder))
        self.status.say(main, aside=f"{read} · {findings}")
        self.status.offer(translate("Check", "Cancel"), self.cancel)
        self.status.hide_progress()

    def _tell_outcome(self, outcome: CheckOutcome) -> None:
        read = fill(
            translate("Check", "Read %Ln {file|files} in {time}.", None, outcome.files),
            time=time_taken(outcome.seconds),
        )
        count, concerned = self.model.findings.counts()[FilterKey.ALL], self.model.findings.concerned()
        more = fill(
            translate("Check", "{findings} {files}."),
            findings=translate("Check", "%Ln {finding concerns|findings concern}", None, count),
            files=translate("Check", "%Ln {file|files}", None, concerned),
        )
        aside = translate("Check", "A repair is a plan like any other: you see it first, and can undo it")
        self.status.say(f"{read} {more}" if count else read, aside=aside if count else "")
        self.status.offer()

    def _tell_nothing(self) -> None:
        said = self.ended_with if not self.model.findings.all else ""
        if not said and self.outcome is not None and not self.model.rowCount():
            said = self._why_empty(self.outcome)
        self.nothing.setText(said)
        self.nothing.setVisible(bool(said))

    def _why_empty(self, outcome: CheckOutcome) -> str:
        if self.bar.field.text().strip() and self.model.findings.all:
            text = plain(self.bar.field.text().strip())
            return fill(translate("Window", "Nothing here matches “{text}”."), text=text)
        if self.model.findings.counts()[FilterKey.ALL]:
            return translate("Window", "Nothing to show here.")
        if not outcome.files:
            return translate("Check", "There is nothing in the library folders yet.")
        return translate("Check", "Jellyfin will show all %Ln {file|files} as they should be.", None, outcome.files)

    # --- one finding ------------------------------------------------------------------------------------------------

    def _show(self, place: int | None) -> None:
        self.details.show_finding(None if place is None else self.model.findings.all[place])
        self._look()

    def _look(self) -> None:
        """Look at the current finding's files; one look at a time, and the last that was selected wins."""
        finding = self.details.finding
        if finding is None or self._looking is not None:
            return
        self._looking = finding
        self._jobs.start(lambda job: foresee(finding, job)).ended.connect(self._looked)

    def _looked(self, ending: Ending) -> None:
        finding, self._looking = self._looking, None
        if self.details.finding is finding:
            self.details.show_foresight(ending.result or Foresight())
        else:
            self._look()

    def _ask_more(self) -> None:
        """Return on a finding: its details, with the focus on what can be done."""
        self.parts.show_details(wanted=True)
        button = self.details.remedy if self.details.remedy.isEnabled() else self.details.show_in_folder
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_in_folder(self) -> None:
        """Ask for the folder in which the current finding is."""
        if self.details.finding is not None:
            self.folder_asked.emit(self.details.finding.path)

    # --- repairs ----------------------------------------------------------------------------------------------------

    def review(self) -> None:
        """Make the plan of all repairs that are chosen."""
        if not self.checking and self.bar.primary.isEnabled():
            self._review(self.model.findings.chosen())

    def _review_one(self) -> None:
        finding = self.details.finding
        if finding is not None and finding.repair is not None and not self.checking:
            self._review([finding])

    def _review(self, findings: list[Finding]) -> None:
        roots = self.outcome.roots if self.outcome is not None else self._engine.settings.roots()
        folders = self.outcome.checked if self.outcome is not None else ()
        self.bar.primary.setEnabled(False)
        self._about = _about(findings, folders, roots)
        self._jobs.start(repairing(findings, roots)).ended.connect(self._made)

    def _made(self, ending: Ending) -> None:
        self._count()
        if ending.result is not None:
            self.repairs_made.emit(ending.result, self._about)

    # --- keys and size ----------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the rows; a check that is under way ends."""
        self.cancel()
        self.left.emit()

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.bar.back_button, self.bar.field, self.filters, self.filter_box, self.table, self.details]

    def go_to_field(self) -> None:
        """Put the focus into the filter field."""
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Escape goes back: from the details where they cover the table, else to the rows."""
        if event.key() == Qt.Key.Key_Escape and self.parts.middle.isHidden():
            self.parts.show_details(wanted=False)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _about(findings: list[Finding], folders: tuple[str, ...], roots: Roots) -> tuple[str, ...]:
    """The folders that repairs are about: the libraries in which something was found."""
    if len(folders) == 1:
        return folders
    libraries = dict.fromkeys(finding.library for finding in findings)
    return tuple(root for library in libraries if (root := roots.get(library)) is not None)
