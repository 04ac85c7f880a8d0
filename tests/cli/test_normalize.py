"""`normalize` in a pipe: text in, text as it is said out, each line at once."""

import json
import subprocess
import sys
from pathlib import Path

from shared import Run

from audionews.bengali import normalize

WRITTEN = "১২/১১/২০২৬ তারিখে ₹৫০০। খরচ ৭.৫%।"
SAID = ["বারোই নভেম্বর দু'হাজার ছাব্বিশ তারিখে পাঁচশো টাকা।", "খরচ সাত দশমিক পাঁচ শতাংশ।"]
CALL = "import sys, atexit, audionews.cli as cli; sys.argv[1:] = ['normalize'];"


def test_lines_stay_lines_and_sentences_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + f"{WRITTEN}\n\n৫টি খবর\n".encode())
    assert run("normalize", "a.txt").stdout == f"{' '.join(SAID)}\n\nপাঁচটি খবর\n"
    assert run("normalize", "--sentences", text=WRITTEN).stdout.splitlines() == SAID
    rows = [json.loads(line) for line in run("normalize", "--json", text=WRITTEN).stdout.splitlines()]
    assert rows[1] == {"text": "খরচ ৭.৫%।", "spoken": SAID[1]}


def test_the_users_words_and_the_country_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lexicon.tsv").write_text("খবর\tসংবাদ\n", encoding="utf-8")
    assert run("normalize", text="৫টি খবর").stdout == "পাঁচটি সংবাদ\n"
    assert run("normalize", "--locale", "bn-BD", text="২০২৬").stdout == f"{normalize('২০২৬', 'bn-BD')}\n"
    missing = run("normalize", "none.txt")
    assert (missing.returncode, "none.txt" in missing.stderr) == (2, True)


def test_a_line_is_said_before_the_next_one_comes_and_the_text_alone_is_paid_for() -> None:
    show = "atexit.register(lambda: print(sorted(sys.modules)));"
    command = [sys.executable, "-c", f"{CALL}{show} cli.main()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for written, said in (("৫".encode(), "পাঁচ"), ("৬ কিমি".encode(), "ছয় কিলোমিটার"), (b"\xff", "")):
            process.stdin.write(written + b"\n")
            process.stdin.flush()
            assert process.stdout.readline().decode().strip() == said
        process.stdin.close()
        loaded = process.stdout.read().decode()
        assert process.wait(30) == 0
    for heavy in (
        "soundfile",
        "httpx",
        "requests",
        "lxml",
        "audionews.engines",
        "audionews.audio",
        "audionews.episode",
    ):
        assert f"'{heavy}'" not in loaded
