"""Texts that are nearly Bengali, or were nearly saved as UTF-8."""

from pathlib import Path

import pytest
from shared import Run


def test_assamese_in_bengali_letters_gets_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "নতুন দলং মুকলি\n\nগুৱাহাটীৰ ওচৰত নতুন দলং এখন মুকলি কৰা হৈছে। ৰাজ্য চৰকাৰে কৈছে যে ইয়াৰ ফলত যাতায়াত সহজ হ'ব।\n",
        encoding="utf-8",
    )
    done = run("script", "a.txt", "--json")
    assert done.returncode == 0
    assert "a.txt: it seems to be Assamese" in done.stderr
    (tmp_path / "b.txt").write_text("নতুন সেতু\n\nগুয়াহাটির কাছে নতুন সেতু খুলেছে।\n", encoding="utf-8")
    assert "Assamese" not in run("script", "b.txt", "--json").stderr


def test_controls_that_were_signs_of_windows_are_those_signs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("শহরে মেলা\n\nমেলায় ১০\x96১২ জন শিল্পী আসবেন।\n", encoding="utf-8")
    told = run("script", "a.txt").stdout
    assert "← মেলায় ১০–১২ জন শিল্পী আসবেন।" in told
    assert "দশ-বারো" in told


@pytest.mark.parametrize("source", ["https://example.org/khobor", "a.txt"])
def test_say_given_a_link_or_a_file_tells_which_command_reads_it(run: Run, tmp_path: Path, source: str) -> None:
    (tmp_path / "a.txt").write_text("শহরে মেলা\n\nমেলা বসেছে মাঠে।\n", encoding="utf-8")
    done = run("say", source, "-o", "a.mp3")
    assert done.returncode == 2
    assert f"audionews make {source} reads it" in done.stderr
    assert not (tmp_path / "a.mp3").exists()
