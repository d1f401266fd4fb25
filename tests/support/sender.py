"""Sender: uploads one large form from a process of its own: whoever stands by measures the desk alone.

`python sender.py URL FILES BYTES` sends so many files of so many bytes each; it prints the status.
"""

import os
import socket
import sys
from urllib.parse import urlsplit

PIECE = 65_536


def head(number: int) -> bytes:
    """The head of a file."""
    name = f'name="brief"; filename="brief{number}.pdf"'
    return f"--b\r\nContent-Disposition: form-data; {name}\r\nContent-Type: application/pdf\r\n\r\n".encode()


def main(url: str, files: int, size: int) -> None:
    """Send it and print what came."""
    text = b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\njan@acme-client.example\r\n'
    heads = [head(number) for number in range(files)]
    length = len(text) + sum(len(each) + size + 2 for each in heads) + len(b"--b--\r\n")
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(
            f"POST /hooks/web HTTP/1.1\r\nHost: desk\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"Content-Length: {length}\r\nConnection: close\r\n\r\n".encode()
            + text
        )
        for each in heads:
            connection.sendall(each + b"%PDF-1.4\n")
            left = size - 9
            while left:
                count = min(left, PIECE)
                connection.sendall(os.urandom(16).ljust(count, b"x") if count > 16 else b"x" * count)
                left -= count
            connection.sendall(b"\r\n")
        connection.sendall(b"--b--\r\n")
        print(connection.recv(65_536).split()[1].decode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
