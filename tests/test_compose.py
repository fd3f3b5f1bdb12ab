"""`docker-compose.yml`, read by us and, where it is installed, by `docker compose`; nothing is started (rule P30)."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]
SCALE = {"app-one", "app-two", "proxy", "database", "bus"}
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
WANTED = {
    "THEMEROOM_DOMAIN": "themeroom.example.org",
    "THEMEROOM_DATABASE_PASSWORD": "of-the-database",
    "THEMEROOM_BUS_PASSWORD": "of-the-bus",
}
"""What the profile `scale` has no default for."""


@pytest.fixture(scope="module")
def compose() -> list[str]:
    """The command that reads a compose file. It needs the client and its plugin, but no running Docker."""
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("`docker compose` is not installed here, so it cannot check docker-compose.yml")
    return [docker, "compose", "--file", str(ROOT / "docker-compose.yml")]


@pytest.mark.parametrize(("profile", "given"), [([], {}), (["--profile", "scale"], WANTED)], ids=["default", "scale"])
def test_P30_docker_compose_understands_the_file(compose: list[str], profile: list[str], given: dict[str, str]) -> None:
    around = {name: value for name, value in os.environ.items() if not name.startswith(("THEMEROOM_", "COMPOSE_"))}
    command = [*compose, *profile, "config", "--quiet"]

    ended = subprocess.run(command, env=around | given, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr


def test_P30_without_a_profile_there_is_the_one_app_with_its_volume() -> None:
    plain = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert plain == {"app"}
    assert SERVICES["app"]["volumes"] == ["data:/data"]
    assert "THEMEROOM_DATABASE_URL" not in SERVICES["app"]["environment"]


def test_P30_the_profile_scale_is_a_proxy_two_apps_a_database_and_a_bus() -> None:
    assert {name for name, service in SERVICES.items() if service.get("profiles") == ["scale"]} == SCALE
    for name in ("app-one", "app-two"):
        environment = SERVICES[name]["environment"]
        assert "@database:5432/" in environment["THEMEROOM_DATABASE_URL"]
        assert "@bus:6379" in environment["THEMEROOM_BUS_URL"]
        assert environment["THEMEROOM_PUBLIC_URL"].startswith("https://")


def test_P30_whoever_needs_another_waits_until_it_is_well() -> None:
    assert all("healthcheck" in service for service in SERVICES.values())
    needs = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    assert set(needs["proxy"]) == {"app-one", "app-two"}
    assert set(needs["app-one"]) == set(needs["app-two"]) == {"database", "bus"}
    assert all(need == {"condition": "service_healthy"} for those in needs.values() for need in those.values())


def test_P30_no_secret_has_a_default() -> None:
    secrets = re.findall(r"\$\{(\w*PASSWORD\w*)([^}]*)\}", TEXT)
    assert {name for name, _ in secrets} == {"THEMEROOM_DATABASE_PASSWORD", "THEMEROOM_BUS_PASSWORD"}
    assert {default for _, default in secrets} == {":-"}
    assert 'test -n "$$PASSWORD" || exit 1' in SERVICES["bus"]["command"][2]


def test_P30_no_name_keeps_the_simple_app_from_starting() -> None:
    assert not re.findall(r"\$\{\w+:?\?", re.sub(r"^#.*$", "", TEXT, flags=re.MULTILINE))


@pytest.mark.parametrize("name", ["app", "app-one", "app-two"])
def test_P30_an_app_may_do_little(name: str) -> None:
    app = SERVICES[name]
    assert (app["read_only"], app["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in app["security_opt"]


def test_P30_only_the_proxy_is_open_to_everybody() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"app": ["127.0.0.1:8000:8000"], "proxy": ["80:80", "443:443"]}


@pytest.mark.parametrize(
    ("path", "board"),
    [
        ("/api/boards/board-12ab/live", "board-12ab"),
        ("/api/boards/board-12ab/export/table.csv", "board-12ab"),
        ("/api/join", None),
    ],
)
def test_P30_the_proxy_finds_the_board_in_the_address(path: str, board: str | None) -> None:
    pattern = re.search(r"path_regexp board (\S+)", CADDYFILE)
    assert pattern is not None
    found = re.search(pattern.group(1), path)
    assert (found.group(1) if found else None) == board
    assert "request_header X-Board {re.board.1}" in CADDYFILE
    assert "lb_policy header X-Board" in CADDYFILE


def test_P30_the_proxy_knows_a_snippet_before_it_is_used() -> None:
    """Caddy reads from above: it does not start when a snippet comes later."""
    for name in re.findall(r"^\s*import (\w+)", CADDYFILE, flags=re.MULTILINE):
        assert CADDYFILE.index(f"({name}) {{") < CADDYFILE.index(f"import {name}")
