"""The application's style sheet: one text with the names of colours in it, spaced in steps of 4 px."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

_PICTURES = Path(__file__).with_name("pictures")

_SHEET = Template(
    """
* { outline: none; }
QMainWindow, QDialog, QWizard, QMessageBox { background: $surface; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 0 2px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 15pt; font-weight: 700; }
QLabel[role="heading"] { font-size: 11pt; font-weight: 700; }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="success"] { color: $success; }
QLabel[role="warning"] { color: $warning; }
QLabel:disabled { color: $dimmed; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_ground; }
QMenu::item:disabled { color: $dimmed; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::right-arrow { image: url($pictures/right-$name.svg); width: 16px; height: 16px; }

QToolBar { background: $surface; border: none; border-bottom: 1px solid $border; padding: 4px 8px; spacing:
    4px; }
QToolBar::separator { background: $border; width: 1px; height: 1px; margin: 4px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 6px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accent_ground; border-color: $accent; }
QToolButton[role="tab"] { padding: 4px 10px; color: $secondary; }
QToolButton[role="tab"]:checked { color: $text; font-weight: 600; }
QToolButton:focus { border: 1px solid $focus; }
QToolButton:disabled { color: $dimmed; }
QToolButton::menu-indicator { image: url($pictures/down-$name.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 3px; }
QToolButton[popupMode="2"] { padding-right: 16px; }

QPushButton { background: $raised; border: 1px solid $strong_border; border-radius: 6px;
    padding: 5px 16px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $accent_ground; border-color: $accent; }
QPushButton:focus { border: 2px solid $focus; padding: 4px 15px; }
QPushButton:disabled { color: $dimmed; border-color: $border; background: $surface; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color:
    $accent; }
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton:default:pressed, QPushButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled { background: $surface; color: $dimmed;
    border-color: $border; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; }
QPushButton:flat { background: transparent; border-color: transparent; }
QPushButton:flat:hover { background: $hover; }
QPushButton:flat:focus { border: 2px solid $focus; }

QLineEdit, QTextEdit, QPlainTextEdit, QTextBrowser, QAbstractSpinBox, QComboBox, QKeySequenceEdit QLineEdit {
    background: $background; border: 1px solid $strong_border; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QAbstractSpinBox:focus,
QComboBox:focus { border: 2px solid $focus; padding: 3px 7px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled { color: $dimmed; background: $surface; border-color: $border; }
QTextBrowser[role="plain"] { border: none; background: transparent; }
QComboBox::drop-down { subcontrol-position: center right; border: none; width: 24px; }
QComboBox::down-arrow { image: url($pictures/down-$name.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px; }
QAbstractSpinBox { padding-right: 24px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent;
    width: 20px; }
QAbstractSpinBox::up-arrow { image: url($pictures/up-$name.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($pictures/down-$name.svg); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; border: 1px solid transparent;
    border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $dimmed; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
    width: 16px; height: 16px; border: 1px solid $strong_border; border-radius: 4px; background:
    $background; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url($pictures/check-$name.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url($pictures/dash-$name.svg); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; background:
    $on_accent; }

QGroupBox { border: 1px solid $border; border-radius: 8px; margin-top: 12px; padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $secondary; }

QAbstractItemView { background: $background; alternate-background-color: $surface; border: none;
    selection-background-color: $accent_ground; selection-color: $text; }
QListView, QTreeView, QTableView { border: 1px solid transparent; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 1px solid $focus; }
QListView::item, QTreeView::item { padding: 4px 8px; min-height: 20px; border-radius: 4px; }
QTableView::item { padding: 2px 8px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: $accent_ground;
    color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($pictures/right-$name.svg); }
QTreeView::branch:has-children:open { image: url($pictures/down-$name.svg); }
QTableView { gridline-color: $border; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $secondary; border: none; border-bottom: 1px solid
    $border;
    padding: 4px 8px; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::down-arrow { image: url($pictures/down-$name.svg); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url($pictures/up-$name.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: $surface; border: none; }

QDockWidget { icon-size: 16px; titlebar-close-icon: url($pictures/close-$name.svg);
    titlebar-normal-icon: url($pictures/float-$name.svg); }
QDockWidget::title { background: $surface; color: $secondary; text-align: left; padding: 8px 12px;
    border-bottom: 1px solid $border; }
QDockWidget::close-button, QDockWidget::float-button { background: transparent; border: none;
    icon-size: 16px; padding: 0; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: $hover; border-radius: 4px; }
QDockWidget > QWidget { background: $surface; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $secondary; padding: 8px 16px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 1px solid $focus; border-bottom: 2px solid $accent; }

QStatusBar { background: $surface; color: $secondary; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $secondary; padding: 2px 8px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $hover; border: none; border-radius: 4px; min-height: 8px; max-height: 8px;
    text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { background: $border; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 16px; height: 16px; margin: -6px 0; border-radius:
    8px; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $strong_border; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QFrame#review { background: $accent_ground; border: none; border-bottom: 1px solid $border; }
QFrame#review QListWidget { border-radius: 6px; }
QFrame#card { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame#card:focus { border: 2px solid $focus; }
QFrame#card[current="true"] { border-color: $accent; background: $background; }
QFrame#answer { border: none; border-left: 2px solid $border; }
QToolButton#small { padding: 1px 5px; color: $secondary; border-radius: 4px; }
QToolButton#small:hover { color: $text; }
QToolButton#small:focus { color: $text; }
QFrame#notice { background: $text; border-radius: 8px; }
QFrame#notice QLabel { color: $surface; }
QFrame#notice QPushButton { background: transparent; color: $surface; border-color: $dimmed;
    padding: 3px 12px; }
QFrame#notice QPushButton:hover { background: $secondary; }
QFrame#notice QToolButton { color: $surface; }
QFrame#notice QToolButton:hover { background: $secondary; }
QFrame#notice[bad="true"] { background: $danger; }
QFrame#notice[bad="true"] QLabel, QFrame#notice[bad="true"] QToolButton { color: $surface; }
QDialog#picker { border: 1px solid $strong_border; }
QPushButton#chip { border-radius: 13px; padding: 2px 12px; min-height: 20px; }
QPushButton#chip:focus { padding: 1px 11px; }
QPushButton#chip[suggested="true"] { border: 1px dashed $accent; color: $accent; background: $background; }
QPushButton#chip:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton#chip:checked:disabled { background: $accent_ground; color: $text; border-color: $accent; }
QWidget#findbar { background: $surface; border-top: 1px solid $border; border-bottom: 1px solid $border; }
QTextBrowser#side { border: none; background: transparent; padding: 8px 12px; }
QTextBrowser#side:focus { border: 2px solid $focus; padding: 6px 10px; }
"""
)


def style_sheet(colours: Mapping[str, str]) -> str:
    """The sheet in those colours; `colours["name"]` chooses the pictures drawn for them."""
    return _SHEET.substitute(colours, pictures=_PICTURES.as_posix())
