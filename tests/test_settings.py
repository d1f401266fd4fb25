"""Settings: read once, every fault at once, no secret shown."""

from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.addresses import resolver_address, smtp_address
from frontdesk.errors import Faults
from frontdesk.quantities import written
from frontdesk.settings import (
    PREFIX,
    Settings,
    desk_file,
    environment,
    read_settings,
    shipped_folder,
)


def test_every_fault_is_reported_at_once():
    given = {
        "FRONTDESK_PORT": "http",
        "FRONTDESK_POLL": "soon",
        "FRONTDESK_SMPT": "smtp://x",
        "FRONTDESK_SMTP": "mail.acme.example",
        "FRONTDESK_TRIAGE_CHAT": "@sales",
    }

    with pytest.raises(Faults) as caught:
        read_settings(given)

    names = [problem.partition(":")[0] for problem in caught.value.problems]
    assert sorted(names) == sorted(given)


def test_an_unknown_name_gets_the_nearest_one():
    with pytest.raises(Faults, match='did you mean "FRONTDESK_SMTP"'):
        read_settings({"FRONTDESK_SMPT": "smtp://x"})


def test_a_blank_value_counts_as_not_given():
    assert read_settings({"FRONTDESK_PORT": " "}).port == 8080


@pytest.mark.parametrize("name", ["PUBLIC_URL", "META_API", "CAPTCHA_API", "TELEGRAM_API"])
@pytest.mark.parametrize("text", ["bot.acme.example", "ftp://acme.example", "https://acme.example/?a=1"])
def test_what_is_no_address_of_a_server_is_a_fault(name, text):
    with pytest.raises(Faults, match=f"FRONTDESK_{name}: expected an address such as https://"):
        read_settings({f"FRONTDESK_{name}": text})


def test_an_address_loses_the_slash_at_its_end():
    given = {
        "FRONTDESK_PUBLIC_URL": "https://forms.acme.example/",
        "FRONTDESK_TELEGRAM_API": "http://[::1]:8081/",
    }

    settings = read_settings(given)

    assert (settings.public_url, settings.telegram_api) == ("https://forms.acme.example", "http://[::1]:8081")


def test_mail_needs_a_sender():
    with pytest.raises(Faults, match="FRONTDESK_MAIL_FROM"):
        read_settings({"FRONTDESK_SMTP": "smtp://mail.acme.example"})


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("250ms", timedelta(milliseconds=250), id="milliseconds"),
        pytest.param("90", timedelta(seconds=90), id="bare seconds"),
        pytest.param("1.5s", timedelta(seconds=1.5), id="seconds"),
        pytest.param("5m", timedelta(minutes=5), id="minutes"),
        pytest.param("2h", timedelta(hours=2), id="hours"),
    ],
)
def test_a_span_is_a_number_and_a_unit(text, span):
    assert read_settings({"FRONTDESK_POLL": text}).poll == span


@pytest.mark.parametrize(
    ("text", "size", "written_as"),
    [
        pytest.param("250", 250, "250B", id="bare bytes"),
        pytest.param("256 kB", 256_000, "256kB", id="kilobytes"),
        pytest.param("10mb", 10_000_000, "10MB", id="megabytes"),
        pytest.param("1.5GB", 1_500_000_000, "1500MB", id="gigabytes"),
        pytest.param("1000001B", 1_000_001, "1000001B", id="nothing round"),
    ],
)
def test_a_size_is_a_number_and_a_unit(text, size, written_as):
    limit = read_settings({"FRONTDESK_FILE_LIMIT": text}).file_limit

    assert (limit, written(limit)) == (size, written_as)


@pytest.mark.parametrize("text", ["0", "-1MB", "large", "10TB", "MB", "1e999"])
def test_a_size_that_is_none_is_a_fault(text):
    with pytest.raises(Faults, match="FRONTDESK_FILE_LIMIT"):
        read_settings({"FRONTDESK_FILE_LIMIT": text})


