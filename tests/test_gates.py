"""Static gates: what the linters do not know of this house, read off the syntax tree."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from typing import Final

import pytest

PRODUCT: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "jforg_gui")

MAX_MODULE_LINES: Final = 400
MAX_FUNCTION_LINES: Final = 60
USUAL_FUNCTION_LINES: Final = 25
USUAL_SHARE: Final = 0.9
VAGUE_NAMES: Final = ("manager", "helper", "utils", "misc", "processor")

# every operation that changes a file is storage's alone
CHANGES_FILES: Final = {
    *(f"shutil.{name}" for name in ("rmtree", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "copymode")),
    *(f"shutil.{name}" for name in ("copystat", "chown", "make_archive", "unpack_archive")),
    *(f"os.{name}" for name in ("rename", "remove", "removedirs", "unlink", "rmdir", "mkdir", "makedirs", "mkfifo")),
    *(f"os.{name}" for name in ("link", "symlink", "utime", "chmod", "chown", "lchown", "truncate", "ftruncate")),
    *(f"os.{name}" for name in ("fchmod", "fchown", "setxattr", "removexattr", "write", "pwrite", "mknod")),
    *(f"os.{name}" for name in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND")),
    *(f"tempfile.{name}" for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile")),
    *(f"tempfile.{name}" for name in ("TemporaryDirectory", "SpooledTemporaryFile")),
}
CHANGING_METHODS: Final = {"write_text", "write_bytes", "unlink", "touch", "rmdir"}
# overwrites, runs or loads what it should not, wherever it stands
NEVER: Final = {
    "shutil.move": "it may copy, delete and overwrite; use storage's own move",
    "os.replace": "it overwrites",
    "os.renames": "it deletes folders that JFOrg did not make",
    "os.system": "no shells",
    "os.popen": "no shells",
    "eval": "no code out of data",
    "exec": "no code out of data",
    "yaml.load": "no code out of data",
    "urllib.request": "the network is httpx in providers",
}
NEVER_IMPORTED: Final = {
    "pickle": "no code out of data",
    "marshal": "no code out of data",
    "shelve": "no code out of data",
    "pathlib": "paths are str with surrogate escapes",
}
# (module, what it may use all the same): each with its reason
ALLOWED: Final[dict[tuple[str, str], str]] = {
    ("cli/__init__.py", "os.O_WRONLY"): "the null device, once whoever read our output has gone",
    ("storage/json_file.py", "os.replace"): "our own file, whole before it takes its older self's place",
}
# modules where one `except Exception` is the boundary of a job: what comes through is a bug, reported as one
JOB_BOUNDARIES: Final[frozenset[str]] = frozenset(("ui/jobs.py",))


def _full_names(tree: ast.AST) -> dict[str, str]:
    """Return what each imported local name stands for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """Return the full dotted name an expression stands for; '' when it is none."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute) and (base := _dotted(node.value, names)):
        return f"{base}.{node.attr}"
    return ""


def _writes(call: ast.Call) -> bool:
    """Tell whether a call of open() may write: its mode says so, or is not a constant."""
    mode: ast.expr | None = call.args[1] if len(call.args) > 1 else None
    for keyword in call.keywords:
        mode = keyword.value if keyword.arg == "mode" else mode
    if mode is None:
        return False
    return not (isinstance(mode, ast.Constant) and isinstance(mode.value, str) and not set(mode.value) & set("wax+"))


def _bad_calls(call: ast.Call, name: str, module: str) -> Iterator[str]:
    keywords = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
    if name in {"open", "io.open", "os.fdopen"} and not module.startswith("storage/") and _writes(call):
        yield f"{name} for writing: only storage changes files"
    if name in {"os.walk", "os.fwalk"} and not any(word.arg == "onerror" for word in call.keywords):
        yield f"{name} without onerror: folders that cannot be read vanish silently"
    if keywords.get("shell") is True:
        yield "shell=True: no shells"
    if keywords.get("verify") is False:
        yield "verify=False: certificates are checked"
    if name == "print" and not module.startswith("cli/"):
        yield "print: only the command line speaks to the terminal"
    if name == "contextlib.suppress" and any(_is_broad(argument) for argument in call.args):
        yield "suppress(Exception): name what may fail"


def _is_broad(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Tuple):
        return any(_is_broad(element) for element in node.elts)
    return node is None or _dotted(node, {}) in {"Exception", "BaseException"}


def _swallows_anything(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler takes whatever comes; cleaning up and raising again takes nothing."""
    last = handler.body[-1]
    raises_again = isinstance(last, ast.Raise) and last.exc is None
    leaves = any(isinstance(node, ast.Return | ast.Break | ast.Continue) for node in ast.walk(handler))
    return _is_broad(handler.type) and (leaves or not raises_again)


