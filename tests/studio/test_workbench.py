"""From pasted text to a published episode, as the page asks for it, and what stands in the files afterwards."""

from collections.abc import Callable
from pathlib import Path

from windows import Window

from audionews import editing


def test_from_paste_to_episode(window: Window, bulletin: Callable[[], str], place: tuple[str, Path]) -> None:
    name = bulletin()
    view = window.draft(name)
    roles = [item.get("role", "story") for item in view["items"]]
    assert roles == ["greeting", "headline", "story", "story", "signoff"]
    first = window.stories(name)[0]
    assert first["headline"] == "শহরে নতুন সেতু"
    assert [line["reason"] for line in first["lines"] if line["kind"] == "struck"] == ["related-link"]
    made = window.finished(window.ask("POST", f"/api/drafts/{name}/make"))
    assert made["state"] == "done", made
    page = window.ask("GET", made["result"]["page"])
    assert page.status_code == 200
    assert "শহরে নতুন সেতু" in page.text
    assert editing.open_draft(place[1] / "drafts" / f"{name}.md").head.title == view["title"]
