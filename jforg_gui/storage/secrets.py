"""The person's keys: in the system's key store, or in a file only they can read where there is none."""

from __future__ import annotations

import json
import logging
import os
from typing import Any, Final

from jforg_gui.domain.errors import SettingsError
from jforg_gui.storage.json_file import write_json
from jforg_gui.storage.places import Places

log = logging.getLogger(__name__)

_SERVICE: Final = "JFOrg"
TMDB_KEY: Final = "tmdb.api_key"
SECRET_KEYS: Final = {TMDB_KEY: "your own key for TMDB, either form; asked of nobody else"}
_LONGEST: Final = 4096
MASK: Final = "********"


def masked(secret: str) -> str:
    """How a secret is shown: nothing of it, only that it is there."""
    return MASK if secret else ""


class Secrets:
    """Reads and writes keys. Asking the system's store may take a while or a dialog: not on the GUI thread.

    Where everything lies in one folder (``JFORG_HOME``, portable), the key does too.
    """

    def __init__(self, places: Places) -> None:
        """Ask nothing yet."""
        self._file = places.secrets_file
        self._portable = places.portable

    def get(self, name: str) -> str:
        """Return a key; '' if there is none. A store that does not answer counts as empty, the log says so."""
        value = self._from_store(name)
        return value if value is not None else self._from_file().get(name, "")

    def set(self, name: str, value: str) -> None:
        """Keep a key; '' forgets it.

        Raises:
            SettingsError: it is no key, or can be kept nowhere.

        """
        value = value.strip()
        if len(value) > _LONGEST or not value.isprintable() or " " in value:
            raise SettingsError(f"{name} cannot be that: a key is one word.")
        stored = self._to_store(name, value)
        kept = self._from_file()
        if stored or not value:
            kept.pop(name, None)
        else:
            kept[name] = value
        if kept or os.path.exists(self._file):
            try:
                write_json(self._file, kept)
            except OSError as error:
                raise SettingsError(f"The key cannot be kept in {self._file}: {error.strerror}.") from error

    def where(self) -> str:
        """Where keys are kept, in words."""
        return self._file if self._store() is None else "the system's key store"

    def _store(self) -> Any:  # noqa: ANN401 — keyring's backends share no useful type
        if self._portable:
            return None
        import keyring  # noqa: PLC0415 — taking a run back needs none of it
        import keyring.backends.fail  # noqa: PLC0415 — see above
        import keyring.backends.null  # noqa: PLC0415 — see above

        store = keyring.get_keyring()
        useless = isinstance(store, keyring.backends.fail.Keyring | keyring.backends.null.Keyring)
        return None if useless else store

    def _from_store(self, name: str) -> str | None:
        store = self._store()
        if store is None:
            return None
        from keyring.errors import KeyringError  # noqa: PLC0415 — see above

        try:
            found = store.get_password(_SERVICE, name)
        except (KeyringError, OSError) as error:
            log.warning("the key store does not answer: %s", type(error).__name__)
            return None
        return str(found) if found else None

    def _to_store(self, name: str, value: str) -> bool:
        """Put a key into the store, or take it out; False where that cannot be."""
        store = self._store()
        if store is None:
            return False
        from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415 — see above

        try:
            if value:
                store.set_password(_SERVICE, name, value)
            else:
                store.delete_password(_SERVICE, name)
        except PasswordDeleteError:
            return True  # it was not there
        except (KeyringError, OSError) as error:
            log.warning("the key store does not take the key: %s", type(error).__name__)
            return False
        return True

    def _from_file(self) -> dict[str, str]:
        try:
            with open(self._file, encoding="utf-8") as file:
                found: Any = json.load(file)
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(name): value for name, value in found.items() if isinstance(value, str)}