def _bad_names(node: ast.Name | ast.Attribute, name: str, module: str) -> Iterator[str]:
    if name in NEVER:
        yield f"{name}: {NEVER[name]}"
    if module.startswith("storage/"):
        return
    if name in CHANGES_FILES:
        yield f"{name}: only storage changes files"
    elif isinstance(node, ast.Attribute) and node.attr in CHANGING_METHODS:
        yield f".{node.attr}: only storage changes files"


def _bad_imports(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    for imported in modules:
        top = imported.partition(".")[0]
        if top in NEVER_IMPORTED:
            yield f"{top}: {NEVER_IMPORTED[top]}"
        if imported == "urllib.request":
            yield f"{imported}: {NEVER[imported]}"


def forbidden_code(source: str, module: str) -> list[str]:
    """Return what a module must not do; ``module`` is its path below the package, with forward slashes."""
    tree = ast.parse(source)
    names = _full_names(tree)
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        messages: list[str] = []
        if isinstance(node, ast.Call):
            messages += _bad_calls(node, _dotted(node.func, names), module)
        elif isinstance(node, ast.Name | ast.Attribute):
            messages += _bad_names(node, _dotted(node, names), module)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            messages += _bad_imports(node)
        elif isinstance(node, ast.ExceptHandler) and module not in JOB_BOUNDARIES and _swallows_anything(node):
            messages.append("except Exception: name what may fail")
        found += [(getattr(node, "lineno", 0), message) for message in messages]
    return [
        f"{module}:{line}: {message}"
        for line, message in sorted(found)
        if (module, message.partition(":")[0]) not in ALLOWED
    ]


def function_lengths(source: str) -> dict[str, int]:
    """Return the lines of each function, decorators aside, by name and first line."""
    return {
        f"{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def bad_shape(source: str, module: str) -> list[str]:
    """Return what is wrong with a module's name, docstring and sizes."""
    found = []
    if not ast.get_docstring(ast.parse(source)):
        found.append(f"{module}: no docstring")
    if (lines := len(source.splitlines())) > MAX_MODULE_LINES:
        found.append(f"{module}: {lines} lines, at most {MAX_MODULE_LINES}")
    if any(part in VAGUE_NAMES for word in module.removesuffix(".py").split("/") for part in _parts(word)):
        found.append(f"{module}: a name that says nothing")
    found += [
        f"{module}:{name}: {length} lines, at most {MAX_FUNCTION_LINES}"
        for name, length in function_lengths(source).items()
        if length > MAX_FUNCTION_LINES
    ]
    return found


def _parts(word: str) -> set[str]:
    """Return a module name's words in singular and as they stand."""
    return {form for part in word.split("_") for form in (part, part.removesuffix("s"))}


def too_few_short(lengths: list[int]) -> bool:
    """Tell whether less than nine functions in ten are of the usual length."""
    return sum(length <= USUAL_FUNCTION_LINES for length in lengths) < USUAL_SHARE * len(lengths)


def _product() -> dict[str, str]:
    sources = {}
    for folder, _, names in os.walk(PRODUCT):
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    sources[os.path.relpath(path, PRODUCT).replace(os.sep, "/")] = file.read()
    return sources


SOURCES: Final = _product()


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_module_keeps_the_rules(module: str) -> None:
    assert forbidden_code(SOURCES[module], module) + bad_shape(SOURCES[module], module) == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = {f"{m}:{name}": n for m, source in SOURCES.items() for name, n in function_lengths(source).items()}
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:20]
    assert not too_few_short(list(lengths.values())), longest


def test_what_is_allowed_is_used() -> None:
    assert {module for module, _ in ALLOWED} | JOB_BOUNDARIES <= SOURCES.keys()


ONLY_IN_STORAGE = [
    "import os\nos.rename(a, b)",
    "import os as system\nsystem.unlink(a)",
    "from os import makedirs\nmakedirs(a)",
    "import os\nlater(os.remove)",
    "import os\nos.open(a, os.O_WRONLY | os.O_CREAT)",
    "import shutil\nshutil.rmtree(a)",
    "from shutil import copy2 as keep\nkeep(a, b)",
    "import tempfile\ntempfile.mkdtemp()",
    "open(a, 'w')",
    "open(a, mode='ab')",
    "open(a, 'r+')",
    "open(a, mode)",
    "import os\nos.fdopen(a, 'xb')",
    "place.write_text(a)",
    "place.touch()",
]
NOWHERE = [
    "import shutil\nshutil.move(a, b)",
    "import os\nos.replace(a, b)",
    "from os import walk\nwalk(a)",
    "import pickle",
    "from marshal import loads",
    "from pathlib import Path",
    "import urllib.request",
    "from urllib.request import urlopen",
    "eval(a)",
    "exec(a)",
    "import os\nos.system(a)",
    "run(a, shell=True)",
    "client(verify=False)",
    "import yaml\nyaml.load(a)",
    "print(a)",
    "try:\n    a()\nexcept:\n    b()",
    "try:\n    a()\nexcept Exception:\n    b()",
    "try:\n    a()\nexcept (OSError, BaseException) as error:\n    b()",
    "try:\n    a()\nexcept BaseException:\n    if b:\n        raise",
    "for a in b:\n    try:\n        a()\n    except BaseException:\n        if c:\n            continue\n        raise",
    "import contextlib\nwith contextlib.suppress(Exception):\n    a()",
]
HARMLESS = [
    "open(a)",
    "open(a, 'rb')",
    "import os\nos.walk(a, onerror=b)",
    "import os\nos.open(a, os.O_RDONLY)",
    "a.replace('x', 'y')",
    "from dataclasses import replace\nreplace(a, b=c)",
    "disk.rename(a, b)",
    "try:\n    a()\nexcept (OSError, ValueError):\n    b()",
    "try:\n    a()\nexcept BaseException:\n    b()\n    raise",
    "client(verify=True)",
]


@pytest.mark.parametrize("source", ONLY_IN_STORAGE)
def test_files_change_in_storage_only(source: str) -> None:
    assert forbidden_code(source, "workflow/sample.py")
    assert not forbidden_code(source, "storage/sample.py")


@pytest.mark.parametrize("source", NOWHERE)
def test_some_things_are_done_nowhere(source: str) -> None:
    assert forbidden_code(source, "workflow/sample.py")
    assert forbidden_code(source, "storage/sample.py")


@pytest.mark.parametrize("source", HARMLESS)
def test_harmless_code_passes(source: str) -> None:
    assert forbidden_code(source, "workflow/sample.py") == []


def test_the_command_line_prints() -> None:
    assert forbidden_code("print(a)", "cli/output.py") == []


FUNCTION = '"""Doc."""\ndef long():\n' + "    a()\n" * 60


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("a = 1", "domain/sample.py"),
        ('"""Doc."""\n' + "a = 1\n" * 400, "domain/sample.py"),
        (FUNCTION, "domain/sample.py"),
        ('"""Doc."""', "domain/utils.py"),
        ('"""Doc."""', "helpers/sample.py"),
        ('"""Doc."""', "domain/media_manager.py"),
    ],
)
def test_a_bad_shape_is_seen(source: str, module: str) -> None:
    assert len(bad_shape(source, module)) == 1


def test_a_good_shape_passes() -> None:
    assert bad_shape(FUNCTION.replace("    a()\n", "", 1), "domain/sample.py") == []


def test_one_long_function_in_five_is_too_many() -> None:
    assert too_few_short([5, 5, 5, 5, 26])
    assert not too_few_short([*[25] * 9, 60])
