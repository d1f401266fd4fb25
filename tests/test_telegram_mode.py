"""Telegram mode: a webhook that Telegram could not send to is a fault at the start, and no other is."""

import pytest

from frontdesk.app.config import read_config
from frontdesk.app.telegram_mode import webhook_faults
from frontdesk.errors import Faults
from frontdesk.settings import read_settings

GIVEN = {"TELEGRAM_MODE": "webhook", "TELEGRAM_TOKEN": "1:a"}


def faults(**settings):
    given = {f"FRONTDESK_{name}": value for name, value in {**GIVEN, **settings}.items() if value}
    return list(webhook_faults(read_settings(given)))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param({}, "found nothing", id="no address"),
        pytest.param({"PUBLIC_URL": "http://forms.acme.example"}, "found http://", id="no TLS"),
        pytest.param({"PUBLIC_URL": "https://forms.acme.example:8080"}, "found 8080", id="another port"),
        pytest.param({"PUBLIC_URL": "https://forms.acme.example:99999"}, "found none", id="no such port"),
        pytest.param(
            {"PUBLIC_URL": "http://127.0.0.1:8080", "TELEGRAM_API": "https://api.telegram.invalid"},
            "found http://",
            id="this machine, but another's Bot API",
        ),
    ],
)
def test_an_address_that_telegram_cannot_send_to_is_a_fault(settings, words):
    [fault] = faults(**settings)

    assert fault.startswith("FRONTDESK_PUBLIC_URL: expected ")
    assert words in fault


@pytest.mark.parametrize(
    "settings",
    [
        *(
            {"PUBLIC_URL": f"https://forms.acme.example{port}"}
            for port in ("", ":443", ":80", ":88", ":8443")
        ),
        {"PUBLIC_URL": "https://acme.example:8443/desk/"},
        {"PUBLIC_URL": "http://127.0.0.1:8080", "TELEGRAM_API": "http://127.0.0.1:8081"},
        {"PUBLIC_URL": "http://localhost:8080", "TELEGRAM_API": "http://localhost:8081"},
        {"PUBLIC_URL": "http://[::1]:8080", "TELEGRAM_API": "http://[::1]:8081"},
        {"TELEGRAM_MODE": "polling"},
        {"TELEGRAM_MODE": ""},
        {"TELEGRAM_TOKEN": ""},
    ],
    ids=[
        *("no port", "443", "80", "88", "8443", "a path", "a Bot API here", "by name", "IPv6"),
        *("polling", "polling by default", "no Telegram"),
    ],
)
def test_an_address_that_telegram_can_send_to_is_none(settings):
    assert faults(**settings) == []


def test_the_fault_is_told_beside_all_others(tmp_path):
    given = {
        f"FRONTDESK_{name}": value for name, value in {**GIVEN, "SMTP": "smtp://mail.acme.example"}.items()
    }
    given["FRONTDESK_MAIL_FROM"] = "hello@acme.example"
    (tmp_path / "rules.toml").write_text("nonsense = 1", "utf-8")

    with pytest.raises(Faults) as caught:
        read_config(tmp_path, given)

    assert any(fault.startswith("FRONTDESK_PUBLIC_URL") for fault in caught.value.problems)
    assert any(fault.startswith("rules.toml") for fault in caught.value.problems)


def test_another_mode_is_a_fault():
    with pytest.raises(Faults, match="FRONTDESK_TELEGRAM_MODE"):
        read_settings({"FRONTDESK_TELEGRAM_MODE": "both"})
