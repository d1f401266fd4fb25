"""Rush: forms offered faster than anybody can take them, with as little work for each as can be."""

import select
import socket
import time
from collections import Counter, deque
from contextlib import suppress

TICK_S = 0.001
HEAD = (
    "POST /hooks/web HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    "User-Agent: Mozilla/5.0\r\nAccept: */*\r\n%sContent-Length: %d\r\n\r\n%s"
)
BODY = (
    '{"first_name":"Jan","last_name":"Kowalski","company":"Acme Sp. z o.o.","position":"CTO",'
    '"phone":"+48 512 345 200","email":"jan%d@acme-client.example","business":"logistics",'
    '"message":"We need a customer portal with an ERP integration, please call after lunch. %s"}'
)


class Load:
    """Offers so many forms a second over so many connections, with as little work for each as can be."""

    def __init__(self, port, connections, *, fresh, size, first=0):
        self.address, self.limit, self.fresh = ("127.0.0.1", port), connections, fresh
        self.padding, self.number = "x" * size, first
        self.idle, self.sockets, self.began, self.heard = deque(), {}, {}, {}
        self.statuses, self.took, self.ids = Counter(), {}, []
        self.unsent = self.without_word = 0
        self.careless = 0  # told to come back, not when
        self.poll = select.epoll()

    def offer(self, rate, seconds):
        """Offer `rate` forms a second for so long; how many that were."""
        began, offered = time.perf_counter(), 0
        while (now := time.perf_counter() - began) < seconds:
            due = int(now * rate)
            while offered < due:
                offered += 1
                if not self.post():
                    self.unsent += due - offered + 1
                    offered = due
            self._turn(TICK_S)
        return offered

    def saturate(self, seconds):
        """Keep every connection busy; the forms stored a second."""
        before, began = self.statuses[200], time.perf_counter()
        while time.perf_counter() < began + seconds:
            while self.post():
                continue
            self._turn(TICK_S)
        return (self.statuses[200] - before) / (time.perf_counter() - began)

    def settle(self):
        """Wait for the last answers, then close."""
        patience = time.perf_counter() + 15
        while self.began and time.perf_counter() < patience:
            self._turn(0.05)
        self.without_word += len(self.began)
        for connection in self.sockets.values():
            connection.close()
        return self

    def post(self):
        """Post one form, if a connection is free."""
        if self.idle:
            number = self.idle.popleft()
        elif len(self.sockets) < self.limit:
            connection = socket.socket()
            connection.setblocking(False)
            connection.connect_ex(self.address)
            number = connection.fileno()
            self.sockets[number] = connection
            self.poll.register(number, select.EPOLLIN | select.EPOLLOUT)
        else:
            return False
        self.began[number], self.heard[number] = time.perf_counter(), b""
        self.poll.modify(number, select.EPOLLIN | select.EPOLLOUT)
        return True

    def _turn(self, wait_s):
        for number, events in self.poll.poll(wait_s):
            if events & select.EPOLLIN or events & (select.EPOLLHUP | select.EPOLLERR):
                self._read(number)
            elif events & select.EPOLLOUT:
                self._write(number)

    def _write(self, number):
        self.number += 1
        body = BODY % (self.number, self.padding)
        form = (HEAD % ("Connection: close\r\n" if self.fresh else "", len(body), body)).encode()
        with suppress(OSError):
            self.sockets[number].sendall(form)
        self.poll.modify(number, select.EPOLLIN)

    def _read(self, number):
        try:
            data = self.sockets[number].recv(65536)
        except OSError:
            data = b""
        if not data or number not in self.began:
            return self._drop(number)
        heard = self.heard[number] = self.heard[number] + data
        head, mark, body = heard.partition(b"\r\n\r\n")
        if mark and len(body) >= int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0):
            self._answered(number, head, body)
        return None

    def _answered(self, number, head, body):
        status = int(head[9:12])
        self.statuses[status] += 1
        self.took.setdefault(status, []).append(time.perf_counter() - self.began.pop(number))
        if status == 200:
            self.ids.append(body.split(b'"')[3])
        elif status in (429, 503) and b"retry-after:" not in head.lower():
            self.careless += 1
        if self.fresh or b"connection: close" in head.lower():
            self._drop(number)
        else:
            self.idle.append(number)

    def _drop(self, number):
        if self.began.pop(number, None) is not None:
            self.without_word += 1
        elif number in self.idle:
            self.idle.remove(number)
        self.poll.unregister(number)
        self.sockets.pop(number).close()
