"""What mkdocs is to know beyond docs/: README, CONTRIBUTING and CHANGELOG are pages too, and all links meet.

Files of the repository that are no page are shown by their name alone, since the site does not hold them.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""Pages outside docs/, and what they are called on the site."""


def on_files(files: Files, config: Any) -> Files:
    """Add the pages from outside docs/."""
    for name, page in PAGES.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_linked(text, ROOT, config)))
    for file in files.documentation_pages():
        if file.src_uri not in PAGES.values():
            file.content_string = _linked(file.content_string, ROOT / "docs", config)
    return files


def _linked(text: str, folder: Path, config: Any) -> str:
    """Return Markdown with its relative links as the site has them."""

    def linked(found: re.Match[str]) -> str:
        label, target = found.groups()
        if re.match(r"[a-z]+:|#", target):
            return found[0]
        path, mark, anchor = target.partition("#")
        place = (folder / path).resolve()
        if place.parent == Path(config["docs_dir"]).resolve() and place.suffix == ".md":
            return f"[{label}]({place.name}{mark}{anchor})"
        name = place.relative_to(ROOT).as_posix()
        return f"[{label}]({PAGES[name]}{mark}{anchor})" if name in PAGES else label

    return re.sub(r"\[([^\]\n]+)\]\(([^)\s]+)\)", linked, text)
