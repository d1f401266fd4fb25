"""Schema: what `frontdesk schema` prints and writes."""

import json

from click.testing import CliRunner

from frontdesk.cli.main import cli
from frontdesk.rules.editor import FILE_NAME, json_schema


def test_the_schema_is_printed():
    result = CliRunner().invoke(cli, ["schema"])

    assert result.exit_code == 0
    assert json.loads(result.output) == json_schema()


def test_the_schema_is_written_where_the_first_line_of_the_rules_looks(tmp_path):
    result = CliRunner().invoke(cli, ["schema", str(tmp_path / FILE_NAME)])

    assert json.loads((tmp_path / FILE_NAME).read_text("utf-8")) == json_schema()
    assert result.output == f"{tmp_path / FILE_NAME}: written.\n"


def test_under_another_name_a_hint_says_what_the_rules_look_for(tmp_path):
    result = CliRunner().invoke(cli, ["schema", str(tmp_path / "x.json")])

    assert f"looks for {FILE_NAME}" in result.output


def test_a_folder_is_a_wrong_call(tmp_path):
    assert CliRunner().invoke(cli, ["schema", str(tmp_path)]).exit_code == 2
