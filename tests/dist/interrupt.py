"""Presses Ctrl-C at the console of a run that writes a folder: interrupt.py RUNNER PROGRAM FOLDER. Nothing half built may be left."""

import os
import pty
import select
import sys
import time

runner, program, folder = sys.argv[1:]
book = os.path.join(folder, "large.csv")
with open(book, "w", encoding="utf-8") as out:
    out.write("Name,E-mail,Company\n")
    for n in range(12_000):
        out.write(f"Given{n % 4999} Family{n},person{n}@example.org,Company {n % 997}\n")
target = os.path.join(folder, "interrupted")

child, console = pty.fork()
if child == 0:
    os.execvp(runner, [runner, program, "audit", book, "--no-book", "--as-of", "2026-11-01", "--out", target])


def staging():
    return [name for name in os.listdir(folder) if name.startswith(".tieline-")]


def drain():
    while select.select([console], [], [], 0)[0]:
        try:
            if not os.read(console, 65536):
                return
        except OSError:
            return


begun = time.monotonic()
while not staging() and time.monotonic() - begun < 400:
    drain()
    time.sleep(0.02)
if not staging():
    # A machine that is too slow, or so quick that the run was over between two looks, has shown nothing.
    print("Ctrl-C was not tried: no folder was seen to be begun")
    os.kill(child, 9)
    sys.exit(0)
os.write(console, b"\x03")
status = None
while time.monotonic() - begun < 500:
    drain()
    ended, code = os.waitpid(child, os.WNOHANG)
    if ended:
        status = os.waitstatus_to_exitcode(code)
        break
    time.sleep(0.05)
if os.path.exists(target):
    print("Ctrl-C was not tried: the run was over before the key")
    sys.exit(0)
if status != 130:
    sys.exit(f"it ended with {status} and not with 130")
if staging():
    sys.exit(f"left behind: {staging()}")
