"""The least a frozen PySide6 program can do: the floor that the start of ours is measured against."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView

if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setWindowTitle("Bare")
    window.setCentralWidget(QTreeView())
    window.resize(1100, 700)
    window.show()
    sys.exit(application.exec())
