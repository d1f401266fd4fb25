"""Judging: rules that no lead could be read by are told when they are taken up, not with the first lead."""

from dataclasses import replace

import pytest

from frontdesk.app.config import read_config, unread
from frontdesk.app.judging import judge_of
from frontdesk.app.looking import Looking
from frontdesk.settings import shipped_folder
from frontdesk.signals import fingerprint


@pytest.fixture
def config():
    return read_config(shipped_folder(), {})


def odd(rules):
    """Rules with a kind of value that the signals do not know."""
    return replace(rules, guards={**rules.guards, 7: "off", "links": "off"})


def test_rules_that_no_lead_can_be_read_by_are_no_judge(config):
    with pytest.raises(TypeError):
        judge_of(replace(config, rules=odd(config.rules)))


def test_nor_does_check_look_by_them(config):
    with pytest.raises(TypeError):
        Looking(odd(config.rules))


def test_they_are_a_fault_with_its_way_out(config):
    [problem] = unread(odd(config.rules))

    assert problem.startswith("rules.toml: expected rules that signals can be read by, found TypeError: ")
    assert list(unread(config.rules)) == []


def test_whoever_reads_a_desk_folder_is_told(config):
    before = fingerprint._libraries.cache_info().hits

    read_config(shipped_folder(), {})

    assert fingerprint._libraries.cache_info().hits == before + 1
