"""The public face: names that load when asked for, a light import, and the two functions most people need."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mtclean


@pytest.mark.parametrize("name", mtclean.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    found = getattr(mtclean, name)
    assert found is not None
    if isinstance(found, type):
        assert found.__name__ == name
        assert found.__module__ == f"mtclean.{mtclean._HOMES[name]}"


def test_public_names_are_told_once() -> None:
    assert len(set(mtclean.__all__)) == len(mtclean.__all__)
    assert set(mtclean._HOMES) == set(mtclean.__all__) - {"check", "fix", "__version__"}


def test_star_import_gives_them_all() -> None:
    space: dict[str, object] = {}
    exec("from mtclean import *", space)  # noqa: S102 - there is no other way to try it
    assert set(mtclean.__all__) <= set(space)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'mtclean' has no attribute 'chek'"):
        mtclean.chek  # noqa: B018 - asking is the test
    assert not hasattr(mtclean, "pd")


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, mtclean; print(*sorted({'torch', 'numpy', 'transformers', 'wordfreq'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_values_and_settings_load_nothing_heavy() -> None:
    code = (
        "import sys, mtclean; mtclean.Settings(); mtclean.Span(0, 1); mtclean.Document('a', 'b'); "
        "print(*sorted({'torch', 'numpy', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.lm
def test_check_and_fix() -> None:
    text = "Hakan Vian, the foreign minister of Türkiye, met the state -owned bank's director."
    report = mtclean.check(text)
    assert isinstance(report, mtclean.Report)
    assert [(flag.rule, flag.text) for flag in report.flags if flag.channel in ("names", "layout")] == [
        ("garbled-name", "Hakan Vian"),
        ("space-before-hyphen", " -"),
    ]
    assert report.flags[0].suggestions[0].replacement == "Hakan Fidan"
    assert report.flags[0].suggestions[0].safety is mtclean.Safety.SAFE
    fixed = "Hakan Fidan, the foreign minister of Türkiye, met the state-owned bank's director."
    assert report.fixed == mtclean.fix(text) == fixed
    assert report.diff.splitlines()[-4:] == [
        f"-{text}",
        "\\ No newline at end of file",
        f"+{fixed}",
        "\\ No newline at end of file",
    ]
