"""The files that run frontdesk on a server: written out whole, and saying what is so."""

import json
import re
from configparser import ConfigParser
from pathlib import Path
from tomllib import loads

import pytest
from dotenv import dotenv_values

from cli.conftest import ran
from frontdesk.cli.deploy import SHIPPED
from frontdesk.cli.serve import CLOSE_S
from frontdesk.settings import PREFIX, Settings, read_settings
from frontdesk.web.listener import CONNECTIONS, most_connections
from support.proxies import text

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in SHIPPED.rglob("*") if path.is_file())
NAMES = {
    *("Caddyfile", "Dockerfile", "compose.yaml", "nginx.conf", "sample.env"),
    *("frontdesk.service", "frontdesk-backup", "frontdesk-backup.service", "frontdesk-backup.timer"),
    *("monitoring/alerts.yml", "monitoring/dashboard.json", "monitoring/prometheus.yml"),
}
STOPS_S = Settings().stop_timeout.total_seconds() + CLOSE_S
#: What a desk in use needs, beside what has a default that does.
NEEDED = {
    *("DATABASE", "FILES", "PUBLIC_URL", "TRUSTED_PROXIES", "SECRET", "LOG", "ALARM_MAIL"),
    *("SMTP", "MAIL_FROM", "MAIL_REPLY_TO", "BOUNCE_DOMAIN", "DKIM_KEY", "DKIM_SELECTOR"),
    *("TELEGRAM_TOKEN", "TELEGRAM_MODE", "TRIAGE_CHAT", "SALES_CHAT"),
}
INSTRUCTIONS = [
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "RUN",
    "USER",
    "WORKDIR",
]


def unit(name):
    """A unit's sections; of a key that stands twice the last."""
    read = ConfigParser(strict=False, interpolation=None, delimiters="=", comment_prefixes="#")
    read.optionxform = str
    read.read_string(text(name))
    return read


def instructions():
    """The Dockerfile's instructions: name and the rest, continued lines joined."""
    lines = re.sub(r"(?m)^#.*\n", "", text("Dockerfile")).replace("\\\n", " ").splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]


def test_it_writes_every_file_word_for_word_and_the_script_can_be_run(tmp_path):
    ended = ran(["init", "--deploy", str(tmp_path / "new" / "here")])

    folder = tmp_path / "new" / "here"
    made = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert (ended.code, ended.out) == (0, f"{tmp_path / 'new' / 'here'}: 12 files made, 0 moved aside.\n")
    assert made.keys() == NAMES
    assert all(made[name].read_bytes() == (SHIPPED / name).read_bytes() for name in NAMES)
    assert {name for name, path in made.items() if path.stat().st_mode & 0o111} == {"frontdesk-backup"}


def test_a_file_that_is_there_is_named_and_nothing_is_written(tmp_path):
    for name in ("Caddyfile", "frontdesk.service"):
        (tmp_path / name).write_text("mine")

    ended = ran(["init", "--deploy", str(tmp_path)])

    assert ended.code == 1
    told = "expected no such file yet, found one; `--replace` moves it aside"
    assert ended.faults == [f"{tmp_path / name}: {told}" for name in ("Caddyfile", "frontdesk.service")]
    assert {path.name for path in tmp_path.iterdir()} == {"Caddyfile", "frontdesk.service"}
    assert (tmp_path / "Caddyfile").read_text() == "mine"


def test_replace_moves_aside_what_was_there(tmp_path):
    (tmp_path / "Caddyfile").write_text("mine")

    ended = ran(["init", "--deploy", str(tmp_path), "--replace"])

    [aside] = tmp_path.glob("Caddyfile.2*Z")
    assert (ended.code, aside.read_text()) == (0, "mine")
    assert ended.out.splitlines()[1:] == [f"What was there is now {aside}"]
    assert (tmp_path / "Caddyfile").read_bytes() == (SHIPPED / "Caddyfile").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [([], "expected a FOLDER or --deploy DIR"), (["desk", "--replace"], "expected --deploy DIR beside")],
    ids=["nothing", "replace-alone"],
)
def test_a_call_that_says_too_little_is_a_wrong_call(arguments, told):
    ended = ran(["init", *arguments])

    assert ended.code == 2
    assert told in ended.faults[0]


