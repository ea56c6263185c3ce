"""Where JFOrg keeps what is its own: settings, journal, cache and logs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from jforg_gui.domain.errors import JournalUnusableError

_NAME = "jforg"


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
    def settings_file(self) -> str:
        """The settings."""
        return os.path.join(self.settings, "settings.json")

    @property
    def window_file(self) -> str:
        """How the window lay when it was last closed."""
        return os.path.join(self.settings, "window.json")

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
        """``JFORG_HOME`` keeps everything under one folder; otherwise the platform says where things belong."""
        home = environment.get("JFORG_HOME")
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
