"""Our rate of gTTS requests against gtts-cli's, on a loopback server that takes 0.3 s for each, as Google does.

    python benchmarks/gtts_rate.py [SENTENCES]

Both speak the same sentences over TLS through a CONNECT proxy. gtts-cli is the library's own command line.
"""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "engines"))

import services  # noqa: E402 - the loopback server of the tests
import trustme  # noqa: E402

from audionews.engines.gtts import GttsEngine  # noqa: E402
from audionews.model import Role, Segment  # noqa: E402
from audionews.support.store import Store  # noqa: E402
from audionews.synthesis.cast import Cast, RoleVoice  # noqa: E402
from audionews.synthesis.speaking import speak  # noqa: E402

LATENCY = 0.3
"""Seconds that the server takes for a request."""
LEAST = 4.0
"""How many times gtts-cli's rate ours must be."""
PLACES = ["উত্তরে", "দক্ষিণে", "পূর্বে", "পশ্চিমে", "পাহাড়ে", "সমতলে", "উপকূলে", "শহরে", "গ্রামে", "জেলায়"]


def sentences(count: int) -> list[str]:
    """Sentences that gtts-cli too sends in one request each: below 100 characters, without a comma."""
    return [f"{PLACES[n % 10]} {PLACES[n // 10 % 10]} আজ {'আবার ' * (n // 100)}বৃষ্টি হতে পারে." for n in range(count)]


def theirs(texts: list[str], server: services.Service, folder: Path) -> float:
    """Return requests a second of gtts-cli, start-up left out by taking only the server's time."""
    (folder / "text.txt").write_text(" ".join(texts), encoding="utf-8")
    code = "import sys; from gtts.cli import tts_cli; tts_cli()"
    command = [sys.executable, "-c", code, "-f", "text.txt", "-l", "bn", "--nocheck", "-o", "theirs.mp3"]
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True)
    return len(server.texts) / (time.perf_counter() - begun)


def ours(texts: list[str], server: services.Service, folder: Path) -> float:
    """Return requests a second of synthesis: checks and the cache included."""
    engine = GttsEngine()
    cast = Cast({role: RoleVoice(engine, "bn") for role in Role})
    before = len(server.texts)
    begun = time.perf_counter()
    speak([Segment(Role.BODY, text, text) for text in texts], cast, Store(folder / "cache"), lambda _: None)
    return (len(server.texts) - before) / (time.perf_counter() - begun)


def main() -> int:
    """Print both rates; fail where ours is not fast enough."""
    texts = sentences(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("translate.google.com").configure_cert(tls)
    for text in texts:
        services.mp3(text)  # made before the clock runs
    server = services.Service(services.GoogleTalker, tls)
    server.latency = LATENCY
    with server.running(), services.tunnel(server.port).running() as proxy, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        authority.cert_pem.write_to_path(folder / "roots.pem")
        os.environ["REQUESTS_CA_BUNDLE"] = str(folder / "roots.pem")
        for variable in ("HTTPS_PROXY", "https_proxy"):
            os.environ[variable] = f"http://127.0.0.1:{proxy.port}"
        slow = theirs(texts, server, folder)
        fast = ours(texts, server, folder)
    print(f"{len(texts)} sentences, {LATENCY} s a request")
    print(f"gtts-cli   {slow:6.2f} requests a second")
    print(f"audionews  {fast:6.2f} requests a second, {fast / slow:.1f} times as many (at least {LEAST})")
    return fast / slow < LEAST


if __name__ == "__main__" and main():
    sys.exit(1)
