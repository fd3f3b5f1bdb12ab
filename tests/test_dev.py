"""dev.py: what makes the second set-up quick, and what makes a killed one start anew."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import lengths, node, places, programs, stamps


def test_a_stamp_is_fresh_only_for_the_same_inputs(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("one==1\n", encoding="utf-8")
    stamp, wanted = tmp_path / "stamp", stamps.digest([lock])
    assert not stamps.is_fresh(stamp, wanted)
    stamps.write(stamp, wanted)
    assert stamps.is_fresh(stamp, stamps.digest([lock]))
    lock.write_text("one==2\n", encoding="utf-8")
    assert not stamps.is_fresh(stamp, stamps.digest([lock]))


def test_a_digest_tells_missing_from_empty_and_sees_texts(tmp_path: Path) -> None:
    file = tmp_path / "some.lock"
    missing = stamps.digest([file])
    file.touch()
    assert stamps.digest([file]) != missing
    assert stamps.digest([file], "here") != stamps.digest([file], "there")
    assert stamps.digest([], "a", "b") != stamps.digest([], "ab")


@pytest.mark.parametrize("version", ["v22.13.0\n", "v24.19.0\n", "v26.0.1\n"])
def test_a_new_node_will_do(version: str) -> None:
    assert node.is_new_enough(version)


@pytest.mark.parametrize("version", ["v20.20.2\n", "v22.12.0\n", "v23.1.0\n", "", "Segmentation fault"])
def test_an_old_or_broken_node_will_not_do(version: str) -> None:
    assert not node.is_new_enough(version)


def test_an_installer_that_cannot_reach_its_registry_says_so_plainly() -> None:
    script = "import sys; print('NewConnectionError: failed'); sys.exit(1)"
    with pytest.raises(
        programs.Failed, match=r"^The toys could not be installed\. The package registry did not answer"
    ):
        programs.install("The toys", [sys.executable, "-c", script])


def test_installers_get_no_settings_that_lead_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    given = programs.environment()
    assert "PIP_TARGET" not in given
    assert given["PIP_INDEX_URL"] == "https://mirror.example/simple"
    assert given["HTTPS_PROXY"] == "http://proxy.example"


def test_what_python_read_once_it_need_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in programs.environment()


def test_a_long_function_is_named(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("def long() -> None:\n" + "    pass\n" * lengths.FUNCTION_LINES, encoding="utf-8")
    assert lengths.too_long(file) == [f"{file}: long has 41 lines, at most 40"]


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_command_shows_the_commands(arguments: list[str]) -> None:
    asked = [sys.executable, str(places.ROOT / "dev.py"), *arguments]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "python3 dev.py run" in said.stdout
