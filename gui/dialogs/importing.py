"""Import: what the files would bring, shown before anything is taken in; with all choices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.formats.preview import LOOKED_AT, Preview, Sample, preview
from core.formats.registry import formats
from core.formats.report import Outcome
from core.project import Project
from gui.dialogs.option_rows import OptionRows
from gui.dialogs.report import outcome_words, thing_words
from gui.dialogs.why import why_words
from gui.messages import sentence
from gui.tasks import Job
from gui.workspace import Workspace

_REMARKS = 8


@dataclass(frozen=True)
class ImportOrder:
    """Which files to take in, and how; no format's name means that each file's is found out."""

    paths: tuple[Path, ...]
    format_name: str = ""
    options: dict[str, str] = field(default_factory=dict)
    as_suggestions: bool = False


class ImportDialog(QDialog):
    """`ordered` carries the ImportOrder when it is confirmed."""

    ordered = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        paths: tuple[Path, ...],
        found: Counter[str],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.resize(760, 620)
        self._workspace = workspace
        self._paths = paths
        self._found = found
        self._language = language
        self._job: Job[Preview | Exception] | None = None
        self._looks = 0
        self.format = QComboBox(self)
        self._fill_formats()
        self.role = QComboBox(self)
        me = workspace.project.annotator.name
        self.role.addItem(self.tr("Somebody's work; of {0} where the file names nobody").format(me), False)
        self.role.addItem(self.tr("Suggestions, to be confirmed or corrected"), True)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        files = QLabel(self._files_words(), self)
        files.setTextFormat(Qt.TextFormat.PlainText)
        files.setWordWrap(True)
        form.addRow(self.tr("Files"), files)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Spans are"), self.role)
        self.options = OptionRows(form, 2, language, self)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "heading")
        self.summary.setWordWrap(True)
        self.remarks = QLabel(self)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks.setWordWrap(True)
        self.remarks.setProperty("role", "secondary")
        self.samples = self._make_table()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.remarks)
        column.addWidget(self.samples, 1)
        column.addWidget(self.buttons)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._look)
        self.format.currentIndexChanged.connect(self._format_chosen)
        self.options.changed.connect(lambda: self._soon.start())
        self._format_chosen()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setHorizontalHeaderLabels(
            [self.tr("Document"), self.tr("Characters"), self.tr("Spans"), self.tr("The first of them")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setColumnWidth(0, 220)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(self.tr("The first documents, as they would come in"))
        return table

    def _fill_formats(self) -> None:
        """What was found out first, unless there are several, then every format that can be read."""
        known = [name for name in self._found if name]
        titles = {kind.name: self._title(kind.name) for kind in formats().values() if kind.reads}
        if len(known) == 1:
            only = known[0]
            self.format.addItem(self.tr("{0} (found out)").format(titles[only]), only)
        else:
            self.format.addItem(self.tr("Each file's own, found out"), "")
        for name, title in titles.items():
            if known != [name]:
                self.format.addItem(title, name)

    def _title(self, name: str) -> str:
        kind = formats()[name]
        return kind.title_zh if self._language == "zh" else kind.title_en

    def _files_words(self) -> str:
        names = [path.name or str(path) for path in self._paths[:4]]
        more = len(self._paths) - len(names)
        words = "  ".join(names)
        return words if not more else self.tr("{0} and {1} more").format(words, more)

    @property
    def _format_name(self) -> str:
        return str(self.format.currentData())

    def _format_chosen(self) -> None:
        name = self._format_name
        self.options.show(formats()[name].options_for("read") if name else ())
        self._soon.start()

    def _look(self) -> None:
        if self._job is not None:
            self._job.stop()
        self.take.setEnabled(False)
        self.summary.setText(self.tr("Looking what is in there…"))
        paths, name, options = self._paths, self._format_name, self.options.values()

        def look(project: Project, job: Job[Preview | Exception]) -> Preview | Exception:
            try:
                return preview(paths, name or None, options, project.label_set, job.should_stop)
            except Exception as error:  # shown where it belongs, below the choice that led to it
                return error

        self._looks += 1
        number = self._looks

        def show(answer: Preview | Exception) -> None:
            if number == self._looks:
                self._show(answer)

        self._job = self._workspace.jobs.in_background(self.tr("Looking into the files"), look, show)

    def _show(self, answer: Preview | Exception) -> None:
        if isinstance(answer, Exception):
            self.summary.setText(sentence(answer))
            self.remarks.setText("")
            self.samples.setRowCount(0)
            return
        self.take.setEnabled(bool(answer.samples))
        counts = [f"{thing_words(what)} {number:,}" for what, number in answer.taken.items()]
        words = ", ".join(counts) or self.tr("Nothing that could be taken in.")
        if not answer.is_whole:
            words = self.tr("The first {0:,} documents: {1}").format(LOOKED_AT, words)
        self.summary.setText(words)
        self.remarks.setText("\n".join(self._remarks(answer)))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.samples.setRowCount(len(answer.samples))
        for row, sample in enumerate(answer.samples):
            self._show_sample(row, sample)

    def _remarks(self, answer: Preview) -> list[str]:
        """What was found out, mended or refused, the most frequent first; with the particulars of one."""
        lines = []
        for outcome, what, why, number in answer.report.summary()[:_REMARKS]:
            detail = next((each.detail for each in answer.report.notes if each.why == why), "")
            if outcome is Outcome.TAKEN:
                lines.append(f"{detail} {why_words(why)}" if what == "column" else why_words(why))
                continue
            words = f"{why_words(why)} ({detail})" if detail else why_words(why)
            lines.append(f"{number:,} × {thing_words(what)} {outcome_words(outcome)}: {words}")
        return lines

    def _show_sample(self, row: int, sample: Sample) -> None:
        quotes = "  ".join(f"{_one_line(quote)} {label}" for quote, label in sample.quotes)
        cells = (sample.title, f"{sample.characters:,}", f"{sample.spans:,}", quotes)
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            if column in (1, 2):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.samples.setItem(row, column, item)

    def _order(self) -> None:
        order = ImportOrder(
            self._paths, self._format_name, self.options.values(), bool(self.role.currentData())
        )
        self.accept()
        self.ordered.emit(order)

    def done(self, result: int) -> None:
        self._looks += 1
        if self._job is not None:
            self._job.stop()
        super().done(result)


def _one_line(quote: str) -> str:
    return f"“{quote[:24].replace(chr(10), '⏎')}{'…' if len(quote) > 24 else ''}”"
