from __future__ import annotations

import os
import stat

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from jforg_gui.domain.errors import SettingsError
from jforg_gui.storage.places import Places
from jforg_gui.storage.secrets import Secrets, masked

NAME = "tmdb.api_key"
CANARY = "c0ffee00c0ffee00c0ffee00c0ffee00"


class Store(KeyringBackend):
    priority = 9

    def __init__(self, *, works: bool = True) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.works = works

    def get_password(self, service: str, username: str) -> str | None:
        if not self.works:
            raise KeyringError(CANARY)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.works:
            raise KeyringError(CANARY)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store()
    monkeypatch.setattr(keyring, "get_keyring", lambda: store)
    return store


def _places(folder: os.PathLike[str], *, portable: bool = False) -> Places:
    return Places(settings=os.path.join(folder, "settings"), data=os.fspath(folder), portable=portable)


def test_a_key_lies_in_the_systems_store_and_nowhere_else(tmp_path: os.PathLike[str], store: Store) -> None:
    secrets = Secrets(_places(tmp_path))
    secrets.set(NAME, f" {CANARY}\n")

    assert secrets.get(NAME) == CANARY
    assert [*store.kept.values()] == [CANARY]
    assert os.listdir(tmp_path) == []
    secrets.set(NAME, "")
    assert (secrets.get(NAME), store.kept) == ("", {})
    secrets.set(NAME, "")


@pytest.mark.parametrize("portable", [True, False])
def test_without_a_store_it_lies_in_a_file_of_ones_own(
    tmp_path: os.PathLike[str], store: Store, caplog: pytest.LogCaptureFixture, *, portable: bool
) -> None:
    store.works = portable  # a portable JFOrg keeps it in its own folder even where there is one
    secrets = Secrets(_places(tmp_path, portable=portable))
    secrets.set(NAME, CANARY)

    assert secrets.get(NAME) == CANARY
    assert store.kept == {}
    path = _places(tmp_path).secrets_file
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert CANARY not in caplog.text
    secrets.set(NAME, "")
    assert secrets.get(NAME) == ""


@pytest.mark.parametrize("value", ["two words", "x" * 5000, "a\x00b", "a\nb"])
def test_what_is_no_key_is_refused_without_repeating_it(tmp_path: os.PathLike[str], value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Secrets(_places(tmp_path, portable=True)).set(NAME, value)
    assert value not in str(caught.value)


@pytest.mark.parametrize("content", ["", "[]", '{"tmdb.api_key": 7}', "{"])
def test_a_damaged_file_is_no_key(tmp_path: os.PathLike[str], content: str) -> None:
    places = _places(tmp_path, portable=True)
    os.makedirs(places.settings)
    with open(places.secrets_file, "x", encoding="utf-8") as file:
        file.write(content)
    assert Secrets(places).get(NAME) == ""


def test_a_key_is_shown_masked() -> None:
    assert CANARY[:4] not in masked(CANARY)
    assert masked("") == ""
