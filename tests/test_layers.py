"""The shape: imports point one way, torch stays with the language model, importing is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "mtclean"

# From the bottom up; a module may import from its own line and those above it. Packages stand for their modules.
LAYERS = [
    {"version", "errors", "values", "table"},
    {"settings", "text", "edits", "files", "english", "pivots"},
    {"lm", "names"},
    {"surprise"},
    {"senses"},
    {"agreement"},
    {"rewrites"},
    {"prepare"},
    {"apart"},
    {"reading"},
    {"detect"},
    {"policy"},
    {"judge", "report"},
    {"pipeline", "decisions", "sources", "summary", "lookup"},
    {"jsonl"},
    {"records", "reload", "render", "feeds"},
    {"run", "patch", "review", "html", "learning"},
    {"ask", "fixing", "batch", "widgets"},
    {"console", "progress", "options"},
    {"dictionary_cli"},
    {"cli"},
]


def layer(module: str) -> int:
    found = [i for i, names in enumerate(LAYERS) if module in names]
    assert found, f"{module} has no place in LAYERS"
    return found[0]


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py" or path.parent != PACKAGE]


def imported(path: Path) -> set[str]:
    """Top-level parts of mtclean that a module imports (relative imports only are used inside the package)."""
    parts = path.relative_to(PACKAGE).parent.parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = parts[: len(parts) - (node.level - 1)]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {(*base, *name.split("."))[0] for name in names}
    return found


def libraries(path: Path) -> set[str]:
    """Top-level names of everything a module imports from outside mtclean, wherever in the file."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    whole = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in (*whole, *parts)}


def test_imports_point_down() -> None:
    upward = []
    for path in modules():
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        upward += [f"{own} -> {name}" for name in imported(path) if layer(name) > layer(own)]
    assert upward == []


def test_torch_stays_with_the_language_model() -> None:
    users = {path.relative_to(PACKAGE).as_posix() for path in modules() if "torch" in libraries(path)}
    assert users == {f"lm/{name}.py" for name in ("network", "causal", "llama", "hub", "tagger", "rewriter")}
    assert {path.name for path in modules() if "transformers" in libraries(path)} == {"quiet.py"}


def test_importing_is_light() -> None:
    heavy = "{'torch', 'transformers', 'numpy', 'wordfreq'}"
    code = f"import sys, mtclean, mtclean.cli; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_nothing_below_the_command_line_prints() -> None:
    printing = []
    for path in modules():
        calls = [n.func for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        printing += [path.name for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert printing == []


def test_no_pickles_and_no_remote_code() -> None:
    for path in modules():
        source = path.read_text(encoding="utf-8")
        assert "import pickle" not in source
        assert "trust_remote_code=True" not in source
