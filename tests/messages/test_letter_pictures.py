"""Pictures in letters: the owner's alone, with words for who cannot see them."""

import email
import email.policy
from datetime import UTC, datetime

import pytest

from frontdesk.errors import Faults
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.mail import compose
from frontdesk.messages.templates import Letters

HEAD = "---\nsubject: Hello\n---\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "letters/attachments").mkdir(parents=True)
    (tmp_path / "letters/attachments/logo.png").write_bytes(PNG)
    (tmp_path / "letters/attachments/prices.pdf").write_bytes(b"%PDF-")
    return tmp_path


@pytest.fixture
def owner(sender):
    return {**sender, "logo": "https://acme.example/logo.png", "old": "http://acme.example/logo.png"}


def rendered(desk, shipped, owner, body, values=None):
    (desk / "letters/thanks.en.md").write_text(HEAD + body, "utf-8")
    return Letters.load([desk, shipped], owner).render("thanks", "en", values or LetterValues())


def test_a_picture_of_the_desk_goes_with_the_letter(desk, shipped, owner):
    letter = rendered(desk, shipped, owner, "![Acme, *the* logo](logo.png)\n\nHello ![Acme](logo.png)")

    [picture] = letter.pictures
    assert (picture.name, picture.content, picture.media_type) == ("logo.png", PNG, "image/png")
    assert letter.html.count(f'src="cid:{picture.cid}"') == 2
    assert 'alt="Acme, the logo"' in letter.html
    assert letter.text == "[Acme, *the* logo]\n\nHello [Acme]\n"


def test_a_picture_of_the_sender_is_linked_to(desk, shipped, owner):
    letter = rendered(desk, shipped, owner, "![{{ sender.company }}]({{ sender.logo }}?v=2)")

    assert letter.pictures == ()
    assert 'src="https://acme.example/logo.png?v=2"' in letter.html
    assert 'alt="Acme Software"' in letter.html


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (
            "![x](https://tracker.example/p.png)",
            "expected a picture from attachments/ or at an https address",
        ),
        ("![x](//tracker.example/p.png)", "expected a picture from attachments/"),
        ("![x](data:image/png;base64,AAAA)", "expected a picture from attachments/"),
        ("![x](cid:abc)", "expected a picture from attachments/"),
        ("![x](../layout.html)", "expected a picture from attachments/"),
        ("![x](nil.png)", "expected a picture from attachments/"),
        ("![x](prices.pdf)", "expected a picture as PNG, JPEG or GIF, found prices.pdf"),
        ("![](logo.png)", "expected words between ![ and ]"),
        ("![x]({{ sender.old }})", "expected a picture from attachments/"),
        ("![x](https://t.example/{{ sender.logo }})", "expected a picture from attachments/"),
        ("![x](https://t.example/{{ company }}.png)", "a link must hold nothing but sender"),
        ("![x]({{ company }})", "a link must hold nothing but sender"),
        ("![{{ company }}](logo.png)", "the words of a picture must hold nothing but sender"),
    ],
)
def test_no_other_picture_is_shown(desk, shipped, owner, picture, fault):
    with pytest.raises(Faults) as error:
        rendered(desk, shipped, owner, f"Hello\n\n{picture}")

    assert fault in error.value.problems[0]
    assert "letters/thanks.en.md:6: " in error.value.problems[0]


def test_pictures_stand_beside_the_html_and_files_around_both(desk, shipped, owner):
    (desk / "letters/thanks.en.md").write_text(
        "---\nsubject: Hello\nattachments: prices.pdf\n---\n![Acme](logo.png)", "utf-8"
    )
    letter = Letters.load([desk, shipped], owner).render("thanks", "en", LetterValues())

    mail = compose(
        letter,
        to="maria@acme.example",
        sender="Acme <hello@acme.example>",
        reply_to=None,
        message_id="<abc@acme.example>",
        at=datetime(2026, 11, 20, tzinfo=UTC),
    )

    message = email.message_from_bytes(mail, policy=email.policy.default)
    parts = list(message.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    assert [part.defects for part in parts] == [[]] * 7
    assert parts[5]["Content-ID"] == f"<{letter.pictures[0].cid}>"
    assert parts[5].get_content_disposition() == "inline"
    assert parts[5].get_content() == PNG
    assert parts[3].get_param("type") == "text/html"
