"""Every text the window says, read off the source: ``python -m tests.ui.texts`` lists those without German."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QLocale

from jforg_gui.domain import errors
from jforg_gui.domain.finding_words import FINDINGS, REPAIRS, RULES, YOU_DECIDE
from jforg_gui.domain.languages import CODES
from jforg_gui.domain.mode_words import MEANINGS
from jforg_gui.domain.provider import ATTRIBUTIONS
from jforg_gui.domain.seen_words import PHRASES
from jforg_gui.domain.words import SENTENCES
from jforg_gui.storage.settings import KEYS
from jforg_gui.ui.language import catalogue
from jforg_gui.workflow.editing import NotReadableError

PRODUCT: Final = os.path.dirname(os.path.dirname(os.path.abspath(errors.__file__)))
SAYING: Final = frozenset(("translate", "QT_TRANSLATE_NOOP"))
# Exceptions whose message is one sentence for the person; wherever they are raised.
FOR_THE_PERSON: Final = frozenset(
    {NotReadableError.__name__}
    | {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.WorldError)}
)
Text = tuple[str, str]


def texts() -> dict[Text, str]:
    """Every (context, English) with the module that says it."""
    found: dict[Text, str] = {("Problem", said): "domain/words.py" for said in SENTENCES.values()}
    found |= {("Attribution", said.text): "domain/provider.py" for said in ATTRIBUTIONS.values()}
    found |= {("Meaning", said): "domain/mode_words.py" for said in MEANINGS.values()}
    found |= {("Seen", said): "domain/seen_words.py" for said in PHRASES.values()}
    found |= {("Finding", said): "domain/finding_words.py" for said in FINDINGS.values()}
    found |= {("Rule", said): "domain/finding_words.py" for said in RULES.values()}
    found |= {("Repair", said): "domain/finding_words.py" for said in (*REPAIRS.values(), YOU_DECIDE)}
    found |= {("Setting", key.meaning): "storage/settings.py" for key in KEYS.values()}
    found |= {("Language", name): "domain/languages.py" for name in _languages()}
    for path in _modules():
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
        module = os.path.relpath(path, PRODUCT).replace(os.sep, "/")
        for text in _said_in(tree, in_window=module.startswith("ui/")):
            found.setdefault(text, module)
    return found


def _languages() -> Iterator[str]:
    """The names Qt gives the languages we know."""
    for code in CODES:
        language = QLocale.codeToLanguage(code)
        if language is not QLocale.Language.AnyLanguage:
            yield QLocale.languageToString(language)


def _modules() -> Iterator[str]:
    for folder, _names, files in os.walk(PRODUCT, onerror=_fail):
        if os.path.basename(folder) != "cli":
            yield from (os.path.join(folder, name) for name in files if name.endswith(".py"))


def _fail(error: OSError) -> None:
    raise error


def _said_in(tree: ast.AST, *, in_window: bool) -> Iterator[Text]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and in_window and _name(node.func) in SAYING and len(node.args) > 1:
            context, source = _text(node.args[0]), _text(node.args[1])
            if context and source:
                yield context, source
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            said = _text(node.exc.args[0])
            if _name(node.exc.func) in FOR_THE_PERSON and said:
                yield "Trouble", said


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str:
    """A constant text, or one with ``{}`` for each gap; '' for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def without(tag: str) -> list[Text]:
    """The texts that have no words in a language."""
    words = catalogue(tag) or {}
    return [(context, source) for context, source in texts() if not words.get(context, {}).get(source)]


def unused(tag: str) -> list[Text]:
    """The words of a language for which there is no text; those of the system are met only when it says them."""
    said, words = texts(), catalogue(tag) or {}
    return [
        (context, source)
        for context in words
        if context != "System"
        for source in words[context]
        if (context, source) not in said
    ]


if __name__ == "__main__":
    for context, source in unused("de"):
        print(f"not used: {context}: {source!r}")  # noqa: T201 — as below
    missing = without("de")
    for context, source in missing:
        print(f"{context}: {source!r}")  # noqa: T201 — a list for whoever writes the German
    sys.exit(bool(missing))
