"""The report on paper: the same page as the HTML, set by Qt and written as PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from core.errors import Unreachable
from core.formats.writing import replacing
from core.review.report import ReportData
from core.review.report_html import report_html
from gui.fonts import ensure_chinese_font

_DPI = 150
_SHARPER = 3  # times; a picture is set at its size and drawn finer
_MARGIN = 15  # millimetres
_POINTS = 9
_WIDE = 1240.0  # pixels of the page as it is set


def write_pdf(data: ReportData, target: Path, language: str = "en") -> None:
    """Write the report as PDF, whole or not at all. There must be a QGuiApplication."""
    assert QGuiApplication.instance() is not None
    document = QTextDocument()
    pictures: list[str] = []

    def refer(picture: str) -> str:
        pictures.append(picture)
        size = QSvgRenderer(QByteArray(picture.encode())).defaultSize()
        return f'<p><img src="plot:{len(pictures)}" width="{size.width()}" height="{size.height()}"></p>'

    page = report_html(data, language, refer)
    for number, picture in enumerate(pictures, 1):
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(f"plot:{number}"), _drawn(picture)
        )
    font = document.defaultFont()
    family = ensure_chinese_font()
    if family:
        font.setFamilies([font.family(), family])
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(page)
    with tempfile.TemporaryDirectory(prefix="jinbiao-") as folder:
        whole = Path(folder) / "report.pdf"
        _print(document, whole, data.project)
        try:
            with replacing(target) as file:
                file.write(whole.read_bytes())
        except OSError as error:
            raise Unreachable(str(target), error.strerror or str(error)) from error


def _drawn(picture: str) -> QImage:
    drawing = QSvgRenderer(QByteArray(picture.encode()))
    image = QImage(drawing.defaultSize() * _SHARPER, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return image


def _print(document: QTextDocument, file: Path, title: str) -> None:
    """Page by page, each as wide as a table of all measures needs."""
    writer = QPdfWriter(str(file))
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("Jinbiao")
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, margins)
    layout.setUnits(QPageLayout.Unit.Millimeter)
    layout.setMargins(margins)
    writer.setPageLayout(layout)
    area = QRectF(writer.pageLayout().paintRectPixels(_DPI))
    scale = area.width() / _WIDE
    page = QSizeF(_WIDE, area.height() / scale)
    document.setPageSize(page)
    painter = QPainter(writer)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(scale, scale)
        painter.translate(0, -number * page.height())
        document.drawContents(painter, QRectF(0, number * page.height(), page.width(), page.height()))
        painter.restore()
    painter.end()
