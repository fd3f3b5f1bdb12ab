"""The wheel, as people get it: it holds the built pages and serves them, with nothing of the checkout at hand."""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tools.places import ROOT
from tools.programs import environment


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, ROOT], check=True, env=environment())
    return next(folder.glob("themeroom-*.whl"))


@pytest.fixture(scope="module")
def themeroom(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a fresh environment. The packages it builds on are borrowed, so that no network is needed."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = next(home.glob("[bS]*/python*"))
    install = ("--quiet", "--no-deps", "--no-index", wheel)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", *install], check=True, env=environment()
    )
    packages = next(home.glob("lib/python3*/site-packages"), home / "Lib" / "site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return next(home.glob("[bS]*/themeroom*"))


@pytest.fixture(scope="module")
def address(themeroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed program serves; its first line says so, once it listens."""
    folder = tmp_path_factory.mktemp("elsewhere")
    command = [str(themeroom), "serve", "--port", "0", "--data", str(folder / "data")]
    with subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert said
        yield said[0]
        server.terminate()
        assert server.wait(timeout=10) == 0


def test_the_installed_program_is_the_one_from_the_wheel(themeroom: Path) -> None:
    asked = [str(themeroom.with_name("python")), "-c", "import app; print(app.__file__)"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=themeroom.parent, env=environment())
    assert Path(said.stdout).is_relative_to(themeroom.parents[1])


def test_the_installed_program_serves_the_built_pages(address: str) -> None:
    page = httpx.get(f"{address}/")
    assert page.status_code == httpx.codes.OK
    assert '<div id="app">' in page.text
    script = re.search(r'src="(/assets/[^"]+\.js)"', page.text)
    assert script
    assert httpx.get(address + script[1]).headers["content-type"].startswith("text/javascript")


def test_the_installed_program_says_that_it_is_well(address: str) -> None:
    assert httpx.get(f"{address}/healthz").status_code == httpx.codes.OK
    assert httpx.get(f"{address}/readyz").status_code == httpx.codes.OK