def test_a_desk_and_its_files_can_be_made_at_once(tmp_path):
    ended = ran(["init", str(tmp_path / "desk"), "--deploy", str(tmp_path / "deploy")])

    assert ended.code == 0
    assert (tmp_path / "desk/rules.toml").is_file()
    assert (tmp_path / "deploy/compose.yaml").is_file()


def test_every_setting_that_they_name_is_one():
    found = {name for path in FILES for name in re.findall(rf"{PREFIX}(\w+)", path.read_text("utf-8"))}

    assert found >= NEEDED
    assert {name for name in found if name.lower() not in Settings.model_fields} == set()


def test_the_sample_settings_can_be_used_as_they_are_and_with_everything_in_it(tmp_path):
    """As they are, nothing goes out: neither mail nor Telegram is on."""
    (tmp_path / "as_it_is").write_text(text("sample.env"))
    (tmp_path / "all").write_text(re.sub(r"(?m)^#(?=[A-Z])", "", text("sample.env")))

    settings = read_settings(dotenv_values(tmp_path / "as_it_is"))
    everything = dotenv_values(tmp_path / "all")

    assert (settings.smtp, settings.telegram_token) == (None, None)
    assert read_settings(everything).mail_from == "Acme <hello@acme.example>"
    assert {name.removeprefix(PREFIX) for name in everything if name.startswith(PREFIX)} == NEEDED


def test_a_line_of_the_sample_settings_is_read_alike_by_all_who_read_it():
    """No blank outside quotation marks, no $, no # in a value: Compose and frontdesk differ there."""
    values = re.findall(r"(?m)^#?[A-Z_]+=(.*)$", text("sample.env"))

    assert [value for value in values if not re.fullmatch(r'"[^"$#\\]*"|[^\s"\'$#\\]*', value)] == []


def test_systemd_gives_it_the_time_that_it_takes_to_stop_and_the_descriptors_it_may_use():
    service = unit("frontdesk.service")["Service"]

    assert float(service["TimeoutStopSec"]) > STOPS_S + 5
    assert most_connections(int(service["LimitNOFILE"])) == CONNECTIONS


def test_the_units_agree_on_who_runs_and_where():
    service, backup = (unit(f"{name}.service")["Service"] for name in ("frontdesk", "frontdesk-backup"))

    assert {service["User"], backup["User"]} == {"frontdesk"}
    assert service["StateDirectory"] in backup["StateDirectory"].split()
    settings = dotenv_values(SHIPPED / "sample.env")
    _, desk, files, copies, _ = backup["ExecStart"].split()
    assert settings["FRONTDESK_FILES"] == files == f"/var/lib/{service['StateDirectory']}/files"
    assert settings["FRONTDESK_DATABASE"].startswith(f"sqlite:////var/lib/{service['StateDirectory']}/")
    assert desk == service["WorkingDirectory"]
    assert copies == f"/var/lib/{backup['StateDirectory'].split()[1]}"


def test_the_dockerfile_has_known_instructions_and_no_shell_where_it_runs():
    found = instructions()

    assert {name for name, _ in found} <= set(INSTRUCTIONS)
    last = found[[at for at, (name, _) in enumerate(found) if name == "FROM"][-1] :]
    for name, rest in last:
        if name in ("ENTRYPOINT", "CMD"):
            assert all(isinstance(part, str) for part in json.loads(rest))
    [health] = [rest for name, rest in last if name == "HEALTHCHECK"]
    command = json.loads(health.partition("CMD ")[2])
    compile(command[2], "health", "exec")
    assert "/health/ready" in command[2]


def test_the_image_runs_as_nobody_special_and_its_wheel_is_this_version():
    found = instructions()

    assert next(rest for name, rest in found if name == "FROM").endswith(" AS built")
    assert [rest for name, rest in found if name == "USER"] == ["10001"]
    version = loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert ("ARG", f"WHEEL=frontdesk-{version}-py3-none-any.whl") in found
    extras = re.search(r"\$\{WHEEL\}\[(.+)\]", text("Dockerfile"))[1].split(",")
    assert (
        set(extras) <= loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"].keys()
    )
