"""Where JFOrg keeps what is its own: settings, journal, cache and logs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import JournalUnusableError

_NAME: Final = "jforg"
_PORTABLE: Final = "portable"  # a file or folder of this name beside the program keeps everything there
_PORTABLE_HOME: Final = "jforg-data"  # beside the file


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one person's JFOrg; absolute paths, made when first written to.

    ``portable`` says that everything lies in one folder that can be carried elsewhere.
    """

    settings: str
    data: str
    cache: str = ""
    portable: bool = False

    @property
    def secrets_file(self) -> str:
        """The person's keys, where the system keeps none."""
        return os.path.join(self.settings, "keys.json")

    @property
    def cache_file(self) -> str:
        """What the online databases answered."""
        return os.path.join(self.cache or self.data, "answers.db")

    @property
    def guesses_file(self) -> str:
        """What names were read as."""
        return os.path.join(self.cache or self.data, "names.db")

    @property
    def media_file(self) -> str:
        """What is inside media files."""
        return os.path.join(self.cache or self.data, "media.db")

    @property
    def settings_file(self) -> str:
        """The settings."""
        return os.path.join(self.settings, "settings.json")

    @property
    def window_file(self) -> str:
        """How the window lay when it was last closed."""
        return os.path.join(self.settings, "window.json")

    @property
    def unfinished_file(self) -> str:
        """What was being worked on in the window."""
        return os.path.join(self.data, "unfinished.json")

    @property
    def logs(self) -> str:
        """The folder of the log's files."""
        return os.path.join(self.data, "logs")

    @property
    def journal_file(self) -> str:
        """The journal."""
        return os.path.join(self.data, "journal.db")

    @property
    def lock_file(self) -> str:
        """The lock of whoever writes the journal."""
        return os.path.join(self.data, "journal.lock")

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """``JFORG_HOME`` keeps everything under one folder, so does portable mode; otherwise the platform says."""
        home = environment.get("JFORG_HOME") or portable_home(program_folder(environment))
        if home:
            home = os.path.abspath(home)
            return cls(settings=home, data=home, cache=home, portable=True)
        import platformdirs  # noqa: PLC0415 — not needed where JFORG_HOME says it all

        return cls(
            settings=platformdirs.user_config_dir(_NAME, appauthor=False),
            data=platformdirs.user_data_dir(_NAME, appauthor=False),
            cache=platformdirs.user_cache_dir(_NAME, appauthor=False),
        )

    def make_data_folder(self) -> None:
        """Make the data folder, readable by its owner only.

        Raises:
            JournalUnusableError: it cannot be made.

        """
        try:
            os.makedirs(self.data, mode=0o700, exist_ok=True)
        except OSError as error:
            raise JournalUnusableError(f"The folder {self.data} cannot be made: {error.strerror}.") from error


def program_folder(environment: Mapping[str, str]) -> str:
    """Return the folder a person sees the frozen program in; '' when it runs from source.

    An AppImage runs from a mount of its own and names its file in ``APPIMAGE``; on macOS the program lies three
    folders deep in its bundle, and people see the bundle.
    """
    if not getattr(sys, "frozen", False):
        return ""
    program = environment.get("APPIMAGE") or sys.executable
    folder = os.path.dirname(os.path.abspath(program))
    inside, marker, _ = folder.partition(".app/Contents/")
    return os.path.dirname(inside) if marker else folder


def portable_home(folder: str) -> str:
    """Return where everything is kept in portable mode; '' when ``folder`` holds nothing called ``portable``."""
    marker = os.path.join(folder, _PORTABLE)
    if not folder or not os.path.exists(marker):
        return ""
    return marker if os.path.isdir(marker) else os.path.join(folder, _PORTABLE_HOME)
