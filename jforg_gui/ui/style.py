"""What Fusion draws too faintly: the frames of fields, buttons, check and radio boxes, and where the focus is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QWidget

from jforg_gui.ui.assets import Roles

_CORNER: Final = 4.0
_BOX_CORNER: Final = 2.0
_FOCUS: Final = 2.0
_FIELDS: Final = (QStyle.PrimitiveElement.PE_FrameLineEdit, QStyle.PrimitiveElement.PE_PanelButtonCommand)
_BOXES: Final = (QStyle.ComplexControl.CC_ComboBox, QStyle.ComplexControl.CC_SpinBox)


class FramedFusion(QProxyStyle):
    """Fusion with frames that can be seen.

    Fusion takes the outline of a field from a darkened Window, which is 2.0:1 in light and 1.1:1 in dark; a control's
    edge needs 3:1 (WCAG 2.2, 1.4.11). Everything else is Fusion's.
    """

    def __init__(self, roles: Roles) -> None:
        """Draw with these roles."""
        super().__init__("Fusion")
        self.roles = roles

    def drawPrimitive(  # noqa: N802 — Qt's name
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw what Fusion draws, and the frame over it."""
        super().drawPrimitive(element, option, painter, widget)
        if element in _FIELDS:
            self._frame(option, painter, _CORNER)
        elif element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            self._frame(option, painter, _BOX_CORNER)
        elif element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            self._frame(option, painter, option.rect.height() / 2)

    def drawComplexControl(  # noqa: N802 — Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw what Fusion draws, and the frame of a combo or spin box over it."""
        super().drawComplexControl(control, option, painter, widget)
        if control in _BOXES:
            self._frame(option, painter, _CORNER)

    def _frame(self, option: QStyleOption, painter: QPainter, corner: float) -> None:
        flags = QStyle.StateFlag
        focused = bool(option.state & flags.State_HasFocus) and bool(option.state & flags.State_Enabled)
        if focused:
            color, width = self.roles.link, _FOCUS
        elif option.state & flags.State_Selected:
            color, width = self.roles.selected_text, 1.0  # on a selected row the edge alone is only 2.7:1
        elif option.state & flags.State_Enabled:
            color, width = self.roles.edge, 1.0
        else:
            color, width = self.roles.line, 1.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), corner, corner)
        painter.restore()
