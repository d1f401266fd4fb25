"""Wall: the clock of a machine that somebody puts wrong, for one process that is started with `variables`.

A small library is loaded into that process before all others and answers when it asks for the time of day.
What measures spans goes on as it was, as on a machine whose clock is set.
"""

import shutil
import struct
import subprocess
from datetime import timedelta
from pathlib import Path

_SOURCE = r"""
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *off;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("WALL_OFF");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *found = mmap(0, sizeof *off, PROT_READ, MAP_SHARED, file, 0);
    if (found != MAP_FAILED) off = found;
    close(file);
}

int clock_gettime(clockid_t id, struct timespec *at) {
    int failed = syscall(SYS_clock_gettime, id, at);
    if (!failed && off && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec += *off;
    return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    int failed = clock_gettime(CLOCK_REALTIME, &now);
    if (!failed) { at->tv_sec = now.tv_sec; at->tv_usec = now.tv_nsec / 1000; }
    return failed;
}

time_t time(time_t *kept) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}
"""


def compiler() -> str | None:
    """What the library is made with, if there is anything."""
    return shutil.which("cc")


class Wall:
    """One machine's clock; right at first."""

    def __init__(self, folder: Path) -> None:
        """Make the library and its file in that folder."""
        self._off, library = folder / "wall.off", folder / "wall.so"
        self.put(timedelta())
        command = (compiler() or "cc", "-shared", "-fPIC", "-O1", "-x", "c", "-", "-o", str(library))
        subprocess.run(command, input=_SOURCE, text=True, check=True)
        self.variables = {"LD_PRELOAD": str(library), "WALL_OFF": str(self._off)}

    def put(self, off: timedelta) -> None:
        """Wrong by so many whole seconds from now on."""
        self._off.touch()
        with self._off.open("r+b") as file:  # in place: the process looks into this very file
            file.write(struct.pack("q", round(off.total_seconds())))
