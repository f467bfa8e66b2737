#!/usr/bin/env python3
"""How fast the window is there, what it needs at rest, and whom it talks to.

    python3 benches/start.py [PROGRAM] [FILES...]

Starts PROGRAM (target/release/duizhao) under Xvfb with folders of its own: first with FILES, then again without, so that
it restores them. Prints, for each start, milliseconds until the window shows, memory after some seconds, and processor
seconds in five seconds of rest. With strace there, it then lists every socket the program opens: only local ones may be
among them (display, the desktop's own bus, the door for a second start); any other makes it fail.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SECONDS = 5


def status(pid, field):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", text).group(1))


def spent(pid):
    """Processor seconds of a process so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(program, files, env, rest):
    began = time.monotonic()
    run = subprocess.Popen([program, *files], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    find = ["xdotool", "search", "--onlyvisible", "--class", "duizhao"]
    while subprocess.run(find, env=env, stdout=subprocess.DEVNULL).returncode:
        if run.poll() is not None:
            sys.exit("the window did not start")
        if time.monotonic() - began > 60:
            sys.exit("no window in a minute")
    shown = (time.monotonic() - began) * 1000
    time.sleep(rest)
    before = spent(run.pid)
    time.sleep(SECONDS)
    idle = spent(run.pid) - before
    print(f"window after {shown:.0f} ms, {status(run.pid, 'VmRSS') // 1024} MB, {idle:.2f} s of processor in {SECONDS} s of rest")
    run.send_signal(signal.SIGTERM)
    run.wait()
    time.sleep(1)


def sockets(program, files, env):
    """The addresses of all sockets, as strace tells them."""
    log = pathlib.Path(env["XDG_CONFIG_HOME"]) / "strace.log"
    calls = "trace=socket,connect,bind,sendto,sendmsg,socketpair"
    run = subprocess.Popen(["strace", "-f", "-e", calls, "-o", str(log), program, *files], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(20)
    subprocess.run(["pkill", "-TERM", "-P", str(run.pid)])
    run.wait()
    text = log.read_text(errors="replace")
    families = sorted(set(re.findall(r"socket(?:pair)?\((AF_\w+|PF_\w+)", text)))
    local = sorted(set(re.findall(r'sun_path=(@?"[^"]*")', text)))
    print("kinds of sockets:", ", ".join(families) or "none")
    print("local addresses:", ", ".join(local) or "none")
    strange = [family for family in families if family not in ("AF_UNIX", "PF_UNIX", "AF_LOCAL")]
    if strange:
        for line in text.splitlines():
            if any(family in line for family in strange):
                print(line)
        sys.exit("the program opens a socket that is not local")


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "target/release/duizhao"
    files = [os.path.abspath(path) for path in sys.argv[2:]]
    folder = tempfile.mkdtemp()
    display = f":{90 + os.getpid() % 900}"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1280x800x24", "-noreset"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    env = dict(os.environ, DISPLAY=display, XDG_CONFIG_HOME=f"{folder}/config", XDG_DATA_HOME=f"{folder}/data")
    os.makedirs(env["XDG_CONFIG_HOME"])
    try:
        time.sleep(1)
        start(program, files, env, 6)
        for _ in range(4):
            start(program, [], env, 3)
        if shutil.which("strace"):
            sockets(program, files, env)
        else:
            print("no strace: sockets not looked at")
    finally:
        server.terminate()
        shutil.rmtree(folder, ignore_errors=True)


main()
