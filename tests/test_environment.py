"""environment.yml and pyproject.toml name the same packages and ranges; the lock holds no address."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
CONDA_ONLY = {"python", "pip"}
# In conda-forge "typst" is the program; the Python package has another name there.
CONDA_NAMES = {"typst-py": "typst"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(lines: list[str]) -> dict[str, str]:
    requirements = [Requirement(line) for line in lines]
    return {
        CONDA_NAMES.get(normal(r.name), normal(r.name)): ",".join(sorted(str(s) for s in r.specifier))
        for r in requirements
    }


@pytest.fixture(scope="module")
def project() -> dict[str, str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return pinned(table["dependencies"] + table["optional-dependencies"]["test"])


@pytest.fixture(scope="module")
def conda() -> list[object]:
    return list(yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"])


def test_environment_names_the_packages_of_the_project(project: dict[str, str], conda: list[object]) -> None:
    from_pip = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    named = pinned([str(e) for e in conda if isinstance(e, str)] + [p for p in from_pip if p != "-e ."])
    assert {name: spec for name, spec in named.items() if name not in CONDA_ONLY} == project


def test_environment_installs_the_package_in_place(conda: list[object]) -> None:
    assert any(isinstance(entry, dict) and "-e ." in entry["pip"] for entry in conda)


def test_environment_asks_for_the_same_python(conda: list[object]) -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"python{table['requires-python']}" in conda


def test_lock_pins_every_package_with_hashes_and_no_address(project: dict[str, str]) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", lock.strip()) if not block.startswith("#")]
    assert blocks and all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock
    locked = {normal(re.split(r"==", block)[0]) for block in blocks}
    assert set(project) <= locked


def test_no_uv_lock() -> None:
    assert not (ROOT / "uv.lock").exists()
