from __future__ import annotations

import ast
import os

import bundle
import pytest

import jforg_gui


@pytest.mark.parametrize(
    "destination",
    [
        "PySide6/Qt/plugins/qmltooling/libqmldbg_local.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6EglFSDeviceIntegration.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6\\translations\\qt_de.qm",
        "qtawesome/fonts/fontawesome5-solid-webfont.ttf",
    ],
)
def test_left_out(destination: str) -> None:
    assert bundle.unwanted(destination)


@pytest.mark.parametrize(
    "destination",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6WaylandClient.so.6",
        "PySide6\\Qt6Gui.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf",
        "guessit/config/options.json",
    ],
)
def test_carried_along(destination: str) -> None:
    assert not bundle.unwanted(destination)


@pytest.mark.parametrize(
    ("destination", "source", "carried"),
    [
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", True),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libreadline.so.8", "/lib/x86_64-linux-gnu/libreadline.so.8", False),
        ("libmediainfo.so.0", "/opt/venv/site-packages/pymediainfo/libmediainfo.so.0", True),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", True),
    ],
)
def test_libraries_of_the_system(destination: str, source: str, *, carried: bool) -> None:
    assert bundle.carried(destination, source) is carried


def test_nothing_we_import_is_left_out() -> None:
    package = os.path.dirname(jforg_gui.__file__)
    imported = set()
    for folder, _, names in os.walk(package, onerror=_fail):
        for name in names:
            if name.endswith(".py"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    tree = ast.parse(file.read())
                for node in ast.walk(tree):
                    if isinstance(node, ast.Import):
                        imported |= {alias.name for alias in node.names}
                    elif isinstance(node, ast.ImportFrom) and node.module:
                        imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert not imported & set(bundle.LEFT_OUT_MODULES)


def _fail(error: OSError) -> None:
    raise error


def test_the_version_is_the_source_s() -> None:
    assert bundle.version() == jforg_gui.__version__


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.0rc1", (1, 2, 0, 0)), ("2.0.3.4.5", (2, 0, 3, 4)), ("x", (0,) * 4)],
)
def test_four_numbers_for_windows(text: str, numbers: tuple[int, ...]) -> None:
    assert bundle.four_numbers(text) == numbers


@pytest.mark.parametrize(
    ("machine", "name"), [("AMD64", "amd64"), ("x86_64", "amd64"), ("aarch64", "arm64"), ("arm64", "arm64")]
)
def test_one_name_for_a_processor(machine: str, name: str) -> None:
    assert bundle.architecture(machine) == name


def test_every_system_has_its_icon() -> None:
    assert [bundle.icon_file(name) for name in ("win32", "darwin", "linux")] == [
        "jforg.ico",
        "jforg.icns",
        "jforg-256.png",
    ]
