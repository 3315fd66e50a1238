"""What tests of several readers share."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def drawing() -> ModuleType:
    """The module that draws small PDFs."""
    path = Path(__file__).parent / "pdf/pdf_drawing.py"
    spec = importlib.util.spec_from_file_location("pdf_drawing", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["pdf_drawing"] = module
    spec.loader.exec_module(module)
    return module
