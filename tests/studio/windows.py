"""A browser window on a studio, as far as a server sees it."""

import time
from typing import Any

import httpx

TOKEN = "token-of-the-tests"  # noqa: S105 - of servers that live for a test
OTHER = "বন্দরে জাহাজ\n\nবন্দরে ৩টি জাহাজ এসেছে। মাল খালাস চলছে।\n\nপরিবহণ দপ্তর জানিয়েছে, কাজ শেষ হবে রাতে।\n"


class Window:
    """A browser window on a studio: it has the cookie, and sends the Origin that a browser sends."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.client = httpx.Client(base_url=f"http://{host}", headers={"Origin": f"http://{host}"}, timeout=60)
        self.client.get(f"/?token={TOKEN}")

    def ask(self, method: str, path: str, given: Any = None, **more: Any) -> httpx.Response:
        return self.client.request(method, path, json=given, **more)

    def new(self) -> str:
        return str(self.ask("POST", "/api/drafts").json()["name"])

    def draft(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("GET", f"/api/drafts/{name}").json()
        return found

    def stories(self, name: str) -> list[dict[str, Any]]:
        return [item for item in self.draft(name)["items"] if item["kind"] == "story"]

    def do(self, name: str, deed: dict[str, Any], version: str | None = None) -> httpx.Response:
        return self.ask(
            "POST",
            f"/api/drafts/{name}/deed",
            deed,
            headers={"If-Match": f'"{version or self.draft(name)["version"]}"'},
        )

    def finished(self, response: httpx.Response) -> dict[str, Any]:
        """Return the state of an errand that was begun, once it is over."""
        assert response.status_code == 200, response.text
        number = response.json()["errand"]
        for _ in range(2400):
            found = next(one for one in self.ask("GET", "/api/state").json()["errands"] if one["number"] == number)
            if found["state"] != "running":
                return dict(found)
            time.sleep(0.025)
        raise AssertionError(found)

    def add(self, name: str, text: str) -> dict[str, Any]:
        return self.finished(self.ask("POST", f"/api/drafts/{name}/add", {"text": text}))
