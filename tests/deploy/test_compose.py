"""Compose and the proxies: files that agree with each other and with frontdesk."""

import os
import re
import subprocess

import pytest
import yaml

from frontdesk.cli.deploy import SHIPPED
from frontdesk.cli.serve import CLOSE_S
from frontdesk.quantities import size
from frontdesk.settings import Settings, read_settings
from frontdesk.web.server import KEEPALIVE_S
from support.proxies import OLDEST_CADDY, installed, limit_bytes, text

STOPS_S = Settings().stop_timeout.total_seconds() + CLOSE_S


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(text("compose.yaml"))


def test_compose_names_only_what_it_has(compose):
    services, known = (
        compose["services"],
        {"image", "build", "env_file", "environment", "volumes", "networks"},
    )
    known |= {"depends_on", "restart", "stop_grace_period", "read_only", "tmpfs", "cap_drop", "security_opt"}
    known |= {"mem_limit", "pids_limit", "healthcheck", "ports"}

    assert set(compose) == {"name", "x-node", "services", "networks", "volumes"}
    assert set(services) == {"one", "two", "database", "proxy"}
    for service in services.values():
        assert set(service) <= known
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] == "CMD"
        assert set(service.get("depends_on", ())) <= services.keys()
        assert set(service["networks"]) <= compose["networks"].keys()
        named = {volume.partition(":")[0] for volume in service["volumes"] if volume[0] not in "./"}
        assert named <= compose["volumes"].keys()
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_nodes_of_compose_share_database_and_files_and_are_read_only(compose):
    one, two = compose["services"]["one"], compose["services"]["two"]

    assert one == two
    assert one["environment"]["FRONTDESK_DATABASE"].endswith("@database/frontdesk")
    assert "files:/data" in one["volumes"]
    assert one["environment"]["FRONTDESK_FILES"].startswith("/data/")
    assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
    assert float(one["stop_grace_period"].removesuffix("s")) > STOPS_S + 5
    proxy = compose["services"]["proxy"]["networks"]["desk"]["ipv4_address"]
    assert one["environment"]["FRONTDESK_TRUSTED_PROXIES"] == proxy
    given = {name: str(value) for name, value in one["environment"].items()}
    given |= {"FRONTDESK_PUBLIC_URL": "https://forms.acme.example"}
    assert read_settings(given).host == "0.0.0.0"


def test_what_compose_asks_of_the_sample_settings_is_in_them(compose):
    asked = set(re.findall(r"\$\{(\w+):\?", text("compose.yaml")))

    assert asked == {"DOMAIN", "POSTGRES_PASSWORD"}
    assert all(re.search(rf"(?m)^#{name}=", text("sample.env")) for name in asked)


def test_the_proxies_let_through_what_frontdesk_takes():
    upload = int(size(str(Settings().upload_limit)))

    assert upload * 1.01 < limit_bytes(text("Caddyfile"), "max_size") < upload * 1.2
    assert upload * 1.01 < limit_bytes(text("nginx.conf"), "client_max_body_size") < upload * 1.2


def test_caddy_ends_its_connections_before_frontdesk_does():
    assert float(re.search(r"keepalive (\d+)s", text("Caddyfile"))[1]) < KEEPALIVE_S


def test_caddy_reads_its_file():
    caddy = installed("caddy")
    command = [caddy, "adapt", "--adapter", "caddyfile", "--validate", "--config", SHIPPED / "Caddyfile"]

    told = subprocess.run(
        command,
        env={**os.environ, "DOMAIN": "forms.acme.example"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert told.returncode == 0, told.stderr
    formatted = subprocess.run([caddy, "fmt", SHIPPED / "Caddyfile"], capture_output=True, timeout=60)
    assert formatted.stdout == (SHIPPED / "Caddyfile").read_bytes()


def test_the_caddyfile_goes_to_the_nodes_of_compose(compose):
    [found] = re.findall(r"reverse_proxy (.+) \{", text("Caddyfile"))

    assert {door.partition(":")[0] for door in found.split()} == {"one", "two"}


def test_the_image_of_caddy_is_one_that_its_file_is_made_for(compose):
    version = re.fullmatch(r"caddy:([\d.]+)-alpine", compose["services"]["proxy"]["image"])[1]

    assert tuple(map(int, version.split("."))) >= OLDEST_CADDY[:2]
    assert f"# {'.'.join(map(str, OLDEST_CADDY))} or later" in text("Caddyfile")