def test_no_upload_may_take_half_a_day():
    with pytest.raises(Faults, match="FRONTDESK_UPLOAD_TIMEOUT"):
        read_settings({"FRONTDESK_UPLOAD_TIMEOUT": "12h"})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        pytest.param("192.0.2.53:53", ("192.0.2.53", 53), id="an address"),
        pytest.param("[2001:db8::53]:5353", ("2001:db8::53", 5353), id="an address of six"),
    ],
)
def test_a_resolver_is_an_address_with_a_port(text, address):
    assert resolver_address(read_settings({"FRONTDESK_DNS": text}).dns) == address


@pytest.mark.parametrize(
    "text", ["yes", "192.0.2.53", "dns.acme.example:53", "192.0.2.53:0", "192.0.2.53:99999"]
)
def test_a_resolver_that_is_none_is_a_fault(text):
    with pytest.raises(Faults, match="FRONTDESK_DNS: expected on, off or an IP address"):
        read_settings({"FRONTDESK_DNS": text})


def test_retries_are_spans_between_commas():
    assert read_settings({"FRONTDESK_LETTER_RETRIES": "1s, 5m"}).letter_retries == (
        timedelta(seconds=1),
        timedelta(minutes=5),
    )


def test_no_secret_stands_in_the_settings_text():
    secret = {
        "FRONTDESK_SMTP": "smtps://me:hunter2@mail.acme.example",
        "FRONTDESK_MAIL_FROM": "a@acme.example",
    }
    settings = read_settings({**secret, "FRONTDESK_TELEGRAM_TOKEN": "1:hunter2"})

    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)


def test_no_secret_stands_in_a_fault():
    with pytest.raises(Faults) as caught:
        read_settings({"FRONTDESK_SMTP": "http://me:hunter2@mail.acme.example"})

    assert "hunter2" not in str(caught.value)


def test_a_password_with_signs_is_read_from_an_address():
    address = smtp_address("smtp+starttls://me%40acme.example:p%2Fw@mail.acme.example")

    assert address == ("smtp+starttls", "mail.acme.example", 587, "me@acme.example", "p/w")


def test_a_password_never_goes_over_an_open_line():
    with pytest.raises(Faults, match="starttls"):
        read_settings(
            {"FRONTDESK_SMTP": "smtp://me:pw@mail.acme.example", "FRONTDESK_MAIL_FROM": "a@acme.example"}
        )


def test_the_process_outranks_the_env_file(tmp_path: Path):
    (tmp_path / ".env").write_text('FRONTDESK_PORT=1\nFRONTDESK_HOST="::1"\n')

    given = environment(tmp_path)

    assert given["FRONTDESK_HOST"] == "::1"


def test_a_file_of_the_desk_comes_before_the_shipped_one(tmp_path: Path):
    assert desk_file(tmp_path, "rules.toml") == shipped_folder() / "rules.toml"
    (tmp_path / "rules.toml").write_text("")
    assert desk_file(tmp_path, "rules.toml") == tmp_path / "rules.toml"


def test_the_readme_names_every_setting():
    readme = (shipped_folder() / "README.md").read_text("utf-8")

    missing = [name for name in Settings.model_fields if f"`{name.upper()}`" not in readme]

    assert missing == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "http", 'expected a whole number, found "http"'),
        ("PORT", "70000", 'expected less than or equal to 65535, found "70000"'),
        ("POLL", "soon", 'expected a time such as 90s, 5m or 2h, found "soon"'),
        ("LETTER_RETRIES", "1m,soon", 'expected a time such as 90s, 5m or 2h, found "1m,soon"'),
        ("LOG", "loud", "expected 'console' or 'json', found \"loud\""),
    ],
)
def test_a_wrong_value_is_told_beside_what_was_expected(name, value, told):
    with pytest.raises(Faults) as wrong:
        read_settings({f"{PREFIX}{name}": value})

    assert list(wrong.value.problems) == [f"{PREFIX}{name}: {told}"]
