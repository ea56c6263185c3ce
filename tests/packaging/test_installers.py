"""What cannot run here is read here: every file of the installers says what the build and the program expect."""

from __future__ import annotations

import ast
import configparser
import os
import plistlib
import re
from typing import Final

import build_package
import bundle
import debian
import pytest
import release_notes
from defusedxml import ElementTree

from jforg_gui.app import application

PACKAGING: Final = os.path.join(bundle.ROOT, "packaging")
WORDS: Final = {
    "@VERSION@": "1.2.3",
    "@DATE@": "2026-01-31",
    "@YEAR@": "2026",
    "@DAY@": "Sat, 31 Jan 2026 00:00:00 +0000",
}


def _text(*parts: str) -> str:
    with open(os.path.join(bundle.ROOT, *parts), encoding="utf-8") as file:
        return file.read()


# --- Linux -----------------------------------------------------------------------------------------------------------


def test_the_desktop_file_starts_the_window_with_what_is_dropped_on_it() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign]  # keys keep their case
    entry.read_string(_text("packaging", "linux", "jforg.desktop"))
    fields = entry["Desktop Entry"]
    assert fields["Exec"] == f"{bundle.GUI} %F"
    assert fields["Icon"] == bundle.NAME
    assert fields["MimeType"] == "inode/directory;"
    assert fields["Comment[de]"]


def test_the_window_belongs_to_its_desktop_file() -> None:
    assert os.path.exists(os.path.join(PACKAGING, "linux", f"{application().desktopFileName()}.desktop"))


def test_the_store_page_is_xml_and_names_the_desktop_file() -> None:
    root = ElementTree.fromstring(debian.filled("org.jforg.JFOrg.metainfo.xml", WORDS))
    assert root.findtext("id") == bundle.BUNDLE_ID
    assert root.findtext("launchable") == "jforg.desktop"
    assert root.findtext("project_license") == "MIT"
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2026-01-31"}


@pytest.mark.parametrize("name", ["copyright", "changelog", "jforg.1", "jforg-gui.1", "lintian-overrides"])
def test_no_word_is_left_unfilled(name: str) -> None:
    assert not re.search(r"@[A-Z]+@", debian.filled(name, WORDS))


# --- Windows ---------------------------------------------------------------------------------------------------------


def test_the_manifest_allows_long_paths_and_asks_for_no_administrator() -> None:
    root = ElementTree.fromstring(_text("packaging", "windows", "jforg.manifest"))
    found = {element.tag.rpartition("}")[2]: element for element in root.iter()}
    assert found["longPathAware"].text == "true"
    assert found["requestedExecutionLevel"].get("level") == "asInvoker"
    assert found["dpiAwareness"].text == "PerMonitorV2"


def test_the_version_resource_is_one_expression() -> None:
    text = _text("packaging", "windows", "version.txt.in")
    for word, value in {"@NUMBERS@": "(1, 2, 3, 0)", "@VERSION@": "1.2.3", "@PROGRAM@": "jforg"}.items():
        text = text.replace(word, value)
    assert "@" not in re.sub(r"^#.*", "", text, flags=re.MULTILINE)
    tree = ast.parse(text.strip(), mode="eval")
    assert isinstance(tree.body, ast.Call)


def test_the_installer_gets_every_word_it_uses() -> None:
    script = _text("packaging", "windows", "jforg.iss")
    used = set(re.findall(r"\{#(\w+)\}", script))
    given = set(re.findall(r"/D(\w+)=", _text("packaging", "build_package.py")))
    assert used <= given | set(re.findall(r"#define (\w+)", script))
    assert "PrivilegesRequired=lowest" in script
    sections = re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)
    assert len(sections) == len(set(sections))
    assert sections[0] == "Setup"


def test_every_message_of_the_installer_is_in_both_languages() -> None:
    script = _text("packaging", "windows", "jforg.iss")
    english, german = (
        set(re.findall(rf"^{language}\.(\w+)=", script, re.MULTILINE)) for language in ("english", "german")
    )
    assert english == german
    own = set(re.findall(r"\{cm:(\w+)[,}]", script)) | set(re.findall(r"CustomMessage\('(\w+)'\)", script))
    assert own - {"CreateDesktopIcon", "LaunchProgram"} == english


def test_the_uninstaller_keeps_the_journal_unless_asked() -> None:
    script = _text("packaging", "windows", "jforg.iss")
    removing = re.findall(r"^.*DelTree.*$", script, re.MULTILINE)
    assert len(removing) == 1
    assert "MB_DEFBUTTON2" in script
    assert "[UninstallDelete]" not in script


# --- macOS -----------------------------------------------------------------------------------------------------------


def test_the_bundle_opens_folders_and_follows_the_system() -> None:
    information = plistlib.loads(_text("packaging", "macos", "Info.plist").encode())
    assert information["NSHighResolutionCapable"] is True
    assert information["NSRequiresAquaSystemAppearance"] is False
    assert "public.folder" in information["CFBundleDocumentTypes"][0]["LSItemContentTypes"]
    reasons = {key: text for key, text in information.items() if key.endswith("UsageDescription")}
    assert len(reasons) == 5
    assert all("JFOrg" in text for text in reasons.values())


def test_the_entitlements_are_the_two_it_needs() -> None:
    entitlements = plistlib.loads(_text("packaging", "macos", "entitlements.plist").encode())
    assert set(entitlements) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }


# --- the release -----------------------------------------------------------------------------------------------------


def test_the_notes_of_a_release_are_its_part_of_the_changelog() -> None:
    changelog = "# Changelog\n\n## [Unreleased]\n\n- soon\n\n## [1.2.0] - 2026-01-31\n\n### Added\n\n- new\n"
    changelog += "\n## [1.1.0]\n\n- old\n"
    assert release_notes.notes(changelog, "1.2.0") == "### Added\n\n- new"
    assert release_notes.notes(changelog + "\n[1.1.0]: https://example.org\n", "1.1.0") == "- old"
    with pytest.raises(SystemExit, match=r"nothing of version 1\.2"):
        release_notes.notes(changelog, "1.2")


def test_sums_are_what_sha256sum_reads(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_package, "DIST", f"{tmp_path}")
    with open(f"{tmp_path}/a.deb", "xb") as file:
        file.write(b"abc")
    build_package.write_sums([f"{tmp_path}/a.deb"])
    (sums,) = [name for name in os.listdir(f"{tmp_path}") if name.startswith("SHA256SUMS-")]
    with open(f"{tmp_path}/{sums}", encoding="ascii") as file:
        assert file.read() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.deb\n"


@pytest.mark.parametrize("name", ["ci.yml", "release.yml"])
def test_a_workflow_names_scripts_that_exist(name: str) -> None:
    text = _text(".github", "workflows", name)
    named = set(re.findall(r"\b((?:packaging|\.ci)/[\w./-]+)", text))
    assert named or name == "ci.yml"
    assert not {path for path in named if not os.path.exists(os.path.join(bundle.ROOT, path))}
