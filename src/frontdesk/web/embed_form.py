"""Embed form: the HTML that a site's owner pastes into a page."""

from html import escape
from string import Template

from frontdesk.rules.rules import Form
from frontdesk.web.embed import hook_path
from frontdesk.web.embed_words import LABELS, said


def form_html(template: str, form: Form, url: str, language: str) -> str:
    """The form in one of the languages; `url` is the desk's address, without a slash at the end."""
    facts = {
        "name": form.name,
        "language": language,
        "action": f"{url}/hooks/{hook_path(form)}",
        "script": f"{url}/embed/{form.name}.js?lang={language}",
    }
    words = {**said(LABELS, language), **facts}
    return Template(template).safe_substitute({name: escape(text) for name, text in words.items()})
