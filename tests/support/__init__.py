"""What tests share: a whole desk between a real mail server and the stand-in Bot API."""
