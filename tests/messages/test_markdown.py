"""Jinja inside Markdown: one source, two templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError, TemplateSyntaxError

from frontdesk.messages.markdown import laid_out
from frontdesk.messages.names import environment
from frontdesk.messages.tags import Tags

TEXT, HTML = environment(autoescape=False), environment(autoescape=True)


def _laid_out(tags, source):
    masked = tags.masked(TEXT, source)
    loops = tags.statements("for"), tags.statements("endfor")
    return laid_out(masked, lambda picture: picture.address, loops=loops)


def _both(source, **values):
    tags = Tags()
    pages = _laid_out(tags, source)
    text = TEXT.from_string(tags.unmasked(pages.text)).render(values).strip()
    return text, HTML.from_string(tags.unmasked(pages.html)).render(values).strip()


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        (
            "[a *b*]({{ x }}?p=1&q={{ y }})",
            "a b (X?p=1&q=Y)",
            '<p><a href="X?p=1&amp;q=Y">a <em>b</em></a></p>',
        ),
        ("[{{ x }}]({{ x }})", "X", '<p><a href="X">X</a></p>'),
        ("[{{ x }}](tel:{{ x }})", "X", '<p><a href="tel:X">X</a></p>'),
        ("[a](tel:{{ x }})", "a (tel:X)", '<p><a href="tel:X">a</a></p>'),
        ("**{{ x }}**, _{{ y }}_", "X, Y", "<p><strong>X</strong>, <em>Y</em></p>"),
        ("`{{ x }}`", "X", "<p><code>X</code></p>"),
        (
            "one\n{% if x %}\ntwo\n{% endif %}\nthree",
            "one\n\ntwo\n\nthree",
            "<p>one</p>\n<p>two</p>\n<p>three</p>",
        ),
        ("one\n\n{% if not x %}\n\ntwo\n\n{% endif %}\n\nthree", "one\n\nthree", "<p>one</p>\n<p>three</p>"),
        ("a{% if x %}, {{ x }}{% endif %}!", "a, X!", "<p>a, X!</p>"),
        ("a {%- if x -%}\n b {%- endif %}", "ab", "<p>ab</p>"),
        ("a{# a note #}b\n\n{# another #}", "ab", "<p>ab</p>"),
        ("- a\n- {{ x }}", "- a\n- X", "<ul>\n<li>a</li>\n<li>X</li>\n</ul>"),
        (
            "{% for i in l %}\n- {{ i }}\n{% endfor %}",
            "- 1\n- 2",
            "<ul>\n<li>1</li>\n<li>2</li>\n</ul>",
        ),
        (
            "{% if l %}\n- a\n{% endif %}\n\n{% for i in l %}\n1. {{ i }}\n   - b\n{% endfor %}",
            "- a\n\n1. 1\n   - b\n1. 2\n   - b",
            None,
        ),
        (
            "{% for i in l %}\n- {{ i }}\n\ntext\n{% endfor %}",
            "- 1\n\ntext\n\n- 2\n\ntext",
            None,
        ),
        (
            "a\n\n**[b {{ x }}](https://c.example)**",
            "a\n\nb X (https://c.example)",
            '<p>a</p>\n<table role="presentation" class="button" cellpadding="0" cellspacing="0"><tr><td>'
            '<strong><a href="https://c.example">b X</a></strong></td></tr></table>',
        ),
        ("**[b](https://c.example)** c", "b (https://c.example) c", None),
        ("![a *b*](c.png)", "[a *b*]", '<p><img src="c.png" alt="a b" /></p>'),
        ("1. a\n\n   b\n2. c", "1. a\n\n   b\n2. c", None),
        ("> a\n> b", "> a b", None),
        ("# {{ x }}\n\n---", "X\n\n---", "<h1>X</h1>\n<hr />"),
        ("a  \nb\\\nc", "a\nb\nc", "<p>a<br />\nb<br />\nc</p>"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}", "<p>{{ x }}</p>"),
        ("&lbrace;&lbrace; 7*7 }} { {{ x }} }", "{{ 7*7 }} { X }", "<p>{{ 7*7 }} { X }</p>"),
        ("<b>{{ x }}</b>", "<b>X</b>", "<p>&lt;b&gt;X&lt;/b&gt;</p>"),
        (
            "<https://a.example/{{ x }}>",
            "https://a.example/X",
            '<p><a href="https://a.example/X">https://a.example/X</a></p>',
        ),
        (
            '[a](https://b.example "{{ x }}")',
            "a (https://b.example)",
            '<p><a href="https://b.example" title="X">a</a></p>',
        ),
        ("{{\n x\n}}\\\n{{ y }}", "X\nY", "<p>X<br />\nY</p>"),
    ],
)
def test_tags_survive_markdown(source, text, html):
    got = _both(source, x="X", y="Y", l=[1, 2])

    assert got[0] == text
    assert html is None or got[1] == html


@pytest.mark.parametrize(
    "value", ["*a*", "[x](http://e)", "# a", "<b>", "{{ x }}", "&amp;", '"', "a\n\n- b", "`a`"]
)
def test_a_value_is_never_markdown_markup_or_template(value):
    text, html = _both('a {{ x }} [b](https://c.example "{{ x }}")', x=value)

    assert text == f"a {value} b (https://c.example)"
    assert html.count("<") == 4
    assert html.count('"') == 4


@given(st.text(alphabet="{}%#x \n*_[]()`->!\\&;<'\"a1.", max_size=40))
def test_any_source_is_laid_out_or_refused(source):
    tags = Tags()
    try:
        TEXT.parse(source)
        pages = _laid_out(tags, source)
        templates = TEXT.from_string(tags.unmasked(pages.text)), HTML.from_string(tags.unmasked(pages.html))
    except TemplateSyntaxError:
        return

    assert all(templates)


@given(st.text(alphabet="{%#}a \n", max_size=30))
def test_what_is_put_back_is_what_was_taken_out(source):
    tags = Tags()
    try:
        original = TEXT.from_string(source).render(a="A")
    except TemplateError:
        return

    restored = TEXT.from_string(tags.unmasked(tags.masked(TEXT, source)))

    assert restored.render(a="A").rstrip() == original.rstrip()
